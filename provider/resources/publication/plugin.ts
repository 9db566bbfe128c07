import type { Known, PluginSide, RunNotes } from "../../host/kind";
import type { Props } from "../../lifecycle";
import type { Session } from "../../session/session";
import { importSpace } from "../space";
import { UNKNOWN } from "../../values/tree";
import { draftHashes, isEditedSince } from "../bot/state";
import { liveVersions, newestOf } from "./channels";
import { channelsOf, isDue, outputs, record, type PublicationOutputs } from "./state";
import { API_CHANNEL, CHAT_SDK_CHANNEL } from "./inputs";

/** The channels to look at. Coze has no list of custom ones. */
const KNOWN_CHANNELS = [API_CHANNEL, CHAT_SDK_CHANNEL];

export function publicationPlugin(session: Session, notes: RunNotes): PluginSide {
  /** Adopts the live version, as `adoptVersion` does, and publishes nothing. The id is the bot's. */
  async function importOf(botId: string): Promise<{ outs: Props; inputs: Props }> {
    const spaceId = await importSpace(session, "Publication", botId);
    const live = await liveVersions(session, { spaceId, botId }, KNOWN_CHANNELS);
    const version = newestOf([...live.values()]);
    if (version === undefined) {
      throw new Error(
        `Bot ${botId} cannot be imported as a publication: it is live neither on the API channel nor on the Chat SDK. Declare the ` +
          "publication instead, which publishes the bot.",
      );
    }
    const inputs = { botId, spaceId, connectorIds: [...live.keys()] };
    const draft = draftHashes(await session.api().readDraft(botId));
    return { inputs, outs: { ...outputs(inputs, record(version, {}), []), __importedDraft: draft } };
  }

  function asDeclared(known: Known): Props {
    const { olds, news, imported } = known;
    const seen = notes.isUnchangedImport(news["botId"]) ? { ...olds, ...hashesOf(news) } : olds;
    return imported ? firstSeen(known, seen) : seen;
  }

  /**
   * Inputs that no read of a live version returns: at first they count as the program has them, later as in the last run. A bot that the
   * first run edits is published all the same, by the next run if the first one was interrupted.
   */
  function firstSeen({ oldInputs, news }: Known, olds: Props): Props {
    const first = (key: string): unknown => olds[key] ?? oldInputs[key] ?? news[key];
    const hash = olds["contentHash"] ?? oldInputs["contentHash"];
    const { botId } = news;
    const draft = (olds as Partial<PublicationOutputs>).__importedDraft ?? {};
    const isEdited =
      news["contentHash"] === UNKNOWN || notes.isEdited(botId) || isEditedSince(draft, notes.declaredOf(botId));
    const wanted = channelsOf(news);
    return {
      ...olds,
      contentHash: hash ?? (isEdited ? undefined : news["contentHash"]),
      triggers: first("triggers"),
      connectors: first("connectors"),
      unpublishReason: news["unpublishReason"],
      // A channel that is not in the program stays as it is.
      connectorIds: channelsOf(olds).filter((channel) => wanted.includes(channel)),
    };
  }

  return {
    unknownAfter: (olds, news) => (isDue(olds, news) ? ["version", "publishedAt"] : []),
    importOf,
    asDeclared,
    checkedBefore: (oldInputs, news) =>
      notes.isUnchangedImport(news["botId"]) ? { ...oldInputs, ...hashesOf(news) } : oldInputs,
  };
}

function hashesOf({ contentHash, promotionHash }: Props): Props {
  return { contentHash, promotionHash };
}

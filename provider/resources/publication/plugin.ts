import type { Known, PluginSide, RunNotes } from "../../host/kind";
import type { Props } from "../../lifecycle";
import type { Session } from "../../session/session";
import { importSpace } from "../space";
import { containsSecret, withoutSecrets } from "../../values/marks";
import { UNKNOWN } from "../../values/tree";
import { draftHash } from "../bot/declared";
import { draftHashes, isEditedSince } from "../bot/state";
import { KNOWN_CHANNELS } from "./adopt";
import { hashAlone } from "./promotion";
import { liveVersions, newestOf } from "./channels";
import { isDue, isOutside, outputs, record, type PublicationOutputs } from "./state";

export function publicationPlugin(session: Session, notes: RunNotes): PluginSide {
  /** Adopts the live version like `adoptVersion`, without a publish. The id of a publication is the bot's id. */
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
    const draft = await session.api().readDraft(botId);
    // An absent hash would be read from the inputs, and could open a gate for content that was never live.
    const adopted = outputs(inputs, record(version, { promotionHash: "" }), []);
    return { inputs, outs: { ...adopted, __importedDraft: draftHashes(draft), __importedHash: draftHash(draft) } };
  }

  /** The old outputs for a diff. Coze does not know the hashes of an imported version. */
  function asDeclared(known: Known): Props {
    const { olds, imported } = known;
    const contentHash = followed(known);
    return imported ? { ...olds, contentHash, promotionHash: olds["promotionHash"] ?? "" } : { ...olds, contentHash };
  }

  /** The content hash that counts as published: only a different hash publishes. */
  function followed({ olds, oldInputs, news, imported }: Known): unknown {
    const { contentHash: hash, botId } = news;
    const { contentHash: published, __importedDraft, __importedHash } = olds as Partial<PublicationOutputs>;
    // A hash that `ignoreChanges` has frozen may be the text for a publish from outside.
    if (isOutside(published) || (typeof hash === "string" && isOutside(hash))) return published;
    // The bot's hash differs from the published one only because of the bot's import.
    if (notes.isUnchangedImport(botId)) return hash;
    // A run that has recorded the hash has published it, or has found nothing to publish.
    const before = oldInputs["contentHash"];
    if (before === hash) return hash;
    if (!imported) return published;
    // At an import the bot's hash covers the whole draft. From its first update on, the hash covers the declared
    // content.
    const isOther = before !== undefined && before !== __importedHash;
    const isEdited = notes.isEdited(botId) || isEditedSince(__importedDraft ?? {}, notes.declaredOf(botId));
    return hash === UNKNOWN || isEdited || isOther ? before : hash;
  }

  return {
    unknownAfter: (olds, news) => (isDue(olds, news) ? ["version", "publishedAt", "promotion"] : []),
    secretsIn: ({ requirePromotion: gate }) =>
      containsSecret(gate) ? { requirePromotion: hashAlone(withoutSecrets(gate)) } : {},
    importOf,
    asDeclared,
    checkedBefore: (oldInputs, news) =>
      notes.isUnchangedImport(news["botId"]) && !isOutside(String(oldInputs["contentHash"]))
        ? { ...oldInputs, ...hashesOf(news) }
        : oldInputs,
  };
}

function hashesOf({ contentHash, promotionHash }: Props): Props {
  return { contentHash, promotionHash };
}

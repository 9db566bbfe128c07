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
    const draft = await session.api().readDraft(botId);
    // The hash is not absent: an output that is absent is read as its input, and no gate is to open for what may never
    // have been live.
    const adopted = outputs(inputs, record(version, { promotionHash: "" }), []);
    return { inputs, outs: { ...adopted, __importedDraft: draftHashes(draft), __importedHash: draftHash(draft) } };
  }

  /**
   * What a read of a live version returns is compared as it was read: all but the hashes, of which Coze knows nothing.
   */
  function asDeclared(known: Known): Props {
    const { olds, imported } = known;
    const contentHash = followed(known);
    return imported ? { ...olds, contentHash, promotionHash: olds["promotionHash"] ?? "" } : { ...olds, contentHash };
  }

  /** The hash of the content that counts as published: only another one publishes. */
  function followed({ olds, oldInputs, news, imported }: Known): unknown {
    const { contentHash: hash, botId } = news;
    const { contentHash: published, __importedDraft, __importedHash } = olds as Partial<PublicationOutputs>;
    // A frozen hash, as by `ignoreChanges`, may be that of a publish from outside.
    if (isOutside(published) || (typeof hash === "string" && isOutside(hash))) return published;
    // Its hash differs from a published one for no other reason than its import.
    if (notes.isUnchangedImport(botId)) return hash;
    // A run that has recorded the hash has published it, or has found that there is nothing to publish.
    const before = oldInputs["contentHash"];
    if (before === hash) return hash;
    if (!imported) return published;
    // The first update of an imported bot makes of its hash that of what is declared.
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

import { saysMissing, saysUnpublished } from "../../client/errors/errors";
import type { Session } from "../../session/session";
import { oneLine } from "../../values/text";
import { isNewer, liveInfo, type Place } from "./channels";
import { knownChannels, recordedOn, type PublicationOutputs } from "./state";

/** A publication whose channels are to be left. */
export type Publication = Place & Pick<PublicationOutputs, "version" | "unpublishReason" | "__pendingSeen">;

/** The occasion of an unpublish. It decides the advice after a refusal. */
type Occasion = "delete" | "removal";

const NEXT: Readonly<Record<Occasion, string>> = {
  delete:
    "To take it off all the same, run `pulumi refresh` first, then this again. If another resource or stack publishes the bot by now, run " +
    "`pulumi state delete` with the URN of this resource.",
  removal:
    "To take it off all the same, run `pulumi refresh`, then `pulumi up`; first make sure that nobody else is to keep it there.",
};

/** Channels that the bot could not be taken off, with the errors. */
export type Failed = ReadonlyMap<string, unknown>;

/**
 * The channels that the bot must stay on: the live version there is newer than the recorded one, or cannot be read.
 * Only reads.
 */
export async function refusedOf(
  session: Session,
  publication: Publication,
  connectorIds: readonly string[],
  occasion: Occasion,
): Promise<Failed> {
  return failuresOf(connectorIds, (channel) => refuseNewer(session, publication, channel, occasion));
}

/** Takes the bot off the channels. A failure on one channel does not stop the others. */
export function unpublishEach(
  session: Session,
  publication: Publication,
  connectorIds: readonly string[],
): Promise<Failed> {
  return failuresOf(connectorIds, (channel) => unpublish(session, publication, channel));
}

/** Takes the bot off its channels, except `kept`, the channels of another resource. */
export async function remove(session: Session, outs: PublicationOutputs, kept: readonly string[]): Promise<void> {
  const { botId } = outs;
  if (!unpublishes(outs)) {
    session.warn("unpublishOnDelete is false, so the bot stays live on its channels", botId);
    return;
  }
  const unused = knownChannels(outs).filter((channel) => !kept.includes(channel));
  await leaveAll(session, outs, unused);
}

/** Takes the bot off all channels of a delete, or off none if one of them is refused. */
async function leaveAll(session: Session, publication: Publication, connectorIds: readonly string[]): Promise<void> {
  const refused = await refusedOf(session, publication, connectorIds, "delete");
  if (refused.size > 0) throw allOf(refused);
  const failed = await unpublishEach(session, publication, connectorIds);
  if (failed.size === 0) return;
  const off = connectorIds.filter((channel) => !failed.has(channel));
  // After a failed delete, the engine keeps the old state.
  const unsaid =
    `Bot ${publication.botId} is off channel ${off.join(", ")} by now, which the state does not have: run \`pulumi refresh\` before the ` +
    "next `pulumi up`.";
  throw allOf(failed, off.length > 0 ? [unsaid] : []);
}

/** One error for all failures. */
export function allOf(failed: Failed, words: readonly string[] = []): Error {
  const errors = [...failed.values()];
  const messages = errors.map((error) => (error instanceof Error ? error.message : String(error)));
  return new Error([...messages, ...words].join(" "), { cause: errors.length === 1 ? errors[0] : errors });
}

async function failuresOf(
  connectorIds: readonly string[],
  work: (channel: string) => Promise<void>,
): Promise<Map<string, unknown>> {
  const failed = new Map<string, unknown>();
  for (const channel of connectorIds) await work(channel).catch((error: unknown) => failed.set(channel, error));
  return failed;
}

/** Takes the bot off one channel. Succeeds, too, if the bot is not on the channel, or is gone. */
async function unpublish(
  session: Session,
  { spaceId, botId, unpublishReason }: Publication,
  connectorId: string,
): Promise<void> {
  try {
    await session.api().unpublishBot(botId, connectorId, unpublishReason);
  } catch (error) {
    if (saysUnpublished(error)) return;
    if (!saysMissing(error)) throw error;
    const online = await session.api().listBots(spaceId, "published_online", connectorId);
    if (online.some((bot) => bot.id === botId)) throw error;
  }
}

/**
 * Throws if the live version on a channel is newer than the recorded one: another publication or a person has published
 * it.
 */
async function refuseNewer(
  session: Session,
  publication: Publication,
  connectorId: string,
  occasion: Occasion,
): Promise<void> {
  const { botId } = publication;
  const recorded = recordedOn(publication)(connectorId);
  const info = await liveInfo(session, botId, connectorId).catch((error: unknown) => {
    // The unpublish itself finds out whether the bot is gone.
    if (saysMissing(error)) return undefined;
    throw error;
  });
  const live = info?.version;
  if (live === undefined || !isNewer(live, recorded)) return;
  const by = await publisherOf(session, botId, connectorId, live);
  throw new Error(
    `Bot ${botId} stays on channel ${connectorId}: version ${live} is live there${by}, and this resource has recorded version ${recorded}. ` +
      NEXT[occasion],
  );
}

/** The publisher of the version, in words, as far as Coze tells. */
async function publisherOf(session: Session, botId: string, connectorId: string, version: string): Promise<string> {
  try {
    const newest = await session.api().newestVersion(botId, connectorId);
    const creator = newest?.version === version ? (newest.creatorName ?? newest.creatorId) : undefined;
    return creator === undefined ? "" : `, published by ${oneLine(creator, 60)}`;
  } catch {
    // The publisher is only for the message, so an error is ignored.
    return "";
  }
}

export function unpublishes({ unpublishOnDelete }: { readonly unpublishOnDelete?: unknown }): boolean {
  return unpublishOnDelete !== false;
}

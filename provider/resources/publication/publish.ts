import { saysForbidden, type LostAnswerError } from "../../client/http/errors";
import { earliestOf, onlyOnce } from "../../certainty/only-once";
import type { Session } from "../../session/session";
import { channelsOf } from "./due";
import { API_CHANNEL, type CheckedPublication } from "./inputs";

export interface NewVersion {
  readonly version: string;
  readonly publishedAt: Date;
}

/** Publishes the draft exactly once. `known` is the version that was live before, as far as the state tells. */
export function publish(session: Session, inputs: CheckedPublication, known: string | undefined): Promise<NewVersion> {
  const { botId, connectors } = inputs;
  return onlyOnce(
    session,
    () => session.api().publishBot(botId, channelsOf(inputs), connectors),
    (lost) => findPublished(session, inputs, known, lost),
  );
}

/**
 * The version that the lost publish has made, if it did: newer than the one before, and made since the call began, for
 * someone may have published from outside meanwhile. Every publish is for all its channels, so one of them tells.
 */
async function findPublished(
  session: Session,
  inputs: CheckedPublication,
  known: string | undefined,
  lost: LostAnswerError,
): Promise<NewVersion | undefined> {
  const { botId } = inputs;
  const channels = channelsOf(inputs);
  const channel = channels.includes(API_CHANNEL) ? API_CHANNEL : channels[0];
  try {
    const newest = await session.api().newestVersion(botId, channel);
    if (!newest || !isNewer(newest.version, known)) return undefined;
    const madeAt = (newest.createdAt ?? 0) * 1000;
    if (madeAt < earliestOf(session, lost)) return undefined;
    return { version: newest.version, publishedAt: new Date(madeAt) };
  } catch (error) {
    if (!saysForbidden(error) || known === undefined || channel !== API_CHANNEL) throw error;
    // Without the permission point for versions, what is live is all that tells.
    const { version = "" } = await session.api().readPublished(botId);
    return isNewer(version, known) ? { version, publishedAt: new Date(session.api().serverNow()) } : undefined;
  }
}

/** The newest of the versions; `undefined` where there are none. */
export function newestOf(versions: readonly string[]): string | undefined {
  return versions.reduce<string | undefined>(
    (newest, version) => (isNewer(version, newest) ? version : newest),
    undefined,
  );
}

/** Versions are decimal numbers that grow, longer than a JavaScript number holds. */
export function isNewer(version: string, known: string | undefined): boolean {
  if (known === undefined) return version !== "";
  if (!/^\d+$/.test(version) || !/^\d+$/.test(known)) return version !== known;
  return BigInt(version) > BigInt(known);
}

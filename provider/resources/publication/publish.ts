import { saysForbidden, type LostAnswerError } from "../../client/http/errors";
import { earliestOf, onlyOnce } from "../../consistency/only-once";
import type { Session } from "../../session/session";
import { sentence } from "../../values/validate";
import { channelsOf } from "./due";
import { gateProblems } from "./gate";
import { API_CHANNEL, type CheckedPublication } from "./inputs";
import { record, type Published } from "./state";
import { isNewer } from "./versions";

interface NewVersion {
  readonly version: string;
  readonly publishedAt: Date;
}

/** Publishes the draft exactly once. `known` is the version that was live before, as far as the state has it. */
export async function publishNow(
  session: Session,
  inputs: CheckedPublication,
  known: string | undefined,
): Promise<Published> {
  // The preview may have been skipped, or have known less.
  const refused = gateProblems(inputs);
  if (refused.length > 0) throw new Error(refused.map(sentence).join(" "));
  const { botId, connectors } = inputs;
  const { version, publishedAt } = await onlyOnce(
    session,
    () => session.api().publishBot(botId, channelsOf(inputs), connectors),
    (lost) => findPublished(session, inputs, known, lost),
  );
  return record(version, inputs, publishedAt);
}

/**
 * The version of a publish whose answer was lost: newer than the one before, and created since the call began, since someone
 * may have published from outside meanwhile. Every publish is for all its channels, so one of them is enough.
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
    const createdAt = (newest.createdAt ?? 0) * 1000;
    if (createdAt < earliestOf(session, lost)) return undefined;
    return { version: newest.version, publishedAt: new Date(createdAt) };
  } catch (error) {
    if (!saysForbidden(error) || known === undefined || channel !== API_CHANNEL) throw error;
    // Without the permission point for versions, only the live version can be read.
    const { version = "" } = await session.api().readPublished(botId);
    return isNewer(version, known) ? { version, publishedAt: new Date(session.api().serverNow()) } : undefined;
  }
}

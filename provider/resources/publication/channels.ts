import { saysUnpublished } from "../../client/errors/errors";
import type { BotSummary } from "../../client/bot-types";
import type { BotInfo } from "../../client/bot-types";
import type { Session } from "../../session/session";
import { SharedList } from "../../session/shared-list";
import { API_CHANNEL } from "./inputs";

/**
 * The lists of published bots. Coze's page calls the first "published" and the second "published, but a draft now". The
 * page does not say that the first list includes the second, so a bot that is missing from one list may be in the
 * other.
 */
const LIVE = ["published_online", "published_draft"] as const;

/** A bot and the workspace whose lists it is in. */
export interface Place {
  readonly spaceId: string;
  readonly botId: string;
}

/**
 * The version of the bot on the channel; `undefined` if the bot is not on the channel. Throws if Coze knows no such
 * bot. Only the API channel has a read of one bot; the other channels have lists.
 */
async function liveVersion(
  session: Session,
  { spaceId, botId }: Place,
  connectorId: string,
): Promise<string | undefined> {
  if (connectorId === API_CHANNEL) return (await liveInfo(session, botId, connectorId))?.version;
  for (const status of LIVE) {
    if (!(await listOf(session, spaceId, connectorId, status).find(botId))) continue;
    // The read may refuse a bot that is on the list. Then the read works for the API channel only.
    return (
      (await liveInfo(session, botId, connectorId))?.version ??
      (await session.api().newestVersion(botId, connectorId))?.version
    );
  }
  return undefined;
}

/** The version on each of the channels that the bot is on. */
export async function liveVersions(
  session: Session,
  place: Place,
  connectorIds: readonly string[],
): Promise<Map<string, string>> {
  const live = new Map<string, string>();
  for (const connectorId of connectorIds) {
    const version = await liveVersion(session, place, connectorId);
    if (version !== undefined) live.set(connectorId, version);
  }
  return live;
}

/** The live bot on the channel; `undefined` if Coze says that nothing is live there. */
export async function liveInfo(session: Session, botId: string, connectorId: string): Promise<BotInfo | undefined> {
  try {
    return await session.api().readPublished(botId, connectorId === API_CHANNEL ? undefined : connectorId);
  } catch (error) {
    if (saysUnpublished(error)) return undefined;
    throw error;
  }
}

/** Forgets the lists of the channels, so that the next look reads them again. */
export function forgetChannels(session: Session, spaceId: string, connectorIds: readonly string[]): void {
  for (const connectorId of connectorIds) {
    for (const status of LIVE) listOf(session, spaceId, connectorId, status).forget();
  }
}

function listOf(
  session: Session,
  spaceId: string,
  connectorId: string,
  status: (typeof LIVE)[number],
): SharedList<BotSummary> {
  const key = `bots of ${spaceId} on ${connectorId}, ${status}`;
  return new SharedList(session.shared, key, () => session.api().listBots(spaceId, status, connectorId));
}

/** The newest of the versions; `undefined` if there are none. */
export function newestOf(versions: readonly string[]): string | undefined {
  return versions.reduce<string | undefined>(
    (newest, version) => (isNewer(version, newest) ? version : newest),
    undefined,
  );
}

/** Whether a version is newer. Versions are growing decimal numbers with more digits than a JavaScript number holds. */
export function isNewer(version: string, known: string | undefined): boolean {
  if (known === undefined) return version !== "";
  if (!/^\d+$/.test(version) || !/^\d+$/.test(known)) return version !== known;
  return BigInt(version) > BigInt(known);
}

import type { BotSummary } from "../client/bot-items";
import { API_CHANNEL, CHAT_SDK_CHANNEL } from "../client/bot-types";
import type { Session } from "../session/session";

/** The bots of the workspace with these ids, or all of them without any. */
export async function chosenBots(session: Session, spaceId: string, ids: readonly string[]): Promise<BotSummary[]> {
  const listed = await session.api().listBots(spaceId, "all");
  const missing = ids.filter((id) => !listed.some((bot) => bot.id === id));
  if (missing.length > 0) throw new Error(`workspace ${spaceId} has no bot ${missing.join(", ")}`);
  return ids.length > 0 ? listed.filter(({ id }) => ids.includes(id)) : listed;
}

/** The channels to look at for a live version: the API, the Chat SDK and these custom ones. */
export const probedChannels = (connectorIds: readonly string[]): string[] => [
  ...new Set([API_CHANNEL, CHAT_SDK_CHANNEL, ...connectorIds]),
];

import { messageOf, saysMissing } from "./client/errors";
import type { BotSummary } from "./client/wire-types";
import type { Props } from "./lifecycle";
import type { Session } from "./session";
import type { Problem } from "./validate";

/**
 * The space of a resource. Where the program gives none the recorded one stays, whatever the configuration says by now:
 * a changed default must not replace a bot.
 */
export function spaceOf(olds: Props, news: Props, session: Session): { spaceId: unknown; problems: Problem[] } {
  const spaceId = news["spaceId"] ?? olds["spaceId"] ?? session.settings().spaceId;
  if (spaceId !== undefined) return { spaceId, problems: [] };
  return {
    spaceId,
    problems: [
      "spaceId: is required: set it, or the configuration key coze:spaceId, or the environment variable COZE_SPACE_ID, got nothing",
    ],
  };
}

/** The bot's entry in the list of everything in its space. */
export async function findInSpace(session: Session, spaceId: string, botId: string): Promise<BotSummary | undefined> {
  const bots = await session.api().listBots(spaceId, "all");
  return bots.find((bot) => bot.id === botId);
}

/**
 * Coze answers "no such bot" for a wrong account as well, so that answer is a suspicion. It becomes a fact when the
 * list of the bot's own space succeeds without the bot; anything else is an error, and nothing is dropped.
 */
export async function confirmGone(
  session: Session,
  spaceId: unknown,
  botId: string,
  suspicion: unknown,
): Promise<void> {
  if (!saysMissing(suspicion)) throw suspicion;
  if (typeof spaceId !== "string") throw suspicion;
  const where = `${session.settings().baseUrl} with the token from ${session.tokenSource()}`;
  let listed: BotSummary | undefined;
  try {
    listed = await findInSpace(session, spaceId, botId);
  } catch (cause) {
    throw new Error(
      `Bot ${botId} was not found at ${where}, and the list of space ${spaceId} that would confirm it could not be read, ` +
        `so it is kept. Is this the right account and region? ${messageOf(cause)}`,
      { cause },
    );
  }
  if (listed) {
    throw new Error(
      `Bot ${botId} stands in the list of space ${spaceId} but could not be read at ${where}: ${messageOf(suspicion)}`,
      { cause: suspicion },
    );
  }
}

/** The page of a bot in the Coze console. */
export function consoleLink(baseUrl: string, spaceId: unknown, botId: string): string {
  const url = new URL(baseUrl);
  url.hostname = url.hostname.replace(/^api\./, "www.");
  return `${url.origin}/space/${String(spaceId)}/bot/${botId}`;
}

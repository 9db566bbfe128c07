import type { BotSummary } from "../client/bot-items";
import { confirmMissing } from "../certainty/confirm-gone";
import type { Props } from "../host/lifecycle";
import type { Session } from "./session";
import { problem, type Problem } from "../values/validate";

/**
 * The space of a resource. Where the program gives none the recorded one stays, whatever the configuration says by now:
 * a changed default must not replace a bot.
 */
export function spaceOf(
  session: Session,
  { spaceId: recorded }: { readonly spaceId?: string },
  { spaceId: declared }: Props,
): { spaceId: unknown; problems: Problem[] } {
  // Unusable settings are reported in the preview, also where this resource would not need them.
  const byDefault = session.settings().spaceId;
  const spaceId = declared ?? recorded ?? byDefault;
  if (spaceId !== undefined) return { spaceId, problems: [] };
  return {
    spaceId,
    problems: [
      problem(
        "spaceId",
        "is required: set it, or the configuration key coze:spaceId, or the environment variable COZE_SPACE_ID; " +
          "with a CozeProvider of its own, set spaceId of that",
        undefined,
      ),
    ],
  };
}

/** The bot's entry in the list of everything in its space. */
export async function findInSpace(session: Session, spaceId: string, botId: string): Promise<BotSummary | undefined> {
  const bots = await session.api().listBots(spaceId, "all");
  return bots.find((bot) => bot.id === botId);
}

/**
 * Whether the space holds the bot, for whoever takes one over: a list that the process has read already will do where the
 * bot is in it, so that many bots of a space cost one list.
 */
export async function isInSpace(session: Session, spaceId: string, botId: string): Promise<boolean> {
  const holds = async (): Promise<boolean> => {
    const bots = await session.shared.get(`bots of ${spaceId}`, () => session.api().listBots(spaceId, "all"));
    return bots.some((bot) => bot.id === botId);
  };
  if (await holds()) return true;
  session.shared.forget(`bots of ${spaceId}`);
  return holds();
}

/** A bot that a read did not find: gone, once the list of its own space succeeds without it. */
export async function confirmGone(
  session: Session,
  spaceId: unknown,
  botId: string,
  suspicion: unknown,
): Promise<void> {
  if (typeof spaceId !== "string") throw suspicion;
  const names = { thing: `Bot ${botId}`, list: `the list of space ${spaceId}` };
  await confirmMissing(session, names, async () => !!(await findInSpace(session, spaceId, botId)), suspicion);
}

/** The page of a bot in the Coze console. */
export function consoleLink(baseUrl: string, spaceId: unknown, botId: string): string {
  const url = new URL(baseUrl);
  url.hostname = url.hostname.replace(/^api\./, "www.");
  return `${url.origin}/space/${String(spaceId)}/bot/${botId}`;
}

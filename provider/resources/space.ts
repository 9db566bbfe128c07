import { regionOf } from "../values/hosts";
import type { BotSummary } from "../client/bot-types";
import { confirmGone } from "../consistency/confirm-gone";
import type { Props } from "../lifecycle";
import type { Session } from "../session/session";
import { SharedList } from "../session/shared-list";
import { problem, type Problem } from "../values/problem";

/**
 * The workspace of a resource: the declared one, else the recorded one, else the configured one. The recorded one comes
 * before the configured one, because a changed default must not replace a bot.
 */
export function spaceOf(
  session: Session,
  { spaceId: recorded }: { readonly spaceId?: string },
  { spaceId: declared }: Props,
): { spaceId: unknown; problems: Problem[] } {
  // Reading the settings reports unusable ones in the preview, even if this resource does not need them.
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

/** The bots of a workspace, drafts included. */
function botsOf(session: Session, spaceId: string): SharedList<BotSummary> {
  return new SharedList(session.shared, `bots of ${spaceId}`, () => session.api().listBots(spaceId, "all"));
}

/**
 * Throws if the bot is not in the workspace. In a wrong workspace, a later read could not confirm that the bot is gone.
 */
export async function refuseOtherSpace(
  session: Session,
  { spaceId, botId }: { readonly spaceId: string; readonly botId: string },
  action: "adopted" | "published" | "imported",
  setting = "spaceId",
): Promise<void> {
  if (await botsOf(session, spaceId).isThere(botId, { certain: "absence" })) return;
  throw new Error(
    `Bot ${botId} cannot be ${action}: it is not in workspace ${spaceId}. Set ${setting} to the workspace that holds it.`,
  );
}

/** Confirms that a bot is gone, after a read did not find it: a fresh list of its own workspace must not have it. */
export async function confirmBotGone(
  session: Session,
  spaceId: string,
  botId: string,
  suspicion: unknown,
): Promise<void> {
  const isListed = (): Promise<boolean> => {
    const bots = botsOf(session, spaceId);
    bots.forget();
    return bots.isThere(botId, { certain: "absence" });
  };
  await confirmGone(
    session,
    { thing: `Bot ${botId}`, list: `the list of bots of workspace ${spaceId}`, isListed },
    suspicion,
  );
}

/** The page of a bot in the Coze console. */
export function consoleLink(baseUrl: string, spaceId: string, botId: string): string {
  const url = new URL(baseUrl);
  const region = regionOf(url.hostname);
  const origin = region === undefined ? url.origin : `https://www.${region}`;
  return `${origin}/space/${spaceId}/bot/${botId}`;
}

/**
 * The workspace of an object to import. Coze does not return the workspace, so the configured one is used. A bot must
 * be in it.
 */
export async function importSpace(session: Session, kind: string, botId?: string): Promise<string> {
  const { spaceId } = session.settings();
  if (spaceId === undefined) {
    throw new Error(
      `The import of a ${kind} needs its workspace: set the configuration key coze:spaceId, or the environment variable COZE_SPACE_ID, or ` +
        "spaceId of the provider.",
    );
  }
  if (botId !== undefined) await refuseOtherSpace(session, { spaceId, botId }, "imported", "coze:spaceId");
  return spaceId;
}

import { createHash, randomBytes } from "node:crypto";
import { API_CHANNEL, CHAT_SDK_CHANNEL } from "../provider/client/bot-types";
import { UNPUBLISHED } from "../provider/client/errors/errors";
import { codeOf } from "../provider/client/probe";
import type { Lab } from "./lab";
import { listIn, needed } from "./reading";

const NAME = /^(?:verify|del)-([0-9a-f]{6})-([0-9a-f]{4})/;
const PAGE_SIZE = 20;
const MAX_PAGES = 10;

export function newRunId(): string {
  return randomBytes(3).toString("hex");
}

/**
 * The name that a run gives its bot. It ends in a checksum of the run and the workspace, so that a later run can tell it
 * from a bot that somebody else named alike.
 */
export function botName(prefix: "verify" | "del", runId: string, spaceId: string): string {
  return `${prefix}-${runId}-${checksum(runId, spaceId)}`;
}

/** The run that gave a bot this name, and whether it has finished with it; `undefined` for all other bots. */
export function runOf(name: unknown, spaceId: string): { runId: string; finished: boolean } | undefined {
  const [, runId, sum] = NAME.exec(typeof name === "string" ? name : "") ?? [];
  if (runId === undefined || sum !== checksum(runId, spaceId)) return undefined;
  return { runId, finished: String(name).startsWith("del-") };
}

function checksum(runId: string, spaceId: string): string {
  return createHash("sha256").update(`pulumi-coze verify ${runId} ${spaceId}`).digest("hex").slice(0, 4);
}

/**
 * Unpublishes and renames every bot of this run and of interrupted ones. It finds them by name and owner in the list of the
 * workspace, so it also finds a bot whose create got no answer. Returns their ids.
 */
export async function finish(lab: Lab): Promise<{ left: string[]; unfinished: string[] }> {
  const left: string[] = [];
  const unfinished: string[] = [];
  for (const bot of await botsOf(lab)) {
    const id = String(bot["id"]);
    const run = runOf(bot["name"], lab.spaceId);
    if (run === undefined || run.finished) continue;
    left.push(id);
    if (!(await finishBot(lab, bot, run.runId))) unfinished.push(id);
  }
  return { left, unfinished };
}

async function finishBot(lab: Lab, bot: Readonly<Record<string, unknown>>, runId: string): Promise<boolean> {
  const id = String(bot["id"]);
  const name = botName("del", runId, lab.spaceId);
  const isOffApi = await takeOff(lab, id, API_CHANNEL);
  const isOffChatSdk = await takeOff(lab, id, CHAT_SDK_CHANNEL);
  // The name is what the next run finds the bot by: one that may still be live keeps it.
  if (!(isOffApi && isOffChatSdk) && bot["is_published"] !== false) return false;
  return codeOf(await lab.surely(() => lab.update({ name }, id))) === 0;
}

/** Whether the bot is off the channel now. Coze may refuse the unpublish of a bot that is not on it. */
async function takeOff(lab: Lab, id: string, channel: string): Promise<boolean> {
  if (codeOf(await lab.surely(() => lab.unpublish(channel, id))) === 0) return true;
  return codeOf(await lab.surely(() => lab.readOn(channel, id))) === UNPUBLISHED;
}

/** The bots of the workspace that the token's user owns. */
async function botsOf(lab: Lab): Promise<Readonly<Record<string, unknown>>[]> {
  const own: Readonly<Record<string, unknown>>[] = [];
  for (let page = 1; page <= MAX_PAGES; page++) {
    const query = { publish_status: "all", page_num: page, page_size: PAGE_SIZE };
    const items = listIn(needed(await lab.surely(() => lab.list(query))), "items");
    own.push(...items.filter((bot) => (bot["owner_user_id"] ?? lab.userId) === lab.userId));
    if (items.length < PAGE_SIZE) break;
  }
  return own;
}

/** The most calls that finishing one bot takes, with the listing. */
export const FINISHING_CALLS = MAX_PAGES + 5;

import { createHash, randomBytes } from "node:crypto";
import { API_CHANNEL, CHAT_SDK_CHANNEL } from "../provider/client/bot-types";
import { UNPUBLISHED } from "../provider/client/errors/errors";
import { codeOf, type Exchange } from "../provider/client/probe";
import { listIn, needed, NotRun, Refused } from "./answers";
import type { Workspace } from "./asking";

const NAME = /^(?:verify|del)-([0-9a-f]{6})-([0-9a-f]{4})/;
const PAGE_SIZE = 20;
const MAX_PAGES = 10;

/** The one bot of a run, which its questions work on. */
export class TestBot {
  readonly userId: string;
  readonly runId: string;
  private made: string | undefined;

  constructor(
    readonly workspace: Workspace,
    { userId, runId }: { readonly userId: string; readonly runId: string },
  ) {
    this.userId = userId;
    this.runId = runId;
  }

  get name(): string {
    return botName("verify", this.runId, this.workspace.spaceId);
  }

  /** The bot is made by the first question that writes. */
  get id(): string {
    if (this.made === undefined) throw new NotRun("the run's bot could not be made");
    return this.made;
  }

  /** Notes the bot that was made. */
  adopt(id: string): void {
    this.made = id;
  }

  /** Reads the draft, or what is live on the API channel. */
  read(published: "true" | "false" | undefined, id = this.id): Promise<Exchange> {
    return this.workspace.ask({ method: "GET", path: `/v1/bots/${id}`, query: { is_published: published } });
  }

  /** Reads what is live on a channel that the call names. */
  readOn(connectorId: string, id = this.id): Promise<Exchange> {
    const query = { is_published: "true", connector_id: connectorId };
    return this.workspace.ask({ method: "GET", path: `/v1/bots/${id}`, query });
  }

  update(body: Readonly<Record<string, unknown>>, id = this.id): Promise<Exchange> {
    return this.workspace.ask({ method: "POST", path: "/v1/bot/update", body: { bot_id: id, ...body } });
  }

  publish(connectorIds: readonly string[]): Promise<Exchange> {
    const body = { bot_id: this.id, connector_ids: connectorIds };
    return this.workspace.ask({ method: "POST", path: "/v1/bot/publish", body });
  }

  unpublish(connectorId: string, id = this.id): Promise<Exchange> {
    const body = { connector_id: connectorId };
    return this.workspace.ask({ method: "POST", path: `/v1/bots/${id}/unpublish`, body });
  }

  /** The draft after an update that has to succeed. */
  async draftAfter(body: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> {
    const updated = await this.update(body);
    if (codeOf(updated) !== 0) throw new Refused(updated);
    return needed(await this.read("false"));
  }
}

export function newRunId(): string {
  return randomBytes(3).toString("hex");
}

/**
 * The name that a run gives its bot. It ends in a checksum of the run and the workspace, so that a later run can tell
 * it from a bot that somebody else named alike.
 */
function botName(prefix: "verify" | "del", runId: string, spaceId: string): string {
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
 * Unpublishes and renames every bot of this run and of interrupted ones. It finds them by name and owner in the list of
 * the workspace, so it also finds a bot whose create got no answer. Returns their ids.
 */
export async function finish(bot: TestBot): Promise<{ left: string[]; unfinished: string[] }> {
  const left: string[] = [];
  const unfinished: string[] = [];
  for (const found of await botsOf(bot)) {
    const id = String(found["id"]);
    const run = runOf(found["name"], bot.workspace.spaceId);
    if (run === undefined || run.finished) continue;
    left.push(id);
    if (!(await finishBot(bot, found, run.runId))) unfinished.push(id);
  }
  return { left, unfinished };
}

async function finishBot(bot: TestBot, found: Readonly<Record<string, unknown>>, runId: string): Promise<boolean> {
  const id = String(found["id"]);
  const name = botName("del", runId, bot.workspace.spaceId);
  const isOffApi = await takeOff(bot, id, API_CHANNEL);
  const isOffChatSdk = await takeOff(bot, id, CHAT_SDK_CHANNEL);
  // Do not rename a bot that may still be live: the next run finds it by name.
  if (!(isOffApi && isOffChatSdk) && found["is_published"] !== false) return false;
  return codeOf(await bot.workspace.surely(() => bot.update({ name }, id))) === 0;
}

/** Whether the bot is off the channel now. Coze may refuse the unpublish of a bot that is not on it. */
async function takeOff(bot: TestBot, id: string, channel: string): Promise<boolean> {
  if (codeOf(await bot.workspace.surely(() => bot.unpublish(channel, id))) === 0) return true;
  return codeOf(await bot.workspace.surely(() => bot.readOn(channel, id))) === UNPUBLISHED;
}

/** The bots of the workspace that the token's user owns. */
async function botsOf(bot: TestBot): Promise<Readonly<Record<string, unknown>>[]> {
  const own: Readonly<Record<string, unknown>>[] = [];
  for (let page = 1; page <= MAX_PAGES; page++) {
    const query = { publish_status: "all", page_num: page, page_size: PAGE_SIZE };
    const items = listIn(needed(await bot.workspace.surely(() => bot.workspace.list(query))), "items");
    own.push(...items.filter((item) => (item["owner_user_id"] ?? bot.userId) === bot.userId));
    if (items.length < PAGE_SIZE) break;
  }
  return own;
}

/** The most calls that finishing one bot takes, with the listing. */
export const FINISHING_CALLS = MAX_PAGES + 5;

import { createHash, randomBytes } from "node:crypto";
import { API_CHANNEL, CHAT_SDK_CHANNEL } from "../provider/client/bot-types";
import { UNPUBLISHED } from "../provider/client/errors/errors";
import { codeOf, type Exchange } from "../provider/client/probe";
import { listIn, needed, NotRun, Refused } from "./answers";
import type { Workspace } from "./asking";

const NAME = /^(?:verify|del)-([0-9a-f]{6})-([0-9a-f]{4})/;
const PAGE_SIZE = 20;
const MAX_PAGES = 10;

/** The only bot of a run. The run's questions use it. */
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

  /** The bot's id. The first question that writes creates the bot. */
  get id(): string {
    if (this.made === undefined) throw new NotRun("the run's bot could not be made");
    return this.made;
  }

  /** Notes the bot that was created. */
  adopt(id: string): void {
    this.made = id;
  }

  /** Reads the draft, or the live version on the API channel. */
  read(published: "true" | "false" | undefined, id = this.id): Promise<Exchange> {
    return this.workspace.ask({ method: "GET", path: `/v1/bots/${id}`, query: { is_published: published } });
  }

  /** Reads the live version on the given channel. */
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

  /** Updates the draft, and reads it. Throws if the update fails. */
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
 * The name of a run's bot. It ends in a checksum of the run and the workspace, so that a later run can distinguish the
 * bot from one with a similar name.
 */
function botName(prefix: "verify" | "del", runId: string, spaceId: string): string {
  return `${prefix}-${runId}-${checksum(runId, spaceId)}`;
}

/** The run that gave a bot this name, and whether the run has finished with the bot; `undefined` for any other bot. */
export function runOf(name: unknown, spaceId: string): { runId: string; finished: boolean } | undefined {
  const [, runId, sum] = NAME.exec(typeof name === "string" ? name : "") ?? [];
  if (runId === undefined || sum !== checksum(runId, spaceId)) return undefined;
  return { runId, finished: String(name).startsWith("del-") };
}

function checksum(runId: string, spaceId: string): string {
  return createHash("sha256").update(`pulumi-coze verify ${runId} ${spaceId}`).digest("hex").slice(0, 4);
}

/**
 * Unpublishes and renames every bot of this run and of interrupted runs. The list of the workspace shows them by name
 * and owner, so even a bot whose create got no answer is found. Returns the ids of the bots.
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

/**
 * Takes the bot off a channel. Returns whether it is off: Coze may refuse the unpublish of a bot that is not on the
 * channel.
 */
async function takeOff(bot: TestBot, id: string, channel: string): Promise<boolean> {
  if (codeOf(await bot.workspace.surely(() => bot.unpublish(channel, id))) === 0) return true;
  return codeOf(await bot.workspace.surely(() => bot.readOn(channel, id))) === UNPUBLISHED;
}

/** The bots of the workspace that the token's user owns. */
async function botsOf(bot: TestBot): Promise<Readonly<Record<string, unknown>>[]> {
  const found: Readonly<Record<string, unknown>>[] = [];
  for (let page = 1; page <= MAX_PAGES; page++) {
    const query = { publish_status: "all", page_num: page, page_size: PAGE_SIZE };
    const items = listIn(needed(await bot.workspace.surely(() => bot.workspace.list(query))), "items");
    found.push(...items.filter((item) => (item["owner_user_id"] ?? bot.userId) === bot.userId));
    if (items.length < PAGE_SIZE) break;
  }
  return found;
}

/** The most calls that finishing one bot takes, including the list. */
export const FINISHING_CALLS = MAX_PAGES + 5;

import { startEmulator, type BotView, type Emulator } from "../../emulator";
import { failure, type Reply } from "../../emulator/api/reply";
import type { ApiCall } from "../../emulator/api/route";
import { routes } from "../../emulator/api/routes";
import { WorldClock } from "./clock";
import { Lists, rewritten } from "./lists";

export const CUSTOM = "7470000000000000001";
/** The user that programs have as a member. */
export const MEMBER = "2069720456000";
/** Later than any world lasts. */
const NEVER = Number.MAX_SAFE_INTEGER;
/** What a document is refused with. */
export const REASON = "The audit has refused the content.";

/** Of documents that go on being processed, and are some time. */
const PASSING = [0, 4, 5];

type Serve = (call: ApiCall) => Reply;

let served: ((pattern: string, call: ApiCall, serve: Serve) => Reply) | undefined;

for (const route of routes) {
  const { handle } = route;
  route.handle = (call) => served?.(`${route.method} ${route.path}`, call, handle) ?? handle(call);
}

/** The emulator, and over it what real servers do and it does not. One at a time in a process. */
export class Server {
  readonly lists = new Lists();
  /** Publishes to a custom channel wait for a verdict. */
  inReview = false;
  /** The status of each document that is not the emulator's. */
  readonly statuses = new Map<string, number>();
  /** What documents get that are put in from now on. */
  statusOfNew: number | undefined;
  /** Calls that the server does not have, and the HTTP status by which it says so. */
  readonly absent = new Map<string, number>();
  /** Channels that wait for a verdict, or were refused, as "bot channel". */
  readonly unseen = new Set<string>();

  private constructor(
    readonly emulator: Emulator,
    readonly clock: WorldClock,
  ) {
    served = (pattern, call, serve) => this.serve(pattern, call, serve);
    emulator.on("begin", () => clock.pass(40));
  }

  static async open(): Promise<Server> {
    const clock = new WorldClock();
    return new Server(await startEmulator({ clock: clock.server }), clock);
  }

  /** Back to an empty one. */
  reset(): void {
    this.emulator.reset();
    this.emulator.clearCalls();
    this.clearOdds();
    this.statuses.clear();
    this.unseen.clear();
    this.inReview = false;
  }

  /** From now on it is what its documentation says, and has processed everything. What waits for a verdict goes on waiting. */
  clearOdds(): void {
    this.lists.clear();
    this.absent.clear();
    this.statusOfNew = undefined;
    for (const [id, status] of this.statuses) if (PASSING.includes(status)) this.statuses.delete(id);
    this.emulator.clearFaults();
    this.emulator.set({ createLagMs: 0, publishLagMs: 0 });
  }

  bot(id: string | undefined): BotView | undefined {
    return this.emulator.bots.find((bot) => bot.id === id);
  }

  /** The document, unless it is gone for readers. */
  document(id: string | undefined) {
    if (this.statuses.get(id ?? "") === 3) return undefined;
    return this.emulator.knowledge.documents.find((document) => document.id === id);
  }

  dataset(id: string | undefined) {
    return this.emulator.knowledge.datasets.find((dataset) => dataset.id === id);
  }

  /** The verdict on what waits for one. */
  verdict(passes: boolean): void {
    for (const key of this.unseen) {
      const [botId = "", channel = ""] = key.split(" ");
      this.revise(botId, channel, passes ? 0 : undefined);
      if (passes) this.unseen.delete(key);
    }
  }

  private serve(pattern: string, call: ApiCall, serve: Serve): Reply {
    const status = this.absent.get(pattern);
    if (status !== undefined) return failure(status, status === 200 ? 700012006 : 401, "missing session_key in cookie");
    const reply = this.lists.serve(pattern, call, serve);
    if (pattern === "POST /v1/bot/publish") this.hold(call, reply);
    if (pattern === "POST /open_api/knowledge/document/create") this.judge(reply);
    return pattern.includes("/process") || pattern.includes("document/list") ? this.withStatuses(reply) : reply;
  }

  private hold(call: ApiCall, reply: Reply): void {
    if (reply.code !== 0) return;
    const { bot_id: botId, connector_ids: channels } = call.body as { bot_id: string; connector_ids: string[] };
    if (!channels.includes(CUSTOM)) return;
    if (!this.inReview) this.unseen.delete(`${botId} ${CUSTOM}`);
    else {
      this.unseen.add(`${botId} ${CUSTOM}`);
      this.revise(botId, CUSTOM, NEVER);
    }
  }

  /** When the newest state of a channel is seen; without a time it never was. */
  private revise(botId: string, channel: string, visibleAt: number | undefined): void {
    const snapshot = this.emulator.snapshot();
    for (const bot of snapshot.bots.filter(({ id }) => id === botId)) {
      const newest = bot.channels[channel]?.at(-1);
      if (newest && visibleAt !== undefined) newest.visibleAt = visibleAt;
      else bot.channels[channel]?.pop();
    }
    this.emulator.restore(snapshot);
  }

  private judge(reply: Reply): void {
    if (reply.code !== 0 || this.statusOfNew === undefined) return;
    for (const [, id = ""] of reply.body.matchAll(/"document_id":"?(\d+)/g)) this.statuses.set(id, this.statusOfNew);
  }

  private withStatuses(reply: Reply): Reply {
    if (this.statuses.size === 0) return reply;
    return rewritten(reply, (json) => {
      const items = (json["document_infos"] ?? json["data"] ?? []) as Record<string, unknown>[] | { data: [] };
      for (const item of Array.isArray(items) ? items : (items.data as Record<string, unknown>[])) {
        const status = this.statuses.get(String(item["document_id"]));
        if (status === undefined) continue;
        Object.assign(item, { status, ...([9, 1000].includes(status) && { status_descript: REASON }) });
      }
    });
  }
}

import { startEmulator, type BotView, type Emulator, type FaultHandle } from "../../../emulator";
import { TestClock } from "../../harness/clock";
import { Engine } from "../../harness/engine/engine";
import type { Recorded } from "../../harness/engine/state";
import { LifecycleEngine } from "./engine";
import { declared, type Program, type SlotName } from "./program";
import { CHAT } from "../../harness/routes";
import { isRefusal, REFUSAL, type Step } from "./steps";

const SIXTEEN_MINUTES = 16 * 60_000;
const A_MOMENT = 5_000;

/** A stack, the Coze that it is about, and people who work on that Coze by hand. */
export class World {
  program: Program = { a: { bot: { name: "Support", space: "home" }, publication: {} } };
  readonly engine: LifecycleEngine;
  readonly spaces: { home: string; other: string };
  /** Bots that someone deleted by hand; they stay in the count of what was made. */
  readonly deleted = new Set<string>();
  /** Channels that a bot was meant to stay on. */
  readonly notOurs = new Map<string, Set<string>>();
  private faults = 0;
  private refusal: FaultHandle | undefined;

  private constructor(
    readonly emulator: Emulator,
    private readonly clock: TestClock,
    /** Whether a same-named draft of the last minutes is no reason to stop; else time passes between operations. */
    private readonly allowSameName: boolean,
  ) {
    this.spaces = { home: emulator.spaceId, other: emulator.otherSpaceId };
    this.engine = new LifecycleEngine(
      new Engine({
        clock: this.clock,
        config: {
          "coze:token": emulator.token,
          "coze:baseUrl": emulator.url,
          "coze:requestsPerSecond": "10000",
          "coze:allowSameName": String(allowSameName),
        },
      }),
    );
  }

  static async open(allowSameName: boolean): Promise<World> {
    // The same in every run, so that a sequence that fails fails again.
    const clock = new TestClock({ speed: Infinity, random: () => 0.5 });
    return new World(await startEmulator({ clock: clock.server }), clock, allowSameName);
  }

  get declared(): ReturnType<typeof declared> {
    return declared(this.program, this.spaces);
  }

  get slots(): SlotName[] {
    return ["a", "b"];
  }

  recorded(kind: "Bot" | "BotTest" | "Publication", slot: SlotName): Recorded | undefined {
    return this.engine.state.get(`${kind} ${slot}`);
  }

  bot(id: string): BotView | undefined {
    return this.emulator.bots.find((bot) => bot.id === id);
  }

  /** Bots on the server, and those that are no longer there. */
  get madeSoFar(): number {
    return this.emulator.bots.length + this.deleted.size;
  }

  get versionsSoFar(): Map<string, number> {
    return new Map(this.emulator.bots.map(({ id, versions }) => [id, versions.length]));
  }

  /** Whether the last operation wrote the draft of the bot. */
  wasWritten(botId: string): boolean {
    return this.wasDone(botId, "POST /v1/bot/update");
  }

  wasPublished(botId: string): boolean {
    return this.wasDone(botId, "POST /v1/bot/publish");
  }

  /** Whether the last operation asked Coze to take the bot off the channel, and was answered. */
  wasTakenOff(botId: string, channel: string): boolean {
    return this.emulator.calls.some(
      ({ method, path, body, handled }) =>
        handled &&
        method === "POST" &&
        path === `/v1/bots/${botId}/unpublish` &&
        (body as { connector_id?: string }).connector_id === channel,
    );
  }

  private wasDone(botId: string, name: string): boolean {
    return this.emulator.calls.some(
      ({ route, body, handled }) => handled && route === name && (body as { bot_id?: string }).bot_id === botId,
    );
  }

  /** The bot may stay on these channels. */
  leave(botId: string, channels: readonly string[]): void {
    this.notOurs.set(botId, new Set([...(this.notOurs.get(botId) ?? []), ...channels]));
  }

  /** A call of the next operation may be refused. */
  get willBeRefused(): boolean {
    return this.refusal !== undefined;
  }

  /** A call of this operation was refused. */
  get isRefused(): boolean {
    return (this.refusal?.hits ?? 0) > 0;
  }

  /** What was refused is a chat, so that its test has an error, which may be recorded. */
  get isChatRefused(): boolean {
    return this.isRefused && this.emulator.calls.some(({ route, code }) => route === CHAT && code === REFUSAL.code);
  }

  /** Both faults may hit one chat, which is sent no third time. */
  get mayLoseChat(): boolean {
    return this.faults > 1;
  }

  /** Runs an operation of the engine, and leaves no fault behind for the next. */
  async during<T>(operation: () => Promise<T>): Promise<T> {
    // Starting takes the real engine a moment, too; by its end a time in whole seconds is over.
    this.clock.pass(this.allowSameName ? A_MOMENT : SIXTEEN_MINUTES);
    this.emulator.clearCalls();
    try {
      return await operation();
    } finally {
      this.emulator.clearFaults();
      this.refusal = undefined;
      this.faults = 0;
    }
  }

  addFault({ nth, kind }: Extract<Step, { do: "fault" }>): void {
    // Two refusals, or one amid a recovery, are for a person: what was done is open then.
    if (isRefusal(kind) || this.refusal || this.faults === 2) {
      this.emulator.clearFaults();
      this.faults = 0;
    }
    const fault = this.emulator.fault({ nth, kind });
    this.refusal = isRefusal(kind) ? fault : undefined;
    this.faults++;
  }

  passAMoment(): void {
    this.clock.pass(A_MOMENT);
  }

  async close(): Promise<void> {
    await this.emulator.close();
  }
}

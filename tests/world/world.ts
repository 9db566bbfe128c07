import type { BotView } from "../../emulator";
import type { BotContent } from "../../emulator/bots/content";
import { UNKNOWN } from "../../provider/values/tree";
import { act } from "./people";
import { Stack } from "./stack";
import { sameContent } from "./content";
import { edited, moved, type BotSpec, type Gate } from "./program";
import { urnOfKey } from "./render";
import { Runner, type RunRecord } from "./run";
import { Server } from "./server";
import type { Odd, Start, Step, Who } from "./steps";
import { Truth } from "./truth";

/** A Coze, the stacks that are about it, and the people who work on it by hand. */
export class World {
  readonly stacks: Readonly<Record<Who, Stack>>;
  /** The other stack's export is not known. */
  exportsUnknown = false;
  /** What no state knows any more, for good reason: it may stay beside what took its place. */
  readonly leftBehind = new Set<string>();

  private constructor(
    readonly server: Server,
    readonly truth: Truth,
    private readonly start: Start,
  ) {
    this.stacks = { main: new Stack(server, "Support", start), other: new Stack(server, "Other", start) };
  }

  /** A world of its own on a server that others had before. */
  static begin({ server, truth }: Grounds, start: Start): World {
    server.reset();
    truth.reset();
    return new World(server, truth, start);
  }

  /** Takes the step; what is a run of the engine is told of. */
  async take(step: Step): Promise<RunRecord | undefined> {
    const stack = this.stacks["who" in step ? (step.who ?? "main") : "main"];
    switch (step.do) {
      case "up":
      case "refresh":
      case "destroy":
        if (step.who === "other" && this.start.shares) stack.adopts = this.stacks.main.botId;
        this.server.clock.pass(2_000);
        return this.noting(await new Runner(this, stack, step).run());
      case "edit":
        stack.program = edited(stack.program, step.edit);
        return undefined;
      case "move":
        stack.program = moved(stack.program, step.move, urnOfKey(stack.program, step.move.key));
        return undefined;
      case "state delete": {
        const found = stack.recordedAs(step.key);
        const isNeeded = stack.recorded().some((one) => found && one.dependencies.includes(found.urn));
        if (found && !isNeeded) {
          stack.engine.state.remove(found);
          this.leftBehind.add(found.id ?? "");
        }
        return undefined;
      }
      case "people":
        this.server.clock.pass(5_000);
        act(this.server, step.act);
        this.server.clock.pass(5_000);
        return undefined;
      case "list":
        this.server.lists.add(step.fault);
        return undefined;
      case "server":
        this.turn(step.odd);
        return undefined;
      case "time":
        this.server.clock.pass(step.seconds * 1000);
        return undefined;
    }
  }

  /** What a run that did not come to its end has made may stay: the next one cannot know of it. */
  private noting(run: RunRecord): RunRecord {
    const recorded = new Set(run.stack.engine.state.all.map(({ id }) => id));
    const isOpen = run.isKilled || run.outcome.error !== undefined;
    if (isOpen) for (const { id } of run.deeds.made) if (!recorded.has(id)) this.leftBehind.add(id);
    return run;
  }

  /** What the other stack exports. */
  get promotion(): string | undefined {
    if (this.exportsUnknown) return UNKNOWN;
    if (this.start.shares) return undefined;
    const hash = this.stacks.other.recorded("Publication")[0]?.outputs["promotionHash"];
    return typeof hash === "string" ? hash : undefined;
  }

  /** Whether a gate is open for this content, by what has really passed. */
  opens(gate: Gate, botId: string, content: BotContent): boolean {
    const declares = this.stacks.main.program.bot;
    if (gate === "test" || gate === "copied") {
      // A test is of the whole draft, with what the program does not declare.
      const whole = { ...declares, description: declares?.description ?? "" } as BotSpec;
      return (this.truth.passed.get(botId) ?? []).some((one) => sameContent(one, content, whole));
    }
    const theirs = this.stacks.other.recorded("Bot")[0]?.id;
    const published = [...this.truth.published.values()].filter((one) => one.botId === theirs && one.botId !== botId);
    return published.some((one) => sameContent(one.content, content, declares));
  }

  /** The bot of the main stack. */
  get live(): { readonly stack: Stack; readonly bot: BotView | undefined } {
    const stack = this.stacks.main;
    return { stack, bot: this.server.bot(stack.recorded("Publication")[0]?.id) };
  }

  private turn(odd: Odd): void {
    const { server } = this;
    switch (odd.is) {
      case "documents from page 0":
        server.lists.fromZero = true;
        return;
      case "review":
        server.inReview = true;
        return;
      case "late":
        server.emulator.set({ createLagMs: odd.ms, publishLagMs: odd.ms });
        return;
      case "status of new documents":
        server.statusOfNew = odd.status;
        return;
      case "without":
        server.absent.set(odd.route, odd.status);
        return;
      case "unknown export":
        this.exportsUnknown = true;
    }
  }
}

/** What worlds after each other share: a server costs more to start than a world takes. */
export interface Grounds {
  readonly server: Server;
  readonly truth: Truth;
}

export async function openGrounds(): Promise<Grounds> {
  const server = await Server.open();
  return { server, truth: new Truth(server) };
}

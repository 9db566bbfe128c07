import type { Outcome, Program } from "../harness/engine/engine";
import type { State } from "../harness/engine/state";
import { act } from "./people";
import type { Stack } from "./stack";
import { gateOf, keysOf, type Key } from "./program";
import { Random } from "./random";
import { orderOf, render, urnOfKey } from "./render";
import type { Disturbance, RunOptions } from "./steps";
import type { Deeds } from "./truth";
import type { World } from "./world";

/** What came of a run, and what was there before it. */
export interface RunRecord {
  readonly op: "up" | "refresh" | "destroy";
  readonly stack: Stack;
  readonly options: RunOptions;
  readonly outcome: Outcome;
  /** Of an up that nothing disturbs: what was announced. */
  readonly preview: Outcome | undefined;
  readonly before: State;
  /** What was seen of the server before: to tell what a run has harmed. */
  readonly alive: ReadonlySet<string>;
  readonly deeds: Deeds;
  readonly calls: readonly string[];
  readonly isKilled: boolean;
  /** The calls at which somebody did something. */
  readonly acts: readonly { readonly call: number; readonly what: Disturbance }[];
  /** All that a user reads of it. */
  readonly text: string;
}

type Operation = { readonly do: RunRecord["op"] } & RunOptions;

/** One run of the engine, and what happens between its calls. */
export class Runner {
  private readonly acts: { call: number; what: Disturbance }[] = [];
  private recorded: State | undefined;

  constructor(
    private readonly world: World,
    private readonly stack: Stack,
    private readonly step: Operation,
  ) {}

  async run(): Promise<RunRecord> {
    const { stack, step, world } = this;
    const { server, truth } = world;
    const { emulator } = server;
    const program = this.program();
    const at = step.at ?? [];
    const isPreviewed = step.do === "up" && at.length === 0;
    const preview = isPreviewed ? await stack.engine.preview(program, this.options) : undefined;
    const before = stack.engine.state.copy();
    const alive = aliveNow(world);
    const deeds = truth.during(step.do === "up" ? gateOf(stack.program) : undefined);
    emulator.clearCalls();
    for (const each of at) if (each.do === "fault") emulator.fault({ callIndex: each.call, kind: each.kind });
    const leave = [
      emulator.on("begin", ({ index }) => this.begins(index)),
      emulator.on("call", ({ index }) => this.ends(index)),
    ];
    const outcome = await this.operate(program);
    for (const each of leave) each();
    emulator.clearFaults();
    if (this.recorded) stack.engine.state = this.recorded;
    const errors = Object.values(outcome.errors).map(({ message }) => message);
    return {
      op: step.do,
      stack,
      options: step,
      outcome,
      preview,
      before,
      alive,
      deeds,
      calls: emulator.calls.map(({ route }) => route),
      isKilled: this.recorded !== undefined,
      acts: this.acts,
      text: [...outcome.lines, ...errors, outcome.error ?? ""].join("\n"),
    };
  }

  private program(): Program {
    const { program } = this.stack;
    const random = new Random(this.step.order ?? 0);
    const order = orderOf(program, (count) => (this.step.order === undefined ? 0 : random.below(count)));
    return render(program, order, this.stack.surroundings(this.world.promotion));
  }

  private get options() {
    const { targets, replace, goesOn } = this.step;
    const { program } = this.stack;
    const known = (keys: readonly Key[]): string[] =>
      keys.filter((key) => keysOf(program).includes(key)).map((key) => urnOfKey(program, key));
    return {
      ...(targets && { targets: known(targets) }),
      ...(replace && { replace: known(replace) }),
      continueOnError: goesOn ?? false,
    };
  }

  private operate(program: Program): Promise<Outcome> {
    const { engine } = this.stack;
    switch (this.step.do) {
      case "up":
        return engine.up(program, this.options);
      case "refresh":
        return engine.refresh({ continueOnError: true });
      case "destroy":
        return engine.destroy({ continueOnError: this.step.goesOn ?? false });
    }
  }

  private begins(call: number): void {
    for (const what of this.due(call)) {
      if (what.do === "people") {
        if (act(this.world.server, what.act)) this.acts.push({ call, what });
      } else if (what.do === "cancel") {
        this.acts.push({ call, what });
        this.stack.engine.interrupt({ tellsProvider: this.stack.program.form === "plugin" });
      } else if (what.do === "kill" && !what.after) this.kill();
    }
  }

  private ends(call: number): void {
    for (const what of this.due(call)) if (what.do === "kill" && what.after) this.kill();
  }

  private due(call: number): readonly Disturbance[] {
    return (this.step.at ?? []).filter((one) => one.call === call);
  }

  /** The state is what is recorded by now. Nothing that goes on in this process reaches the server any more. */
  private kill(): void {
    if (this.recorded) return;
    this.recorded = this.stack.engine.state.copy();
    this.world.server.emulator.clearFaults();
    this.world.server.emulator.fault({ times: Infinity, kind: { code: 4000, msg: "killed" } });
  }
}

/** What there is on the server, as "Bot 7…" and "Publication 7… 1024". */
export function aliveNow({ server }: World): Set<string> {
  const { bots, knowledge, members, callbacks } = server.emulator;
  return new Set([
    ...bots.map(({ id }) => `Bot ${id}`),
    ...bots.flatMap(({ id, published }) => Object.keys(published).map((channel) => `Publication ${id} ${channel}`)),
    ...callbacks.map(({ id }) => `Callback ${id}`),
    ...members.map(({ id }) => `WorkspaceMember ${id}`),
    ...knowledge.datasets.map(({ id }) => `Dataset ${id}`),
    ...knowledge.documents.flatMap(({ id }) => (server.document(id) ? [`Document ${id}`] : [])),
  ]);
}

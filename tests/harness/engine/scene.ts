import { startEmulator, type Call, type Emulator, type EmulatorOptions } from "../../../emulator";
import { CI } from "../ci";
import { TestClock } from "../clock";
import { callsOf, Emulated, IMPORTS } from "../emulated";
import { endHangs } from "../hanging";
import { Engine, type OperationOptions, type Outcome } from "./engine";
import { shortName } from "./names";
import { sdkProgram } from "./sdk-program";
import type { Op, Recorded, Step } from "./state";
import { revealed, type Properties } from "./values";

export * from "../emulated";

export interface RunOptions extends OperationOptions {
  /** Default `success`. */
  readonly expect?: "success" | "failure" | "any";
  /** Fails where a step changes something, as `--expect-no-changes` does. */
  readonly expectNoChanges?: boolean;
}

export interface UpOptions extends RunOptions {
  /** Previews first, as a user's `up` does: what that refuses is not run. */
  readonly withPreview?: boolean;
}

/** What an operation did, by resource ("Bot support"), and what a user would read of it. */
export interface Run extends Outcome {
  readonly ops: Readonly<Record<string, Op>>;
  /** The leaves that each step changes, as [before, after], secrets in clear. */
  readonly changes: Readonly<Record<string, Step["changes"]>>;
  readonly calls: string[];
  readonly log: Call[];
  /** The provider's lines and the errors. */
  readonly output: string;
  /** The same, every gap cut to one space. */
  readonly text: string;
}

export interface SceneOptions {
  readonly emulator?: EmulatorOptions;
  /** Over the address, the token and the space of the emulator. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Of the `coze:` configuration. */
  readonly config?: Readonly<Record<string, string>>;
}

/** How long the real engine takes to start. */
const START_MS = 2_000;

const open: Scene[] = [];
afterAll(async () => {
  await Promise.all(open.splice(0).map(({ emulator }) => emulator.close()));
});

/** An emulator and a stack of one's own in this process, until the end of the file. */
export async function openScene(options: SceneOptions = {}): Promise<Scene> {
  const scene = await Scene.start(options);
  open.push(scene);
  return scene;
}

export class Scene extends Emulated {
  engine: Engine;
  private source = "";

  private constructor(
    emulator: Emulator,
    /** The emulator's, too. */
    readonly clock: TestClock,
    options: SceneOptions,
  ) {
    super(emulator);
    const { url, token, spaceId } = emulator;
    const env = { ...CI, COZE_API_BASE: url, COZE_API_TOKEN: token, COZE_SPACE_ID: spaceId, ...options.env };
    // The look for what a run before this one left behind has tests of its own.
    const config = prefixed({ allowSameName: "true", ...options.config });
    this.engine = new Engine({ env, config, clock: this.clock });
  }

  /** Whoever starts it closes its emulator. */
  static async start(options: SceneOptions = {}): Promise<Scene> {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock: clock.server, ...options.emulator });
    endHangs(emulator);
    return new Scene(emulator, clock, options);
  }

  /** Runs the program: the text, or with none that of the last run. */
  up(source?: string, options: UpOptions = {}): Promise<Run> {
    const program = this.program(source);
    return this.run(options, async () => {
      const preview = options.withPreview ? await this.engine.preview(program, options) : undefined;
      return preview?.error === undefined ? this.engine.up(program, options) : preview;
    });
  }

  preview(source?: string, options: RunOptions = {}): Promise<Run> {
    return this.run(options, () => this.engine.preview(this.program(source), options));
  }

  refresh(options: RunOptions & { previewOnly?: boolean } = {}): Promise<Run> {
    return this.run(options, () => this.engine.refresh(options));
  }

  destroy(options: RunOptions = {}): Promise<Run> {
    return this.run(options, () => this.engine.destroy(options));
  }

  /** Passes where the program has nothing to do, and does it without a call. */
  async expectSilence(source?: string): Promise<void> {
    const { calls } = await this.up(source, { expectNoChanges: true });
    expect(calls).toEqual([]);
  }

  /** Lets time pass: a new object may take a while to be seen on the server, and is waited for. */
  later(): void {
    this.clock.pass(60_000);
  }

  /** Takes the machine away: whatever is under way, the engine goes on from what is recorded by now. */
  crash(): void {
    this.engine = this.engine.copy();
  }

  setConfig(key: string, value: string | undefined): void {
    this.engine.config = { ...this.engine.config, [key]: value };
  }

  /** The stack's outputs, secrets in clear. */
  outputs(): Properties {
    return revealed(this.engine.outputs);
  }

  /** The resources of the Coze types in the state, as "Bot support" and "Publication support". */
  resources(): Record<string, Recorded> {
    const ours = [...this.engine.state.live.values()].filter(({ type }) =>
      type.startsWith("pulumi-nodejs:dynamic/coze:"),
    );
    return Object.fromEntries(ours.map((recorded) => [shortName(recorded.urn), recorded]));
  }

  private program(source = this.source): ReturnType<typeof sdkProgram> {
    this.source = source;
    return sdkProgram(IMPORTS + source);
  }

  private async run(options: RunOptions, operate: () => Promise<Outcome>): Promise<Run> {
    this.clock.pass(START_MS);
    this.emulator.clearCalls();
    const outcome = await operate();
    const { expect = "success", expectNoChanges = false } = options;
    const moved = outcome.steps.filter(({ op }) => op !== "same" && op !== "read");
    const hasFailed = outcome.error !== undefined || (expectNoChanges && moved.length > 0);
    if (expect !== "any" && hasFailed !== (expect === "failure")) {
      throw new Error(`it did not end in ${expect}: ${outcome.error ?? JSON.stringify(moved)}`);
    }
    const errors = Object.values(outcome.errors).map(({ message }) => message);
    const output = [...outcome.lines, ...(errors.length > 0 ? errors : [outcome.error ?? ""])].join("\n");
    const log = this.emulator.calls;
    const named = outcome.steps.map((step) => ({ ...step, name: shortName(step.urn) }));
    return {
      ...outcome,
      ops: Object.fromEntries(named.map(({ name, op }) => [name, op])),
      changes: Object.fromEntries(named.map(({ name, changes }) => [name, revealed(changes)])),
      calls: callsOf(log),
      log,
      output,
      text: output.replace(/\s+/g, " "),
    };
  }
}

const prefixed = (config: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(config).map(([key, value]) => [`coze:${key}`, value]));

import { startEmulator, type Call, type Emulator, type EmulatorOptions } from "../../../emulator";
import { CI } from "../ci";
import { TestClock } from "../clock";
import { callsOf, Emulated, IMPORTS } from "../emulated";
import { endHangs } from "../hanging";
import { Engine, type OperationOptions, type Outcome, type Program } from "./engine";
import { shortName } from "./names";
import { sdkProgram } from "./sdk-program";
import type { Op, Recorded, Step } from "./state";
import { revealed, type Properties } from "./values";

export * from "../emulated";

export interface RunOptions extends OperationOptions {
  /** Default: `success`. */
  readonly expect?: "success" | "failure" | "any";
  /** Fails if a step changes something, as `--expect-no-changes` does. */
  readonly expectNoChanges?: boolean;
}

export interface UpOptions extends RunOptions {
  /** Previews first, as a user's `up` does. If the preview fails, the `up` does not run. */
  readonly withPreview?: boolean;
}

/** The steps of an operation, by resource ("Bot support"), and the output that a user would read. */
export interface Run extends Outcome {
  readonly ops: Readonly<Record<string, Op>>;
  /** The leaves that each step changes, as [before, after], secrets in clear. */
  readonly changes: Readonly<Record<string, Step["changes"]>>;
  readonly calls: string[];
  readonly log: Call[];
  /** The provider's lines and the errors. */
  readonly output: string;
  /** The output with every gap cut to one space. */
  readonly text: string;
}

export interface SceneOptions {
  readonly emulator?: EmulatorOptions;
  /** Added to the address, the token and the space of the emulator. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Values of the `coze:` configuration. */
  readonly config?: Readonly<Record<string, string>>;
}

/** How long the real engine takes to start. */
const START_MS = 2_000;

const open: Scene[] = [];
afterAll(async () => {
  await Promise.all(open.splice(0).map(({ emulator }) => emulator.close()));
});

/** Opens an emulator and a stack in this process, until the end of the file. */
export async function openScene(options: SceneOptions = {}): Promise<Scene> {
  const scene = await Scene.start(options);
  open.push(scene);
  return scene;
}

export class Scene extends Emulated {
  engine: Engine;
  private source: string | Program = "";

  private constructor(
    emulator: Emulator,
    /** The emulator has the same clock. */
    readonly clock: TestClock,
    options: SceneOptions,
  ) {
    super(emulator);
    const { url, token, spaceId } = emulator;
    const env = { ...CI, COZE_API_BASE: url, COZE_API_TOKEN: token, COZE_SPACE_ID: spaceId, ...options.env };
    // Other tests cover the search for leftovers of an interrupted run.
    const config = prefixed({ allowSameName: "true", ...options.config });
    this.engine = new Engine({ env, config, clock: this.clock });
  }

  /** Starts a scene. The caller closes its emulator. */
  static async start(options: SceneOptions = {}): Promise<Scene> {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock: clock.server, ...options.emulator });
    endHangs(emulator);
    return new Scene(emulator, clock, options);
  }

  /** Runs the program. Without one it runs the last one again. */
  up(source?: string | Program, options: UpOptions = {}): Promise<Run> {
    const program = this.program(source);
    return this.run(options, async () => {
      const preview = options.withPreview ? await this.engine.preview(program, options) : undefined;
      return preview?.error === undefined ? this.engine.up(program, options) : preview;
    });
  }

  preview(source?: string | Program, options: RunOptions = {}): Promise<Run> {
    return this.run(options, () => this.engine.preview(this.program(source), options));
  }

  refresh(options: RunOptions & { previewOnly?: boolean } = {}): Promise<Run> {
    return this.run(options, () => this.engine.refresh(options));
  }

  destroy(options: RunOptions = {}): Promise<Run> {
    return this.run(options, () => this.engine.destroy(options));
  }

  /** Expects that the program changes nothing and makes no call. */
  async expectSilence(source?: string | Program): Promise<void> {
    const { calls } = await this.up(source, { expectNoChanges: true });
    expect(calls).toEqual([]);
  }

  /** Lets a minute pass: for an object that was created a moment ago, the provider would wait. */
  later(): void {
    this.clock.pass(60_000);
  }

  /** A crash of the machine: whatever is under way, the engine goes on from the present state. */
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

  private program(source = this.source): Program {
    this.source = source;
    return typeof source === "string" ? sdkProgram(IMPORTS + source) : source;
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

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator, type Call, type Emulator, type EmulatorOptions } from "../../../emulator";
import { callsOf, Emulated, IMPORTS } from "../emulated";
import { shortName } from "../engine/names";
import { openWorkspace } from "./stack";
import type { OperationOptions, ResourceState, RunResult, UpdateOptions } from "./types";
import type { Workspace } from "./workspace";

export * from "../emulated";

/** The output of a command, and its API calls. `text` is the output with every gap cut to one space. */
export type Run = RunResult & { text: string; calls: string[]; log: Call[] };

export interface SceneOptions {
  emulator?: EmulatorOptions;
  /** Added to the address, the token and the space of the emulator. */
  env?: Record<string, string | undefined>;
  /** Values of the `coze:` configuration in plain text. */
  config?: Record<string, string>;
}

const open: Scene[] = [];
afterAll(async () => {
  await Promise.all(open.splice(0).map((scene) => scene.close()));
});

/** The output of an `up` up to the end of its preview. */
export function previewOf(output: string): string {
  const end = output.indexOf("Updating (dev)");
  if (end < 0) throw new Error(`the output has no "Updating (dev)":\n${output}`);
  return output.slice(0, end);
}

/** An emulator and a stack of the real engine, until the end of the file. */
export async function openScene(options: SceneOptions = {}): Promise<Scene> {
  const emulator = await startEmulator(options.emulator);
  const env = {
    COZE_API_BASE: emulator.url,
    COZE_API_TOKEN: emulator.token,
    COZE_SPACE_ID: emulator.spaceId,
    ...options.env,
  };
  const scene = new Scene(emulator, await openWorkspace({ env }), options.config);
  open.push(scene);
  return scene;
}

/** The scene of `harness/engine`, but with the CLI. */
export class Scene extends Emulated {
  private clockSkewMs = 0;

  constructor(
    emulator: Emulator,
    readonly ws: Workspace,
    private readonly config: Record<string, string> = {},
  ) {
    super(emulator);
  }

  /** Runs the program. Without a text it runs the last one again. */
  up(source?: string, options: UpdateOptions = {}): Promise<Run> {
    return this.run(source, () => this.ws.up(options));
  }

  preview(source?: string, options: OperationOptions = {}): Promise<Run> {
    return this.run(source, () => this.ws.preview({ diff: true, ...options }));
  }

  refresh(options: UpdateOptions = {}): Promise<Run> {
    return this.run(undefined, () => this.ws.refresh({ diff: true, ...options }));
  }

  destroy(options: UpdateOptions = {}): Promise<Run> {
    return this.run(undefined, () => this.ws.destroy(options));
  }

  /** Expects that the program changes nothing and makes no call. */
  async expectSilence(source?: string): Promise<void> {
    const { calls } = await this.up(source, { expectNoChanges: true });
    expect(calls).toEqual([]);
  }

  /** Lets a minute pass on the server: for an object that was created a moment ago, the provider would wait. */
  later(): void {
    this.clockSkewMs += 60_000;
    this.emulator.set({ clockSkewMs: this.clockSkewMs });
  }

  /** The stack's outputs, secrets in clear. */
  outputs(): Promise<Record<string, unknown>> {
    return this.ws.outputs();
  }

  /** The resources of the Coze types in the state, as "Bot support" and "Publication support". */
  async resources(): Promise<Record<string, ResourceState>> {
    const { deployment } = await this.ws.exportState();
    const ours = (deployment.resources ?? []).filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/coze:"));
    return Object.fromEntries(ours.map((resource) => [shortName(resource.urn), resource]));
  }

  /** The files of the workspace that contain the text. Links are left out. */
  filesWith(text: string): string[] {
    return readdirSync(this.ws.directory, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => readFileSync(file).includes(text));
  }

  async writeProgram(source: string): Promise<void> {
    // Other tests cover the search for leftovers of an interrupted run.
    const config = { allowSameName: "true", ...this.config };
    const yaml = Object.entries(config).map(([key, value]) => `  coze:${key}:\n    value: ${JSON.stringify(value)}`);
    await this.ws.writeProgram(IMPORTS + source, {}, { yaml: ["config:", ...yaml].join("\n") });
  }

  async close(): Promise<void> {
    await this.ws.close();
    await this.emulator.close();
  }

  private async run(source: string | undefined, command: () => Promise<RunResult>): Promise<Run> {
    if (source !== undefined) await this.writeProgram(source);
    this.emulator.clearCalls();
    const result = await command();
    const log = this.emulator.calls;
    const text = result.output.replace(/\s+/g, " ").replaceAll(" : ", ": ");
    return { ...result, text, calls: callsOf(log), log };
  }
}

import { startEmulator, type BotView, type Call, type Emulator, type EmulatorOptions } from "../../../emulator";
import { openWorkspace } from "../../harness/cli/stack";
import type { OperationOptions, ResourceState, RunResult, UpdateOptions } from "../../harness/cli/types";
import type { Workspace } from "../../harness/cli/workspace";

export * from "../../harness/routes";

export const callsOf = (calls: Call[]): string[] => calls.map((call) => call.route);
export const writesOf = (calls: Call[]): string[] => callsOf(calls).filter((route) => route.startsWith("POST"));

/** What a command printed, and the API calls that it made; `text` is the output with every gap cut to one space. */
export type Run = RunResult & { text: string; calls: string[]; log: Call[] };

export interface SceneOptions {
  emulator?: EmulatorOptions;
  /** Over the address, the token and the space of the emulator. */
  env?: Record<string, string | undefined>;
  /** Plain values of the `coze:` configuration. */
  config?: Record<string, string>;
}

const open: Scene[] = [];
afterAll(async () => {
  await Promise.all(open.splice(0).map((scene) => scene.close()));
});

/** An emulator and a stack of one's own, until the end of the file. */
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

export class Scene {
  private clockSkewMs = 0;

  constructor(
    readonly emulator: Emulator,
    readonly ws: Workspace,
    private readonly config: Record<string, string> = {},
  ) {}

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

  /** Passes where the program has nothing to do, and does it without a call. */
  async expectSilence(source?: string): Promise<void> {
    const { calls } = await this.up(source, { expectNoChanges: true });
    expect(calls).toEqual([]);
  }

  /** Lets time pass on the server: what was made a moment ago may take a while to be seen there, and is waited for. */
  later(): void {
    this.clockSkewMs += 60_000;
    this.emulator.set({ clockSkewMs: this.clockSkewMs });
  }

  /** The one bot on the server. */
  get bot(): BotView {
    const [bot, ...others] = this.emulator.bots;
    if (!bot || others.length > 0) throw new Error(`there are ${this.emulator.bots.length} bots on the server`);
    return bot;
  }

  botNamed(name: string): BotView {
    const found = this.emulator.bots.filter((bot) => bot.draft.name === name);
    if (found.length !== 1 || !found[0]) throw new Error(`there are ${found.length} bots named ${name}`);
    return found[0];
  }

  /** The resources of the Coze types in the state, as "Bot support" and "Publication support". */
  async resources(options: { showSecrets?: boolean } = {}): Promise<Record<string, ResourceState>> {
    const { deployment } = await this.ws.exportState(options);
    const ours = (deployment.resources ?? []).filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/coze:"));
    return Object.fromEntries(
      ours.map((resource) => [resource.urn.replace(/.*dynamic\/coze:(\w+)::(.*)/, "$1 $2"), resource]),
    );
  }

  async writeProgram(source: string): Promise<void> {
    // The look for what a run before this one left behind has tests of its own.
    const config = { allowSameName: "true", ...this.config };
    const yaml = Object.entries(config).map(([key, value]) => `  coze:${key}:\n    value: ${JSON.stringify(value)}`);
    await this.ws.writeProgram(
      `const pulumi = require("@pulumi/pulumi");\nconst { CozeBot, CozeBotPublication, CozeBotTest } = require("pulumi-coze");\n${source}`,
      {},
      { yaml: ["config:", ...yaml].join("\n") },
    );
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

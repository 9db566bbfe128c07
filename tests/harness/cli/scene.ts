import { startEmulator, type BotView, type Emulator } from "../../../emulator";
import { openWorkspace } from "./stack";
import type { ResourceState, RunOptions, RunResult } from "./types";
import type { Workspace } from "./workspace";

const open: Stack[] = [];

/** A server of one's own, and a stack of the real engine against it. */
export async function openStack(
  config: Record<string, string> = {},
  env?: (emulator: Emulator) => Record<string, string | undefined>,
  start: () => Promise<Emulator> = startEmulator,
): Promise<Stack> {
  const emulator = await start();
  const settings = { COZE_API_BASE: emulator.url, COZE_API_TOKEN: emulator.token, COZE_SPACE_ID: emulator.spaceId };
  const stack = new Stack(emulator, await openWorkspace({ env: { ...settings, ...env?.(emulator) } }), config);
  open.push(stack);
  return stack;
}

/**
 * An emulator that may refuse connections for a while. Its port is below those that systems hand out by themselves, so that no
 * other process is given it meanwhile.
 */
export async function startOnReservedPort(): Promise<Emulator> {
  for (let tries = 1; ; tries++) {
    try {
      return await startEmulator({ port: 15_000 + Math.floor(Math.random() * 15_000) });
    } catch (error) {
      if (tries === 20) throw error;
    }
  }
}

export async function closeStacks(): Promise<void> {
  for (const { ws, emulator } of open.splice(0)) {
    await ws.close();
    await emulator.close();
  }
}

export class Stack {
  constructor(
    readonly emulator: Emulator,
    readonly ws: Workspace,
    private readonly config: Record<string, string>,
  ) {}

  /** The program, and settings for this edition of it. */
  async write(source: string, config: Record<string, string> = {}): Promise<void> {
    const values = Object.entries({ ...this.config, ...config });
    const yaml = values.map(([key, value]) => `  coze:${key}:\n    value: ${JSON.stringify(value)}`);
    await this.ws.writeProgram(
      `const { CozeBot, CozeBotPublication } = require("pulumi-coze");\n${source}`,
      {},
      { yaml: yaml.length > 0 ? ["config:", ...yaml].join("\n") : "" },
    );
  }

  /** Passes where the program has nothing to do, and does it without a call. */
  async expectSilence(): Promise<void> {
    this.emulator.clearCalls();
    await this.ws.up({ expectNoChanges: true });
    expect(this.emulator.calls).toEqual([]);
  }

  /** Our resources in the state, as "Bot support" and "Publication support". */
  async resources(): Promise<Record<string, ResourceState>> {
    const { deployment } = await this.ws.exportState();
    const ours = (deployment.resources ?? []).filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/coze:"));
    return Object.fromEntries(
      ours.map((resource) => [resource.urn.replace(/.*dynamic\/coze:(\w+)::(.*)/, "$1 $2"), resource]),
    );
  }

  botNamed(name: string): BotView {
    const [bot, ...others] = this.emulator.bots.filter(({ draft }) => draft.name === name);
    if (!bot || others.length > 0) throw new Error(`there are ${bot ? others.length + 1 : 0} bots named ${name}`);
    return bot;
  }
}

/** What a command printed, every gap cut to one space. */
export async function textOf(run: Promise<RunResult>): Promise<string> {
  return (await run).output.replace(/\s+/g, " ");
}

export const FAILS: RunOptions = { expect: "failure" };

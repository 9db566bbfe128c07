import { startEmulator, type BotView, type Emulator } from "../../emulator";
import { openWorkspace } from "../../tests/harness/cli/stack";
import type { StackState } from "../../tests/harness/cli/types";
import type { Workspace } from "../../tests/harness/cli/workspace";

const LATENCY_MS = 300;

/** The bots of the program, by their resources' names. */
const BOTS = { support: "Support", sales: "Sales" } as const;
export type BotName = keyof typeof BOTS;

const names = Object.keys(BOTS) as BotName[];

/** The real engine, a server, and a program of two bots with their publications. */
export class TwoBots {
  private constructor(
    readonly emulator: Emulator,
    readonly ws: Workspace,
  ) {}

  static async open(): Promise<TwoBots> {
    const emulator = await startEmulator();
    return new TwoBots(emulator, await openWorkspace({ env: emulator.env }));
  }

  /** Empties the server, and begins a stack. */
  begin(stack: string): void {
    this.emulator.reset();
    this.emulator.set({ latencyMs: LATENCY_MS });
    this.ws.selectStack(stack);
  }

  /** Writes the program with this prompt. `adopted` has the ids that a person adds after a lost create. */
  write(prompt: string, adopted: ReadonlyMap<BotName, string> = new Map()): Promise<void> {
    const bots = names.map((name) => {
      const args = {
        name: BOTS[name],
        promptInfo: { prompt },
        ...(name === "support" ? { knowledge: { datasetIds: ["71"] } } : {}),
        ...(adopted.has(name) ? { botId: adopted.get(name) } : {}),
      };
      return `new CozeBotPublication("${name}", { bot: new CozeBot("${name}", ${JSON.stringify(args)}) });`;
    });
    return this.ws.writeProgram(
      ['const { CozeBot, CozeBotPublication } = require("pulumi-coze");', ...bots].join("\n"),
    );
  }

  /** The differences from the result of one undisturbed run. A bot may have up to `most` versions. */
  async problems(prompt: string, most: number): Promise<string[]> {
    const state = await this.ws.exportState();
    const strangers = this.emulator.bots.filter(({ draft }) => !names.some((name) => BOTS[name] === draft.name));
    return [
      ...strangers.map(({ id }) => `bot ${id} is of no resource`),
      ...names.flatMap((name) => this.problemsOf(name, prompt, most, state)),
    ];
  }

  private problemsOf(name: BotName, prompt: string, most: number, state: StackState): string[] {
    const found = this.emulator.bots.filter(({ draft }) => draft.name === BOTS[name]);
    const [bot] = found;
    if (bot === undefined || found.length > 1) return [`there are ${found.length} bots ${name}`];
    const recorded = (kind: string) =>
      (state.deployment.resources ?? []).filter(({ urn }) => urn.endsWith(`dynamic/coze:${kind}::${name}`));
    const [record, ...others] = recorded("Bot");
    const [publication, ...more] = recorded("Publication");
    const checks: [boolean, string][] = [
      [others.length + more.length === 0, "is in the state twice"],
      [record?.id === bot.id, `is bot ${bot.id} and ${record?.id ?? "nothing"} in the state`],
      [promptOf(bot.draft) === prompt, `has the draft "${promptOf(bot.draft)}"`],
      [promptOf(bot.published["1024"]?.config) === prompt, `has "${promptOf(bot.published["1024"]?.config)}" live`],
      [publication?.outputs?.["version"] === bot.versions[0]?.version, "has another version live than in the state"],
      [bot.versions.length <= most, `has ${bot.versions.length} versions, and ${most} are the most`],
      [name !== "support" || bot.draft.knowledge !== undefined, "has lost its knowledge base"],
    ];
    return checks.filter(([holds]) => !holds).map(([, problem]) => `${name} ${problem}`);
  }

  /** The number of versions of the bot that has the most. */
  versions(): number {
    return Math.max(0, ...this.emulator.bots.map((bot) => bot.versions.length));
  }

  /** The name of the resource that a bot on the server belongs to. */
  nameOf(botId: string): BotName | undefined {
    const bot = this.emulator.bots.find(({ id }) => id === botId);
    return names.find((name) => BOTS[name] === bot?.draft.name);
  }

  async close(): Promise<void> {
    await this.ws.close();
    await this.emulator.close();
  }
}

function promptOf(config: BotView["draft"] | undefined): string {
  return config?.prompt_info?.prompt ?? "nothing";
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator, type Emulator } from "../../emulator";
import { openWorkspace } from "../../tests/harness/cli/stack";
import type { RunResult } from "../../tests/harness/cli/types";
import type { Workspace } from "../../tests/harness/cli/workspace";
import type { Mistake, Stage } from "./mistake";
import { messagesOf } from "./printed";

const HEAD = `const pulumi = require("@pulumi/pulumi");
const { CozeBot, CozeBotPublication, CozeBotTest, getBot } = require("pulumi-coze");
`;

const MAY_FAIL = { expect: "any" } as const;

/** A stack and a server of one mistake's own. */
export class Scene implements Stage {
  private constructor(
    readonly emulator: Emulator,
    readonly ws: Workspace,
    private readonly dir: string,
  ) {}

  static async open(mistake: Mistake): Promise<Scene> {
    const { env } = mistake;
    const cli = "cli" in mistake ? mistake.cli : undefined;
    const emulator = await startEmulator();
    const settings = { COZE_API_BASE: emulator.url, COZE_API_TOKEN: emulator.token, COZE_SPACE_ID: emulator.spaceId };
    const dir = await mkdtemp(join(tmpdir(), "pulumi-coze-cli-"));
    const ws = await openWorkspace({ env: { ...settings, ...env }, ...(cli ? { cli: await cli(dir) } : {}) });
    return new Scene(emulator, ws, dir);
  }

  /** The body of a program, and plain values of the `coze:` configuration. */
  write(source: string, config: Record<string, string> = {}): Promise<void> {
    const values = Object.entries(config).map(([key, value]) => `  coze:${key}:\n    value: ${JSON.stringify(value)}`);
    const yaml = values.length > 0 ? ["config:", ...values].join("\n") : "";
    return this.ws.writeProgram(HEAD + source, {}, { yaml });
  }

  async preview(source: string, config?: Record<string, string>): Promise<string> {
    await this.write(source, config);
    return this.shown(this.ws.preview(MAY_FAIL));
  }

  async up(source: string, config?: Record<string, string>): Promise<string> {
    await this.write(source, config);
    return this.runAgain();
  }

  runAgain(): Promise<string> {
    return this.shown(this.ws.up(MAY_FAIL));
  }

  destroy(): Promise<string> {
    return this.shown(this.ws.destroy(MAY_FAIL));
  }

  async close(): Promise<void> {
    await this.ws.close();
    await this.emulator.close();
    await rm(this.dir, { recursive: true });
  }

  private async shown(run: Promise<RunResult>): Promise<string> {
    return messagesOf((await run).output).replaceAll(this.ws.projectDir, "<project>");
  }
}

import { deepStrictEqual, notStrictEqual, rejects, strictEqual } from "node:assert";
import { execFile } from "node:child_process";
import { copyFile, mkdir, realpath, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { startEmulator } from "../../emulator";
import { ensurePulumi } from "../pulumi-cli/get";
import { openWorkspace } from "../../tests/harness/cli/stack";
import type { RunResult } from "../../tests/harness/cli/types";
import { CREATE, LIST, PUBLISH, READ, UNPUBLISH, UPDATE } from "../../tests/harness/routes";
import type { Cell } from "./cells";
import { inspect, install, type Installed, linkElsewhere } from "./install";
import { CHECKER, PROMPT, writeProject } from "./project";
import { command, type Tools } from "./tools";

export interface CellResult extends Pick<Installed, "sdkVersion"> {
  installSeconds: number;
  runSeconds: number;
}

/** Installs the tarball as the cell says, and takes a bot through its life with it. Throws if a step fails. */
export async function runCell(cell: Cell, root: string, tarball: string, tools: Tools): Promise<CellResult> {
  await mkdir(root, { recursive: true });
  const began = Date.now();
  const nodeDir = await tools.node(cell);
  const project = await writeProject(await realpath(root), cell, tarball);
  await install(root, cell, tools, nodeDir);
  const { sdkVersion, folder } = await inspect(root, project, cell);
  await checkInternals(project, nodeDir);
  if (cell.typescript === 7) await checkTypes(project, nodeDir);
  const installed = Date.now();
  const link = cell.linkedLater ? () => linkElsewhere(project, folder, `${root}-elsewhere`) : () => Promise.resolve();
  await live(project, nodeDir, link);
  return { sdkVersion, installSeconds: (installed - began) / 1000, runSeconds: (Date.now() - installed) / 1000 };
}

/** Checks that the installed SDK has the internals that the package uses. */
async function checkInternals(project: string, nodeDir: string): Promise<void> {
  const program = "sdk-internals.cjs";
  await copyFile(join(__dirname, program), join(project, program));
  const { stdout } = await promisify(execFile)(join(nodeDir, "node"), [program], { cwd: project });
  strictEqual(stdout, "checked\n");
}

/** Checks that TypeScript 7 accepts the program, and finds a mistake that is put into it. */
async function checkTypes(project: string, nodeDir: string): Promise<void> {
  const check = (): Promise<string> =>
    command(join(nodeDir, "node"), [join("node_modules", CHECKER, "bin", "tsc"), "--noEmit"], project);
  await check();
  const mistake = join(project, "mistake.ts");
  await writeFile(mistake, 'import { CozeBot } from "pulumi-coze";\nnew CozeBot("support", { nam: "Support" });\n');
  await rejects(check(), /mistake\.ts.*'nam' does not exist/);
  await rm(mistake);
}

async function live(project: string, nodeDir: string, afterFirstUp: () => Promise<void>): Promise<void> {
  const cli = await ensurePulumi();
  const emulator = await startEmulator();
  const ws = await openWorkspace({
    cli,
    projectDir: project,
    env: {
      PATH: [nodeDir, ...cli.binDirs, process.env.PATH ?? ""].join(delimiter),
      // The tests set this; a user does not.
      PULUMI_LANGUAGE_NODEJS_RUN_PATH: undefined,
      COZE_API_BASE: emulator.url,
      COZE_API_TOKEN: emulator.token,
      COZE_SPACE_ID: emulator.spaceId,
    },
  });
  const calls = async (step: Promise<RunResult>): Promise<string[]> => {
    emulator.clearCalls();
    await step;
    return emulator.calls.map(({ route }) => route);
  };
  /** Checks that the outputs are those of the server, and returns the live version. */
  const liveVersion = async (): Promise<unknown> => {
    const { botId, version } = await ws.outputs();
    strictEqual(botId, emulator.bots[0]?.id);
    strictEqual(version, emulator.bots[0]?.versions[0]?.version);
    return version;
  };
  try {
    deepStrictEqual(await calls(ws.up()), [LIST, CREATE, PUBLISH]);
    const first = await liveVersion();
    await afterFirstUp();
    await writeFile(join(project, PROMPT), "You answer questions about orders and returns.\n");
    deepStrictEqual(await calls(ws.up()), [UPDATE, PUBLISH]);
    notStrictEqual(await liveVersion(), first);
    deepStrictEqual(await calls(ws.refresh({ expectNoChanges: true })), [READ, READ]);
    // A destroy first reads whether the channel is still on.
    deepStrictEqual(await calls(ws.destroy()), [READ, UNPUBLISH]);
    strictEqual(emulator.bots.length, 1);
  } finally {
    await ws.close();
    await emulator.close();
  }
}

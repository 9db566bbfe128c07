import { deepStrictEqual, notStrictEqual, strictEqual } from "node:assert";
import { execFile } from "node:child_process";
import { copyFile, mkdir, realpath, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { startEmulator } from "../../emulator";
import { ensurePulumi } from "../pulumi-cli/get";
import { openWorkspace } from "../../tests/harness/cli/stack";
import type { RunResult } from "../../tests/harness/cli/types";
import { CREATE, LIST, PUBLISH, READ, UNPUBLISH, UPDATE } from "../../tests/harness/routes";
import type { Cell } from "./cells";
import { inspect, install, type Installed, linkElsewhere } from "./install";
import { PROMPT, writeProject } from "./project";
import type { Tools } from "./tools";

export interface CellResult extends Pick<Installed, "sdkVersion"> {
  installSeconds: number;
  runSeconds: number;
}

/** Installs the tarball as the cell says, and takes a bot through its life with what is there. Throws where it goes wrong. */
export async function runCell(cell: Cell, root: string, tarball: string, tools: Tools): Promise<CellResult> {
  await mkdir(root, { recursive: true });
  const began = Date.now();
  const nodeDir = await tools.node(cell);
  const project = await writeProject(await realpath(root), cell, tarball);
  await install(root, cell, tools, nodeDir);
  const { sdkVersion, folder } = await inspect(root, project, cell);
  await checkInternals(project, nodeDir);
  const installed = Date.now();
  const link = cell.linkedLater ? () => linkElsewhere(project, folder, `${root}-elsewhere`) : () => Promise.resolve();
  await live(project, nodeDir, link);
  return { sdkVersion, installSeconds: (installed - began) / 1000, runSeconds: (Date.now() - installed) / 1000 };
}

/** What the package uses of the insides of the SDK is there in the one that is installed. */
async function checkInternals(project: string, nodeDir: string): Promise<void> {
  const program = "sdk-internals.cjs";
  await copyFile(join(__dirname, program), join(project, program));
  const { stdout } = await promisify(execFile)(join(nodeDir, "node"), [program], { cwd: project });
  strictEqual(stdout, "checked\n");
}

async function live(project: string, nodeDir: string, afterFirstUp: () => Promise<void>): Promise<void> {
  const cli = await ensurePulumi();
  const emulator = await startEmulator();
  const ws = await openWorkspace({
    cli,
    projectDir: project,
    env: {
      PATH: [nodeDir, ...cli.binDirs, process.env.PATH ?? ""].join(delimiter),
      // As a user has it.
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
  /** The outputs are what the server has. */
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
    deepStrictEqual(await calls(ws.destroy()), [UNPUBLISH]);
    strictEqual(emulator.bots.length, 1);
  } finally {
    await ws.close();
    await emulator.close();
  }
}

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";

const ROOT = path.join(__dirname, "../../..");
/** As a package has it: it starts in a tenth of the time of its source. */
const BUILT = [path.join(ROOT, "dist/emulator/main.js")];
const SOURCE = ["--import", "tsx", path.join(ROOT, "emulator/main.ts")];

/** Gone after the tests of the file. */
export const directory = mkdtempSync(path.join(tmpdir(), "coze-emulator-"));
const children: ChildProcess[] = [];
afterEach(() => children.splice(0).forEach((child) => child.kill("SIGKILL")));
afterAll(() => rmSync(directory, { recursive: true }));

/** The emulator's command, until the end of the test. */
export const run = (...args: string[]) => startNode([...BUILT, ...args]);

export const startFromSource = () => begin(startNode([...SOURCE, "--json", "--port", "0"]));

export const start = (...args: string[]) => begin(run("--json", "--port", "0", ...args));

function startNode(args: readonly string[]) {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"], env: process.env });
  children.push(child);
  return child;
}

/** The emulator, once it has printed where it is. */
async function begin(child: ReturnType<typeof run>) {
  const lines: string[] = [];
  const reader = createInterface(child.stdout);
  reader.on("line", (line) => lines.push(line));
  await once(reader, "line");
  return { child, lines, info: JSON.parse(lines[0] ?? "") as Record<string, string> };
}

export async function failed(...args: string[]): Promise<{ code: number; lines: string[] }> {
  const child = run(...args);
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, "exit") as Promise<[number]>]);
  return { code, lines: stderr.trimEnd().split("\n") };
}

export function file(name: string, content: string): string {
  const at = path.join(directory, name);
  writeFileSync(at, content);
  return at;
}

export async function bots(info: Record<string, string>): Promise<{ id: string; draft: { name: string } }[]> {
  return (await (await fetch(`${info["url"] ?? ""}/__emulator/bots`)).json()) as never;
}

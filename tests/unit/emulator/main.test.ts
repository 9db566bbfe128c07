import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

const MAIN = path.join(__dirname, "../../../emulator/main.ts");
const TSX = require.resolve("tsx/cli");

let child: ChildProcessByStdio<null, Readable, null> | undefined;
afterEach(() => child?.kill("SIGKILL"));

async function start(...args: string[]) {
  const started = spawn(process.execPath, [TSX, MAIN, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  child = started;
  const lines: string[] = [];
  const reader = createInterface(started.stdout);
  reader.on("line", (line) => lines.push(line));
  await once(reader, "line");
  return { started, lines, info: JSON.parse(lines[0] ?? "") as Record<string, string> };
}

test.each(["SIGTERM", "SIGINT"] as const)("prints one line, serves, and ends well on %s", async (signal) => {
  const { started, lines, info } = await start("--latency", "1");
  expect(Object.keys(info)).toEqual(["url", "token", "readOnlyToken", "spaceId", "otherSpaceId", "oauth"]);
  const headers = { authorization: `Bearer ${info.token ?? ""}` };
  const response = await fetch(`${info.url ?? ""}/v1/bots?workspace_id=${info.spaceId ?? ""}`, { headers });
  expect(await response.json()).toMatchObject({ code: 0, data: { items: [], total: 0 } });

  const exit = once(started, "exit");
  started.kill(signal);
  expect(await exit).toEqual([0, null]);
  expect(lines).toHaveLength(1);
});

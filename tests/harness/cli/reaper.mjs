// Ends every process of a workspace and removes its directory, also if the process that opened it was killed: then
// stdin ends. It is plain JavaScript, since it must start without a TypeScript loader.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, rmSync } from "node:fs";
import process from "node:process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

const [, , workspace, directory] = process.argv;

// Plugins run in their own process groups and outlive a killed CLI, but all of them keep its environment.
function withMark(mark) {
  if (process.platform === "linux") {
    return readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && environment(pid).includes(mark));
  }
  const lines = execFileSync("ps", ["-A", "-E", "-o", "pid=,command="], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => line.includes(mark)).map((line) => line.trim().split(" ")[0]);
}

function environment(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8");
  } catch {
    return "";
  }
}

async function killAll(mark) {
  const killed = new Set();
  for (const end = Date.now() + 10_000; Date.now() < end;) {
    const pids = withMark(mark);
    if (pids.length === 0) break;
    for (const pid of pids) {
      killed.add(pid);
      try {
        process.kill(Number(pid), "SIGKILL");
      } catch {
        // The process has ended by itself.
      }
    }
    await sleep(10);
  }
  return killed.size;
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => undefined);
for await (const run of createInterface({ input: process.stdin })) {
  process.stdout.write(`${await killAll(`PULUMI_COZE_RUN=${workspace}.${run}.`)}\n`);
}
await killAll(`PULUMI_COZE_RUN=${workspace}.`);
rmSync(directory, { recursive: true, force: true, maxRetries: 5 });

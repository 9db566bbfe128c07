import { spawn } from "node:child_process";
import { once } from "node:events";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { spreadOf, type Spread } from "../stats";

const CHECKOUT = join(__dirname, "..", "..", "..");

export interface Ready {
  /** Milliseconds from the start of `pulumi-coze emulator` to the line with its address. */
  readonly emulator: Spread;
  /** Milliseconds of `node -e 0`, before each start. */
  readonly node: Spread;
}

/** Starts the emulator of an unpacked package, time after time; the package's dependencies are those of the checkout. */
export async function measureReady(packageDir: string, times: number): Promise<Ready> {
  await symlink(join(CHECKOUT, "node_modules"), join(packageDir, "node_modules"));
  const [emulator, node]: [number[], number[]] = [[], []];
  for (let time = 0; time < times; time++) {
    node.push(await nodeAlone());
    emulator.push(await untilReady(packageDir));
  }
  return { emulator: spreadOf(emulator), node: spreadOf(node) };
}

async function nodeAlone(): Promise<number> {
  const began = performance.now();
  await once(spawn(process.execPath, ["-e", "0"], { stdio: "ignore" }), "exit");
  return performance.now() - began;
}

async function untilReady(packageDir: string): Promise<number> {
  const command = [join(packageDir, "dist/cli/main.js"), "emulator", "--port", "0"];
  const began = performance.now();
  const child = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "inherit"] });
  const exit = once(child, "exit");
  try {
    const url = await Promise.race([addressOf(child.stdout), exit.then(([code]) => fail(`it ended with ${code}`))]);
    const took = performance.now() - began;
    const { status } = await fetch(`${url}/v1/users/me`);
    if (status !== 401) fail(`it answers ${status} to a call without a token`);
    return took;
  } finally {
    child.kill();
    await exit;
  }
}

async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(output)) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  return fail("it prints no address");
}

function fail(problem: string): never {
  throw new Error(`The emulator of the package is not ready: ${problem}`);
}

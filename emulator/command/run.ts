import { spawn } from "node:child_process";
import type { Emulator, EmulatorOptions, Seed } from "..";
import type { KeyPair } from "../auth/keys";
import { type Arguments, UsageError } from "./arguments";
import { execute } from "./exec";

type Start = (options: EmulatorOptions) => Promise<Emulator>;

/** Starts an emulator, prints its address, and serves until a signal, until it is closed, or until the command ends. */
export async function run(args: Arguments, startEmulator: Start, keys?: Promise<KeyPair>): Promise<number> {
  const emulator = await start(args, startEmulator, await keys);
  try {
    print(emulator, args);
    if (args.open) openInBrowser(firstPage(emulator));
    if (args.exec !== undefined) return await execute(args.exec, emulator.env);
    await Promise.race([emulator.closed, signalled()]);
    return 0;
  } finally {
    await emulator.close();
  }
}

async function start(args: Arguments, startEmulator: Start, oauthKeys?: KeyPair): Promise<Emulator> {
  const { port, studio, seed, data, latencyMs, rate } = args;
  const options: EmulatorOptions = { port, studio, data, oauthKeys };
  if (seed) options.seed = seed.value as Seed;
  if (latencyMs !== undefined) options.latencyMs = latencyMs;
  if (rate !== undefined) options.rateLimit = { requestsPerSecond: rate };
  try {
    return await startEmulator(options);
  } catch (error) {
    throw new UsageError(problem(error as NodeJS.ErrnoException, args), { cause: error });
  }
}

function problem({ code, name, message }: NodeJS.ErrnoException, { port, seed }: Arguments): string {
  if (code === "EADDRINUSE") return `port ${port} is taken: give another --port, or 0 for any free one`;
  if (code === "EACCES" && message.includes("listen")) return `port ${port} needs rights that this user does not have`;
  return name === "SeedError" ? `--seed ${seed?.file ?? ""}: ${message}` : message;
}

function print(emulator: Emulator, { json, exec }: Arguments): void {
  const { url, token, readOnlyToken, spaceId, otherSpaceId, env } = emulator;
  if (json) {
    const { appId, keyId, privateKey } = emulator.oauth;
    const line = { url, token, readOnlyToken, spaceId, otherSpaceId, oauth: { appId, keyId, privateKey } };
    process.stdout.write(`${JSON.stringify(line)}\n`);
    return;
  }
  // Standard output belongs to the command.
  if (exec !== undefined) {
    process.stderr.write(`Coze emulator at ${url}\n`);
    return;
  }
  const exports = Object.entries(env).map(([name, value]) => `export ${name}=${value}\n`);
  process.stdout.write(
    `Coze emulator  ${url}/  (the same address in a browser shows what it holds)\n` +
      `Token          ${token}\nWorkspace      ${spaceId}\n\n${exports.join("")}\nCtrl-C ends it.\n`,
  );
}

/** The page of the first bot, or the start page if there is none. */
function firstPage({ url, bots: [bot] }: Emulator): string {
  return bot ? `${url}/bots/${bot.id}` : `${url}/`;
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
}

/** Opens an address in the browser. A machine without one gets a line about it, and no error. */
function openInBrowser(url: string): void {
  const [command, args] = opener(url);
  const child = spawn(command, args, { stdio: "ignore", detached: true });
  child.once("error", () => process.stderr.write(`No browser could be opened: ${url}\n`));
  child.unref();
}

function opener(url: string): [string, string[]] {
  const { BROWSER } = process.env;
  if (BROWSER) return [BROWSER, [url]];
  if (process.platform === "darwin") return ["open", [url]];
  return process.platform === "win32" ? ["explorer", [url]] : ["xdg-open", [url]];
}

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { chromium } from "playwright-core";
import { cacheRoot } from "../pulumi-cli/cache";
import { exec } from "../pulumi-cli/exec";
import { lookup } from "../pulumi-cli/lookup";
import { withProgress, type Progress } from "../pulumi-cli/progress";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const LIMIT_MS = 300_000;

export interface EnsureBrowserOptions {
  env?: NodeJS.ProcessEnv;
  /** Gets a line when a long step begins, and every 15 s during it. Default: stderr. */
  say?: Progress;
  /** Whether packages may be installed. Default: only for root. */
  mayInstall?: boolean;
}

/**
 * Returns the path of a Chromium. In this order it takes the one of `CHROME_PATH`, one on `PATH`, one in the cache, one
 * by Playwright's installer, and Debian's package if packages may be installed.
 */
export async function ensureBrowser(options: EnsureBrowserOptions = {}): Promise<string> {
  const env = options.env ?? process.env;
  const say = options.say ?? ((line) => process.stderr.write(`${line}\n`));
  const mayInstall = options.mayInstall ?? process.getuid?.() === 0;
  const there = findBrowser(env);
  if (there) return there;
  const tried: string[] = [];
  for (const [what, step] of [
    ["Playwright's installer", () => installByPlaywright(env)],
    ["Debian's package", () => installByApt(env, mayInstall)],
  ] as const) {
    try {
      await withProgress(say, `Getting a browser: ${what}`, step);
      const found = findBrowser(env);
      if (found) return found;
      tried.push(`${what}: it left no browser`);
    } catch (error) {
      tried.push(`${what}: ${(error as Error).message}`);
    }
  }
  throw new Error(
    `No Chromium could be found or got (${tried.join("; ")}): install one, for instance by \`apt-get install chromium\`, ` +
      "or set CHROME_PATH to it.",
  );
}

/** Finds a browser that is there already. Installs nothing. */
export function findBrowser(env: NodeJS.ProcessEnv): string | undefined {
  if (env["CHROME_PATH"]) {
    if (existsSync(env["CHROME_PATH"])) return env["CHROME_PATH"];
    throw new Error(`CHROME_PATH names ${env["CHROME_PATH"]}, and there is no such file`);
  }
  for (const name of NAMES) {
    const directory = lookup(name, env["PATH"]);
    if (directory) return join(directory, name);
  }
  if (!existsSync(browsersPath(env))) return undefined;
  const cached = inCache(env);
  return existsSync(cached) ? cached : undefined;
}

/** The path of the browser that Playwright's installer puts into this project's cache. */
function inCache(env: NodeJS.ProcessEnv): string {
  const name = "PLAYWRIGHT_BROWSERS_PATH";
  const script = `process.stdout.write(require(${JSON.stringify(require.resolve("playwright-core"))}).chromium.executablePath())`;
  return execFileSync(process.execPath, ["-e", script], {
    env: { ...env, [name]: browsersPath(env) },
    encoding: "utf8",
  });
}

function browsersPath(env: NodeJS.ProcessEnv): string {
  return join(cacheRoot(env), "browsers");
}

async function installByPlaywright(env: NodeJS.ProcessEnv): Promise<void> {
  // The package exports no path to its command.
  const cli = join(dirname(require.resolve("playwright-core/package.json")), "cli.js");
  const withPath = { ...env, PLAYWRIGHT_BROWSERS_PATH: browsersPath(env) };
  await exec(process.execPath, [cli, "install", "--with-deps", "--no-shell", "--no-progress", "chromium"], {
    env: withPath,
    timeoutMs: LIMIT_MS,
  });
}

async function installByApt(env: NodeJS.ProcessEnv, mayInstall: boolean): Promise<void> {
  if (!lookup("apt-get", env["PATH"])) throw new Error("there is no apt-get");
  if (!mayInstall) throw new Error("installing it takes root");
  await exec("apt-get", ["update", "-qq"], { env, timeoutMs: LIMIT_MS });
  await exec("apt-get", ["install", "-y", "-qq", "chromium"], { env, timeoutMs: LIMIT_MS });
}

/** No sandbox, since root cannot have one, and no features that use the network. */
const ARGUMENTS = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

export function launch(executablePath: string) {
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

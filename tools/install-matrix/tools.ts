import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Cell, Manager } from "./cells";

const run = promisify(execFile);

const CHECKOUT = join(__dirname, "..", "..");

/** By these variables `npm run` points to the checkout, and a cell is elsewhere. */
const NOT_INHERITED =
  /^(npm_(?!config_)|npm_config_(local|global)_prefix|INIT_CWD|NODE_(OPTIONS|ENV)|JEST_|COZE_|PULUMI_)/;

export function installEnvironment(nodeDir: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !NOT_INHERITED.test(name));
  return {
    ...Object.fromEntries(inherited),
    PATH: `${nodeDir}:${process.env.PATH ?? ""}`,
    // In CI package managers insist on a lockfile. A cell has none yet.
    CI: "",
    YARN_ENABLE_IMMUTABLE_INSTALLS: "false",
    YARN_ENABLE_TELEMETRY: "false",
  };
}

/** Runs a command. The error of a failure has the command's output. */
export async function command(file: string, args: string[], cwd: string, env?: NodeJS.ProcessEnv): Promise<string> {
  try {
    const { stdout } = await run(file, args, {
      cwd,
      env: env ?? process.env,
      maxBuffer: 1 << 26,
      timeout: 10 * 60_000,
    });
    return stdout;
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`${file} ${args.join(" ")} failed:\n${`${stdout}\n${stderr}`.trim().slice(-4_000)}`, {
      cause: error,
    });
  }
}

/** Packs the tarball that the registry would serve. */
export async function pack(dir: string): Promise<string> {
  // `prepare` would rewrite dist while others load it, so no script runs.
  const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", dir];
  const [{ filename, files }] = JSON.parse(await command("npm", args, CHECKOUT)) as [
    { filename: string; files: { path: string }[] },
  ];
  const missing = ["dist/index.js", "dist/index.d.ts", "dist/runtime.js"].filter((file) =>
    files.every(({ path }) => path !== file),
  );
  if (missing.length > 0) throw new Error(`${missing.join(", ")}: run \`npm run build\` first.`);
  return join(dir, filename);
}

/** Package managers and versions of Node.js. Each comes from the npm registry, once. */
export class Tools {
  private readonly got = new Map<string, Promise<string>>();

  constructor(private readonly dir: string) {}

  /** The folder of the `node` that a cell runs on. */
  async node({ node }: Cell): Promise<string> {
    if (node === undefined) return dirname(process.execPath);
    const name = `node-${process.platform}-${process.arch}`;
    return join(await this.get(name, String(node)), "bin");
  }

  async manager(manager: Manager): Promise<[string, ...string[]]> {
    switch (manager) {
      case "npm":
        return ["npm"];
      case "pnpm":
        return ["node", join(await this.get("pnpm", "10"), "bin", "pnpm.cjs")];
      case "yarn 1":
        return ["node", join(await this.get("yarn", "1"), "bin", "yarn.js")];
      case "yarn 4":
        return ["node", join(await this.get("@yarnpkg/cli-dist", "4"), "bin", "yarn.js")];
    }
  }

  private get(name: string, version: string): Promise<string> {
    const key = `${name}@${version}`;
    const got = this.got.get(key) ?? this.fetch(name, version);
    this.got.set(key, got);
    return got;
  }

  private async fetch(name: string, version: string): Promise<string> {
    const prefix = join(this.dir, `${name}-${version}`.replaceAll("/", "-"));
    await mkdir(prefix, { recursive: true });
    await writeFile(join(prefix, "package.json"), JSON.stringify({ name: "tool", private: true }));
    const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", `${name}@${version}`];
    await command("npm", args, prefix, installEnvironment(dirname(process.execPath)));
    return join(prefix, "node_modules", name);
  }
}

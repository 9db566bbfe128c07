import { deepStrictEqual } from "node:assert";
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { startEmulator } from "../../emulator";
import pkg from "../../package.json";
import { listen } from "../../tests/harness/listen";
import { openWorkspace } from "../../tests/harness/cli/stack";
import type { Workspace } from "../../tests/harness/cli/workspace";
import { command, installEnvironment } from "../install-matrix/tools";
import { packArchives } from "../plugin/archives";
import { Registry } from "./registry";

const CHECKOUT = join(__dirname, "..", "..");
const HEADING = "## A bot that is live";

/**
 * `npm run rehearsal [-- --built]`: makes a release to this machine alone. It publishes the package, installs it in an
 * empty home, and takes README's first bot through its life in both forms. `--built` publishes the last build.
 */
async function main(args: readonly string[]): Promise<void> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), "pulumi-coze-rehearsal-")));
  const upstream = (await npm(["config", "get", "registry"], CHECKOUT, {})).trim();
  const cache = (await npm(["config", "get", "cache"], CHECKOUT, {})).trim();
  const registry = await Registry.start(upstream);
  const archives = join(dir, "archives");
  const releases = serve(archives);
  try {
    const home = join(dir, "home");
    await mkdir(home);
    const userconfig = join(home, ".npmrc");
    await writeFile(userconfig, `${registry.url.replace(/^http:/, "")}/:_authToken=rehearsal\n`);
    // `npm run` passes on the caller's settings, which would win over those of the home.
    const config = { npm_config_userconfig: userconfig, npm_config_registry: registry.url, npm_config_cache: cache };
    const env = { HOME: home, ...config };

    await step("npm publish", () => {
      const scripts = args.includes("--built") ? ["--ignore-scripts"] : [];
      return npm(["publish", "--provenance=false", ...scripts], CHECKOUT, env);
    });
    deepStrictEqual(registry.published, [`pulumi-coze@${pkg.version}`]);
    await step("the plugin's archives", () => packArchives(archives));

    const project = join(dir, "project");
    await step("npm install pulumi-coze @pulumi/pulumi", () => install(project, env));
    const address = await listen(releases);
    await step("pulumi up, with the classes alone", () => live(project, "pulumi-coze"));
    await step("pulumi plugin install, pulumi up with the plugin", () => live(project, "pulumi-coze/plugin", address));
  } finally {
    registry.close();
    releases.close();
    await rm(dir, { recursive: true, force: true });
  }
}

async function step(title: string, work: () => Promise<unknown>): Promise<void> {
  const began = Date.now();
  await work();
  console.log(`ok  ${title} (${((Date.now() - began) / 1000).toFixed(0)} s)`);
}

function npm(args: string[], cwd: string, env: Readonly<Record<string, string>>): Promise<string> {
  return command("npm", args, cwd, { ...installEnvironment(dirname(process.execPath)), ...env });
}

/** Serves the archives of the plugin, as the page of a release does. */
function serve(folder: string): Server {
  return createServer(({ url = "" }, answer) => {
    readFile(join(folder, basename(url))).then(
      (archive) => answer.end(archive),
      () => answer.writeHead(404).end(),
    );
  });
}

async function install(project: string, env: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(project);
  const { typescript, "@types/node": types } = pkg.devDependencies;
  const compilerOptions = { target: "ES2022", module: "nodenext", moduleResolution: "nodenext", strict: true };
  const files = {
    "package.json": { name: "rehearsal", private: true, devDependencies: { typescript, "@types/node": types } },
    "tsconfig.json": { compilerOptions: { ...compilerOptions, skipLibCheck: true } },
  };
  for (const [file, content] of Object.entries(files)) await writeFile(join(project, file), JSON.stringify(content));
  await writeFile(join(project, "Pulumi.yaml"), "name: rehearsal\nmain: index.ts\nruntime: nodejs\n");
  await npm(["install", "--no-audit", "--no-fund", "pulumi-coze", "@pulumi/pulumi"], project, env);
}

/**
 * Takes README's first bot through its life, from an entry of the package: created, published, unchanged, destroyed.
 */
async function live(project: string, entry: string, releases?: string): Promise<void> {
  const readme = await readFile(join(CHECKOUT, "README.md"), "utf8");
  const program = /```ts\n([\s\S]*?)```/.exec(readme.slice(readme.indexOf(HEADING)))?.[1] ?? "";
  await writeFile(join(project, "index.ts"), program.replace('from "pulumi-coze"', `from "${entry}"`));
  const emulator = await startEmulator();
  // The tests set these two; a user does not.
  const env = { ...emulator.env, PULUMI_LANGUAGE_NODEJS_RUN_PATH: undefined, NODE_OPTIONS: undefined };
  const ws = await openWorkspace({ projectDir: project, env });
  try {
    if (releases !== undefined) await installPlugin(ws, releases);
    await ws.up();
    const { botId, version } = await ws.outputs();
    const [bot] = emulator.bots;
    deepStrictEqual([botId, version], [bot?.id, bot?.versions[0]?.version]);
    const { resources = [] } = (await ws.exportState()).deployment;
    const expected = releases === undefined ? "pulumi-nodejs:dynamic/coze:Bot" : "coze:index:Bot";
    deepStrictEqual(
      resources.filter(({ type }) => type.endsWith(":Bot")).map(({ type }) => type),
      [expected],
    );
    await ws.up({ expectNoChanges: true });
    await ws.destroy();
  } finally {
    await ws.close();
    await emulator.close();
  }
}

function installPlugin(ws: Workspace, releases: string): Promise<unknown> {
  return ws.run(["plugin", "install", "resource", "coze", `v${pkg.version}`, "--server", releases]);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

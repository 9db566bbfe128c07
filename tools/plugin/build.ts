import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type BuildOptions, type Metafile, type Plugin } from "esbuild";
import pkg from "../../package.json";

const ROOT = join(__dirname, "..", "..");
const LAUNCHERS = join(__dirname, "launchers");
export const PLUGIN = join(ROOT, "plugin");

const BUNDLED = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: "node",
  target: "node20",
  // Names stay: people read the stack trace of an unexpected error.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
} satisfies BuildOptions;

/** The parts of each package that the client uses. Of a package that is loaded late, esbuild would keep everything. */
const USED = {
  jose: 'export { SignJWT } from "jose/jwt/sign"; export { importPKCS8 } from "jose/key/import";',
  // As undici's own entry does, this gives the dispatchers their methods.
  undici: `
    import Dispatcher from "undici/lib/dispatcher/dispatcher.js";
    import api from "undici/lib/api/index.js";
    Object.assign(Dispatcher.prototype, api);
    export { default as EnvHttpProxyAgent } from "undici/lib/dispatcher/env-http-proxy-agent.js";
    export { default as Pool } from "undici/lib/dispatcher/pool.js";`,
} as const;

const ofJose: Plugin = {
  name: "the used part of jose",
  setup(bundle) {
    bundle.onResolve({ filter: /^jose$/ }, ({ path }) => ({ path, namespace: "used" }));
    bundle.onLoad({ filter: /^jose$/, namespace: "used" }, () => ({ contents: USED.jose, resolveDir: ROOT }));
  },
};

/**
 * Writes the plugin's folder: its bundle, the bundle for proxies, the bundle of the threads that check answers, the
 * launchers, the schema with this version, and the licenses of the bundled packages. The HTTP client for proxies is
 * half of the code, and most processes never load it.
 */
export async function buildPlugin(folder = PLUGIN): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const plugin = await build({
    ...BUNDLED,
    entryPoints: [join(ROOT, "provider", "plugin.ts")],
    outfile: join(folder, "index.js"),
    // gRPC loads its reader of .proto files only to serve channelz, which the plugin does not.
    external: ["@grpc/proto-loader", "./undici.js"],
    alias: { undici: "./undici.js", execa: join(ROOT, "provider", "resources", "publication", "source", "execa.ts") },
    // Otherwise Node.js would look for the names of exports in the text of the bundle, and find none.
    supported: { "dynamic-import": false },
    // Under this condition ofetch has its build on the platform's `fetch`. Its build for Node.js contains a second HTTP
    // client.
    conditions: ["wintercg"],
    plugins: [ofJose],
  });
  const proxies = await build({
    ...BUNDLED,
    // None of its names is ours, so no stack trace needs them.
    minifyIdentifiers: true,
    format: "cjs",
    stdin: { contents: USED.undici, resolveDir: ROOT },
    outfile: join(folder, "undici.js"),
  });
  const checker = await build({
    ...BUNDLED,
    minifyIdentifiers: true,
    entryPoints: [join(ROOT, "provider", "resources", "bot-test", "checker", "worker.ts")],
    outfile: join(folder, "checker.js"),
  });
  for (const launcher of await readdir(LAUNCHERS)) {
    await copyFile(join(LAUNCHERS, launcher), join(folder, launcher));
    await chmod(join(folder, launcher), 0o755);
  }
  const schema = JSON.parse(await readFile(join(ROOT, "schema.json"), "utf8")) as object;
  await writeFile(join(folder, "schema.json"), JSON.stringify({ ...schema, version: pkg.version }));
  await writeFile(join(folder, "NOTICE"), await notices(plugin.metafile, proxies.metafile, checker.metafile));
}

/** The licenses of all packages that the bundles contain parts of. */
async function notices(...bundles: Metafile[]): Promise<string> {
  const packages = new Set(
    bundles
      .flatMap(({ inputs }) => Object.keys(inputs))
      .flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []),
  );
  const texts = await Promise.all([...packages].sort().map((name) => licenseOf(name)));
  return ["index.js, undici.js and checker.js contain parts of these packages, under their licenses.", ...texts].join(
    `\n\n${"-".repeat(72)}\n\n`,
  );
}

async function licenseOf(name: string): Promise<string> {
  const folder = join(ROOT, "node_modules", name);
  const file = (await readdir(folder)).find((entry) => /^licen[sc]e/i.test(entry));
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as typeof pkg;
  const text = file === undefined ? `License: ${license}` : (await readFile(join(folder, file), "utf8")).trim();
  return `${name} ${version}\n\n${text}`;
}

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir, mkdtemp, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { createInterface } from "node:readline";
import { read as readConfig } from "@changesets/config";
import readChangesets from "@changesets/read";
import { buildSync } from "esbuild";
import { pack } from "../../tools/install-matrix/tools";
import { openYaml, publicationOf } from "../engine/plugin/harness";

const ROOT = join(__dirname, "..", "..");
const bin = (name: string): string => join(ROOT, "node_modules", ".bin", name);
const run = (file: string, ...args: string[]): string =>
  execFileSync(file, args, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** What the emulator, bundled by itself, is shipped as. */
const EMULATOR = [
  "assets/chat.js",
  "assets/page.css",
  "assets/page.js",
  "index.d.ts",
  "index.js",
  "main.js",
  "seed.schema.json",
];
/** The pages for language models are 67 kB of it. */
const MAX_BYTES = 1_200_000;

let dir: string;
let tarball: string;
beforeAll(async () => {
  dir = await realpath(await mkdtemp(join(tmpdir(), "pulumi-coze-release-")));
  tarball = await pack(dir);
  run("tar", "-xzf", tarball, "-C", dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const inPackage = (path: string): string => join(dir, "package", path);
const packed = (): string[] =>
  readdirSync(join(dir, "package"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(inPackage("."), join(entry.parentPath, entry.name)))
    .sort();

test("the tarball holds the compiled package and its papers, and nothing else", () => {
  const files = packed();
  const others = files.filter((file) => !/^(dist|plugin)\//.test(file));
  const papers = [
    "CHANGELOG.md",
    "LICENSE",
    "NOTICE",
    "README.md",
    "docs/llms-full.txt",
    "docs/llms.txt",
    "package.json",
  ];
  expect(others).toEqual(papers);
  expect(files.filter((file) => file.startsWith("plugin/"))).toEqual(
    [
      "NOTICE",
      "checker.js",
      "index.js",
      "pulumi-resource-coze",
      "pulumi-resource-coze.cmd",
      "schema.json",
      "undici.js",
    ].map((f) => `plugin/${f}`),
  );
  const SUITE = "dist/suite.schema.json";
  expect(files).toContain(SUITE);
  const compiled = files.filter((file) => file.startsWith("dist/") && file !== SUITE);
  const isEmulator = (file: string) => file.startsWith("dist/emulator/");
  expect(compiled.filter(isEmulator)).toEqual(EMULATOR.map((name) => `dist/emulator/${name}`));
  expect(compiled.filter((file) => !isEmulator(file) && !/\.(js|d\.ts)$/.test(file))).toEqual([]);
  // What a source once was compiled to must not be shipped after the source is gone.
  const sourceOf = (file: string) =>
    file
      .replace(/^dist\/checker/, "dist/resources/bot-test/checker/worker")
      .replace(/^dist\/(?!verify\/)/, "provider/")
      .replace(/^dist\//, "")
      .replace(/(\.d\.ts|\.js)$/, ".ts");
  expect(compiled.filter((file) => !isEmulator(file) && !existsSync(join(ROOT, sourceOf(file))))).toEqual([]);
});

test("the tarball is small", () => {
  expect(statSync(tarball).size).toBeLessThan(MAX_BYTES);
});

test("the emulator of the package becomes ready, and answers", async () => {
  await symlink(join(ROOT, "node_modules"), inPackage("node_modules"));
  const command = [inPackage("dist/cli/main.js"), "emulator", "--port", "0"];
  const emulator = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "inherit"] });
  const exit = once(emulator, "exit");
  try {
    const [line] = (await once(createInterface(emulator.stdout), "line")) as [string];
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    expect((await fetch(`${url}/v1/users/me`)).status).toBe(401);
  } finally {
    emulator.kill();
    await exit;
  }
});

test("everything that package.json names is in the tarball, and no file names a source map that is not", () => {
  const manifest = JSON.parse(readFileSync(inPackage("package.json"), "utf8")) as {
    main: string;
    types: string;
    bin: Record<string, string>;
    exports: Record<string, string | Record<string, string>>;
  };
  const named = [manifest.main, manifest.types, ...Object.values(manifest.bin)];
  const targets = Object.values(manifest.exports).flatMap((entry) =>
    typeof entry === "string" ? [entry] : Object.values(entry),
  );
  for (const file of [...named, ...targets]) expect([file, existsSync(inPackage(file))]).toEqual([file, true]);
  for (const file of packed().filter((path) => path.endsWith(".js") || path.endsWith(".d.ts"))) {
    const [, map] = /^\/\/# sourceMappingURL=(.*)$/m.exec(readFileSync(inPackage(file), "utf8")) ?? [];
    expect([file, map === undefined || existsSync(join(dirname(inPackage(file)), map))]).toEqual([file, true]);
  }
});

/** The packages of which the emulator's bundle has parts. It has no comments that name them. */
function inEmulator(): string[] {
  const entry = join(ROOT, "emulator", "index.ts");
  const { metafile } = buildSync({
    entryPoints: [entry],
    bundle: true,
    platform: "node",
    write: false,
    metafile: true,
    outdir: ROOT,
  });
  return Object.keys(metafile.inputs).flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []);
}

test("the license of every package that a file holds parts of goes with it", () => {
  const commented = packed()
    .filter((file) => file.endsWith(".js"))
    .flatMap((file) => [
      ...readFileSync(inPackage(file), "utf8").matchAll(/^ *\/\/ node_modules\/((?:@[^/]+\/)?[^/]+)/gm),
    ])
    .map(([, name]) => name ?? "");
  const names = [...new Set([...commented, ...inEmulator()])].sort();
  expect(names).toEqual(["@hono/node-server", "env-ci", "eventsource-parser", "hono", "java-properties", "zod"]);
  const notice = readFileSync(inPackage("NOTICE"), "utf8");
  // In bundles without comments.
  for (const name of [...names, "yaml", "node-diff3/LICENSE.md", "jsonc-parser/LICENSE.md"]) {
    const file = join(ROOT, "node_modules", name.includes("/LICENSE") ? name : join(name, "LICENSE"));
    // One of them names its license in its manifest alone.
    expect([name, notice]).toEqual([
      name,
      expect.stringContaining(existsSync(file) ? readFileSync(file, "utf8").replaceAll("\r\n", "\n").trim() : name),
    ]);
  }
});

test("the plugin of the package runs programs in YAML, with no other package installed", async () => {
  await mkdir(join(dir, "node_modules"));
  await symlink(inPackage("."), join(dir, "node_modules", "pulumi-coze"));
  const t = await openYaml({ modules: join(dir, "node_modules") });
  await t.write({
    variables: {
      before: { "fn::invoke": { function: "coze:getBots", arguments: { publishStatus: "all" } } },
    },
    resources: {
      support: { type: "coze:Bot", properties: { name: "Support" } },
      live: publicationOf("support"),
      again: { type: "coze:index:Bot", properties: { name: "Again" } },
    },
    outputs: { before: "${before.bots}", version: "${live.version}", hash: "${support.contentHash}" },
  });
  await t.up();
  const { hash, ...others } = await t.ws.outputs();
  expect(others).toEqual({ before: [], version: t.botNamed("Support").versions[0]?.version });
  expect(hash).toMatch(/^v1:/);
});

test("publint has nothing to say", () => {
  expect(run(bin("publint"), "run", tarball, "--strict")).toContain("All good!");
});

test("types and code agree for programs in CommonJS and in ES modules", () => {
  // Of the profiles this one leaves out the resolution of Node.js 10, which knows no `exports`: `./runtime` is there for none.
  const { analysis } = JSON.parse(
    run(bin("attw"), tarball, "--profile", "node16", "--no-definitely-typed", "--format", "json"),
  ) as { analysis: { entrypoints: Record<string, unknown> } };
  expect(Object.keys(analysis.entrypoints)).toEqual([
    ...[".", "./runtime", "./plugin", "./emulator", "./testing", "./package.json"],
  ]);
});

test("the settings of changesets are valid, and the changesets are of this package", async () => {
  const manifest = { name: "pulumi-coze", version: "0.0.0" };
  const root = { dir: ROOT, packageJson: manifest };
  const config = await readConfig(ROOT, { root, packages: [root], tool: "root" } as never);
  expect(config).toMatchObject({ access: "public", baseBranch: "main", commit: false });
  const names = (await readChangesets(ROOT)).flatMap(({ releases }) => releases.map(({ name }) => name));
  expect(new Set([...names, manifest.name])).toEqual(new Set([manifest.name]));
});

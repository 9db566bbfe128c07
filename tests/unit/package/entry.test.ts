import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import ts from "typescript";

const ROOT = path.join(__dirname, "../../..");
/** What the stubs in users' states name. */
const NAMES = ["bot", "publication", "file", "dataset", "document", "bottest", "workspacemember", "callback"];

/** What a Node process of its own prints, run where a program of the checkout would be. */
function inNode(code: string, ...flags: string[]): unknown {
  const print = `const print = (value) => process.stdout.write(JSON.stringify(value));`;
  const output = execFileSync(process.execPath, [...flags, "-e", print + code], { cwd: ROOT, encoding: "utf8" });
  return JSON.parse(output) as unknown;
}

/** The modules that a `require` loads: files of the package by their path in dist, others by their package's name. */
function loadedBy(request: string): { own: string[]; packages: string[] } {
  const files = inNode(`require(${JSON.stringify(request)}); print(Object.keys(require.cache));`) as string[];
  const inside = files.filter((file) => !file.includes("/node_modules/"));
  const packages = files
    .filter((file) => file.includes("/node_modules/"))
    .map((file) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? "");
  return { own: inside.map((file) => path.relative(path.join(ROOT, "dist"), file)), packages: [...new Set(packages)] };
}

describe("the entry that a program imports", () => {
  const { own, packages } = loadedBy("pulumi-coze");

  test("loads neither the schemas nor the client", () => {
    expect(packages).toContain("@pulumi/pulumi");
    for (const library of ["zod", "ofetch", "jose"]) expect(packages).not.toContain(library);
  });

  test("loads the resources, and nothing that is for the provider process", () => {
    expect(own).toEqual(expect.arrayContaining(["index.js", "program/bot.js", "program/publication.js"]));
    const forTheProcess = own.filter((file) =>
      /lifecycle|runtime|host|session|consistency|validate|inputs|fields|wire|canonical|client\/(?!errors\/)/.test(
        file,
      ),
    );
    expect(forTheProcess).toEqual([]);
  });

  test("can be imported by name from an ES module", () => {
    const code = `import { CozeBot, CozeBotPublication } from "pulumi-coze"; print([CozeBot.name, CozeBotPublication.name]);`;
    expect(inNode(code, "--input-type=module")).toEqual(["CozeBot", "CozeBotPublication"]);
  });
});

describe("the runtime that the stub in the state loads", () => {
  const { own, packages } = loadedBy("pulumi-coze/runtime");

  test("is one file, which loads no package: no Pulumi SDK, and no HTTP client before the first call", () => {
    expect(own).toEqual(["runtime.js"]);
    expect(packages).toEqual([]);
  });

  test("holds what it uses of zod, without the languages", () => {
    const text = readFileSync(path.join(ROOT, "dist/runtime.js"), "utf8");
    const sources = [...text.matchAll(/^ *\/\/ (node_modules\/\S+)$/gm)].map(([, source]) => source);
    expect(sources).toContain("node_modules/zod/v4/core/schemas.js");
    // English, and the list of all languages, of which nothing is left.
    const languages = sources.filter((source) => source?.includes("/locales/"));
    expect(languages).toEqual(["en.js", "index.js"].map((file) => `node_modules/zod/v4/locales/${file}`));
  });

  test("has the frozen names, and each all steps", () => {
    const steps = inNode(`const runtime = require("pulumi-coze/runtime");
      print(Object.fromEntries(Object.entries(runtime).map(([name, provider]) => [name, Object.keys(provider).sort()])));`);
    const all = ["check", "configure", "create", "delete", "diff", "read", "update"];
    expect(steps).toEqual(Object.fromEntries(NAMES.map((name) => [name, all])));
  });

  test("is found by the stub of each kind, as the host evaluates it", () => {
    const stubs = NAMES.map((kind) => `exports.handler=()=>require("pulumi-coze/runtime").${kind}`);
    const steps = inNode(`const load = require("require-from-string");
      print(${JSON.stringify(stubs)}.map((text) => Object.keys(load(text).handler()).length));`);
    expect(steps).toEqual(NAMES.map(() => 7));
  });
});

test("what the package loads is a dependency of it, or bundled", () => {
  const files = readdirSync(path.join(ROOT, "dist"), { recursive: true, encoding: "utf8" });
  const loaded = files
    .filter((file) => file.endsWith(".js"))
    .flatMap((file) => [
      ...readFileSync(path.join(ROOT, "dist", file), "utf8").matchAll(/\b(?:require|import)\("([^".][^"]*)"\)/g),
    ])
    .map(([, name = ""]) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name)
    .filter((name) => !isBuiltin(name));
  const { dependencies, peerDependencies } = JSON.parse(
    readFileSync(path.join(ROOT, "package.json"), "utf8"),
  ) as Record<string, Record<string, string>>;
  // The stub names the package itself.
  const declared = ["pulumi-coze", ...Object.keys({ ...dependencies, ...peerDependencies })];
  expect([...new Set(loaded)].filter((name) => !declared.includes(name))).toEqual([]);
  expect(loaded).toContain("@pulumi/pulumi");
});

describe("the exports of the package", () => {
  const pkg = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as Record<string, unknown>;

  test("are the entries, the runtime, the emulator, the mocks for tests and package.json", () => {
    const paths = [".", "./runtime", "./plugin", "./emulator", "./testing", "./package.json"];
    expect(Object.keys(pkg["exports"] as object)).toEqual(paths);
  });

  test("resolve, with their types", () => {
    const requests = ["pulumi-coze", "pulumi-coze/runtime", "pulumi-coze/package.json"];
    const files = inNode(`print(${JSON.stringify(requests)}.map((request) => require.resolve(request)));`) as string[];
    expect(files.map((file) => path.relative(ROOT, file))).toEqual([
      "dist/index.js",
      "dist/runtime.js",
      "package.json",
    ]);
    for (const types of ["dist/index.d.ts", "dist/runtime.d.ts"]) {
      expect(readFileSync(path.join(ROOT, types), "utf8")).toContain("export");
    }
  });

  test.each(["runtime", "plugin", "emulator", "testing"])("have the types of %s for old resolvers as well", (entry) => {
    const resolve = (moduleResolution: ts.ModuleResolutionKind) =>
      ts.resolveModuleName(`pulumi-coze/${entry}`, path.join(ROOT, "tests", "x.ts"), { moduleResolution }, ts.sys)
        .resolvedModule?.resolvedFileName;
    const found = resolve(ts.ModuleResolutionKind.Node10);
    expect(found).toMatch(/\.d\.ts$/);
    expect(found).toBe(resolve(ts.ModuleResolutionKind.Bundler));
  });

  test("hide every other file", () => {
    const files = [
      "dist/index.js",
      "dist/runtime",
      "dist/client/bots.js",
      "provider/index.ts",
      "README.md",
      "runtime.js",
    ];
    const found = inNode(`print(${JSON.stringify(files)}.map((file) => {
      try { return require.resolve("pulumi-coze/" + file); } catch (error) { return error.code; }
    }));`);
    expect(found).toEqual(files.map(() => "ERR_PACKAGE_PATH_NOT_EXPORTED"));
  });

  test("are CommonJS, which the host evaluates", () => {
    expect(pkg["type"]).toBe("commonjs");
  });
});

test("an error of a lookup, which is bundled by itself, is of the class that the package exports", () => {
  const config = { "coze:token": "pat_0123456789abcdef", "coze:baseUrl": "http://127.0.0.1:1", "coze:maxRetries": "0" };
  const thrown = inNode(`
    process.env.PULUMI_CONFIG = ${JSON.stringify(JSON.stringify(config))};
    const { CozeApiError, getBot } = require("pulumi-coze");
    getBot({ botId: "1" }).catch((error) => print([error instanceof CozeApiError, error.message]));
  `);
  expect(thrown).toEqual([true, expect.stringContaining("Coze could not read bot 1: ")]);
});

test("output fields survive the class fields of the compiled code", () => {
  const values = inNode(`
    const pulumi = require("@pulumi/pulumi");
    const { CozeBot, CozeBotPublication } = require("pulumi-coze");
    const newResource = ({ name, inputs }) => ({ id: name, state: { ...inputs, contentHash: "v1:a", version: "7" } });
    pulumi.runtime.setMocks({ newResource, call: () => ({}) }).then(() => {
      const bot = new CozeBot("support", { name: "Support" });
      const live = new CozeBotPublication("live", { bot });
      pulumi.all([bot.name, bot.contentHash, live.version, live.botId]).apply(print);
    });
  `);
  expect(values).toEqual(["Support", "v1:a", "7", "support"]);
});

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import root from "../../../package.json";
import { EXAMPLES } from "./harness";

interface Manifest {
  name: string;
  private: boolean;
  dependencies: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** Those in TypeScript. `yaml` is run by `tests/engine/plugin`. */
const typed = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, "index.ts")));
/** All but the policy pack, which is no project. */
const names = typed.filter((name) => !existsSync(join(EXAMPLES, name, "PulumiPolicy.yaml")));
const text = (name: string, file: string) => readFileSync(join(EXAMPLES, name, file), "utf8");

/** `pulumi new` fills in the names of the template, and the program of the Automation API is its own project. */
const NAMES: Record<string, string> = { template: "${PROJECT}" };
const withoutProject = ["automation"];

test.each(names)("%s is a project of its own, with all that it imports", (name) => {
  const given = NAMES[name];
  if (!withoutProject.includes(name)) {
    const runtime = { name: "nodejs", options: { tsconfig: "tsconfig.run.json" } };
    expect(parse(text(name, "Pulumi.yaml"))).toMatchObject({ name: given ?? "coze", main: "index.ts", runtime });
    // A run does not check the types, and a step of its own does.
    const run = { extends: "./tsconfig.json", compilerOptions: { noCheck: true } };
    expect(JSON.parse(text(name, "tsconfig.run.json"))).toEqual(run);
    expect(JSON.parse(text(name, "package.json"))).toMatchObject({ scripts: { check: "tsc --noEmit" } });
  }
  const manifest = JSON.parse(text(name, "package.json")) as Manifest;
  expect(manifest).toMatchObject({
    name: given ?? name,
    private: true,
    dependencies: { "pulumi-coze": `^${root.version}` },
  });
  const { "pulumi-coze": _, ...others } = { ...manifest.dependencies, ...manifest.devDependencies };
  const known: Record<string, string> = { ...root.devDependencies, ...root.peerDependencies };
  for (const [dependency, range] of Object.entries(others))
    expect([dependency, range]).toEqual([dependency, known[dependency]]);
  // Without one of its own the engine takes a TypeScript that is too old for these settings.
  expect(manifest.devDependencies).toHaveProperty("typescript");
  const imports = text(name, "index.ts").matchAll(/ from "(?!node:)((?:@[^/"]+\/)?[^/"]+)/g);
  const imported = [...imports].map(([, module]) => module);
  expect(Object.keys(manifest.dependencies)).toEqual(expect.arrayContaining(imported));
});

// The types are checked by `npm run lint`, with the settings of one for all.
test("all examples have the same settings of the compiler", () => {
  const [first, ...others] = typed.map((name) => JSON.parse(text(name, "tsconfig.json")) as object);
  expect(first).toMatchObject({ compilerOptions: { strict: true } });
  for (const other of others) expect(other).toEqual(first);
});

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import pkg from "../../package.json";

const ROOT = join(__dirname, "..", "..");
const DIR = join(ROOT, ".github", "workflows");

interface Step {
  uses?: string;
  run?: string;
  env?: Record<string, string>;
  with?: Record<string, string>;
}

interface Job {
  needs?: string[];
  if?: string;
  uses?: string;
  permissions?: Record<string, string>;
  "timeout-minutes"?: number;
  strategy?: { matrix: { node: number[] } };
  steps?: Step[];
}

interface Workflow {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  jobs: Record<string, Job>;
}

const { engines, publishConfig } = pkg;
const files = readdirSync(DIR);
const text = (file: string): string => readFileSync(join(DIR, file), "utf8");
const workflow = (file: string): Workflow => parse(text(file)) as Workflow;
const ci = workflow("ci.yml");
const release = workflow("release.yml");

test("there are these workflows", () => {
  expect(files).toEqual(["ci.yml", "nightly.yml", "release.yml"]);
});

test.each(files)("%s may read the code and no more, but where a job says so", (file) => {
  expect(workflow(file).permissions).toEqual({ contents: "read" });
  const more = Object.entries(workflow(file).jobs).filter(([, { permissions }]) => permissions !== undefined);
  expect(more.map(([name]) => name)).toEqual(file === "release.yml" ? ["release", "plugin"] : []);
});

test.each(files)("%s uses actions at a commit, with the version beside it, and every job ends", (file) => {
  const uses = [...text(file).matchAll(/uses: (.*)$/gm)].map(([, action = ""]) => action);
  expect(uses.length).toBeGreaterThan(0);
  for (const action of uses) expect(action).toMatch(/^(\.\/\.github\/|[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)/);
  for (const job of Object.values(workflow(file).jobs)) expect(job.uses ?? job["timeout-minutes"]).toBeDefined();
});

test("the tests run as everywhere, on every supported line of Node.js", () => {
  const { strategy, steps = [] } = ci.jobs["test"] ?? {};
  expect(strategy?.matrix.node).toEqual([20, 22, 24, 26]);
  expect(engines.node).toBe(`>=${strategy?.matrix.node[0]}`);
  expect(steps.at(-1)).toEqual({ run: "bash .ci/run" });
  expect(Object.keys(ci.on)).toEqual(expect.arrayContaining(["pull_request", "workflow_call"]));
});

test("types, lint, format, unused exports and the reference are a job beside the tests, and so are installations", () => {
  expect(ci.jobs["lint"]?.steps?.at(-1)).toEqual({ run: "npm run lint" });
  expect(pkg.scripts.lint).toBe(
    "eslint . && prettier --check . && tsc --noEmit && tsc -p examples && knip && npm run docs:check",
  );
  expect(ci.jobs["install-matrix"]?.steps?.at(-1)).toEqual({ run: "npm run install-matrix -- --quick" });
});

test("every night tries other samples than the night before", () => {
  const { on, jobs } = workflow("nightly.yml");
  expect(on).toHaveProperty("schedule");
  const { run = "", env = {} } = jobs["samples"]?.steps?.at(-1) ?? {};
  expect(env["SEED"]).toBe("${{ github.run_number }}");
  const folders = run.split(" ").slice(2);
  expect(
    folders.filter((folder) => !existsSync(join(ROOT, folder)) && !existsSync(join(ROOT, `${folder}.test.ts`))),
  ).toEqual([]);
});

test("every night kills other runs than the night before", () => {
  const { steps = [] } = workflow("nightly.yml").jobs["kills"] ?? {};
  expect(steps.at(-1)?.run).toBe("npm run kills -- --seed ${{ github.run_number }}");
});

test("a release waits for the tests and the install matrix, and has provenance", () => {
  const { needs = [], permissions, steps = [] } = release.jobs["release"] ?? {};
  expect(needs).toEqual(["ci", "install-matrix"]);
  expect(release.jobs["ci"]?.uses).toBe("./.github/workflows/ci.yml");
  expect(release.jobs["install-matrix"]?.steps?.at(-1)).toEqual({ run: "npm run install-matrix" });
  expect(permissions).toEqual({ contents: "write", "pull-requests": "write", "id-token": "write" });
  expect(publishConfig.provenance).toBe(true);
  expect(steps.at(-1)?.with).toEqual({ version: "npx changeset version", publish: "npx changeset publish" });
  // What others can write into a cache must not get into what is published.
  expect(steps.some(({ with: options }) => options?.["cache"] !== undefined)).toBe(false);
});

test("the plugin's archives and the SDKs are added to the release that was published, the archives first", () => {
  const { needs, if: condition, permissions, steps = [] } = release.jobs["plugin"] ?? {};
  expect({ needs, condition, permissions }).toEqual({
    needs: ["release"],
    condition: "needs.release.outputs.published == 'true'",
    permissions: { contents: "write" },
  });
  const commands = steps.map(({ run = "" }) => run);
  const scripts = commands.flatMap((command) => /^npm run ([\w:]+)/.exec(command)?.[1] ?? []);
  expect(scripts).toEqual(["plugin:pack", "sdk"]);
  for (const script of scripts) expect(pkg.scripts).toHaveProperty(script);
  const uploads = commands.filter((command) => command.startsWith("gh release upload"));
  expect(uploads.map((command) => /pulumi-resource-coze|\.whl .*\.nupkg .*checksums/.exec(command)?.[0])).toEqual([
    "pulumi-resource-coze",
    expect.stringContaining(".whl"),
  ]);
  expect(steps.some(({ with: options }) => options?.["cache"] !== undefined)).toBe(false);
});

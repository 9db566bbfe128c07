import { existsSync } from "node:fs";
import { join } from "node:path";
import { SETTINGS, type Setting } from "../../provider/values/settings-table";
import { previewOf } from "../harness/cli/scene";
import { CREATE, LIST, PUBLISH, READ, UNPUBLISH, UPDATE } from "../harness/routes";
import { commands, linesOf, NOT_RUN_HERE, ofWorkflow } from "./commands";
import { blocksOf, CHECKOUT, page, WORKFLOWS } from "./pages";
import { type Ran, Shell } from "./shell";

const ran = new Set<string>();
let shell: Shell;
let values: Record<string, string>;
beforeAll(async () => {
  shell = await Shell.open();
  const { token, spaceId } = shell.emulator;
  values = {
    "<access token>": token,
    "<workspace id>": spaceId,
    "<endpoint>": "ep-1",
    "${{ vars.COZE_SPACE_ID }}": spaceId,
    "${{ inputs.stack }}": "dev",
    // The one stack that there is here.
    "--stack prod": "--stack dev",
  };
});
afterAll(() => shell.close());

/** Runs a command as it stands in the documentation, with the ids and the token of the emulator. */
function run(folder: string, line: string, env: Record<string, string | undefined> = {}): Promise<Ran> {
  ran.add(line);
  const filled = Object.entries(values).reduce((text, [name, value]) => text.replaceAll(name, value), line);
  expect(filled).not.toMatch(/<|\$\{\{/);
  return shell.run(folder, filled, { env });
}

/** A person says yes to what they were shown. */
const YES = { PULUMI_SKIP_CONFIRMATIONS: "true" };

/** The one that follows this text in the guide. */
const shown = (text: string, path: string) => {
  const block = blocksOf(page(path)).find(({ before }) => before.startsWith(text));
  return block?.code ?? "";
};

const project = Object.fromEntries(
  ["Pulumi.yaml", "package.json", "tsconfig.json", "tsconfig.run.json", "prompts/support.md", "index.ts"].map(
    (name) => [name, shown(`\`${name}\``, "docs/guides/first-bot.md")],
  ),
);
const edited = { "prompts/support.md": `${project["prompts/support.md"]}Be brief.\n` };

/** The commands of a page, in their order. */
const commandsIn = (path: string): string[] => blocksOf(page(path), "sh").flatMap(({ code }) => linesOf(code));
const [install, init, token, space, up, output, , , destroy] = commandsIn("docs/guides/first-bot.md");

test("the first bot: from an empty folder to a bot that is live", async () => {
  expect(install).toBe("npm install");
  expect(init).toBe("pulumi stack init dev");
  await shell.write("first", project);
  await shell.initStack("first");
  for (const line of [token, space]) await run("first", line ?? "");
  expect((await run("first", up ?? "", YES)).calls).toEqual([LIST, CREATE, PUBLISH]);
  const [bot] = shell.emulator.bots;
  expect(bot?.draft.prompt_info?.prompt).toBe(project["prompts/support.md"]);
  expect(Object.keys(bot?.published ?? {}).sort()).toEqual(["1024", "999"]);
  expect((await run("first", output ?? "")).stdout).toContain(bot?.id);
});

const workflow = (name: string): string[] =>
  ofWorkflow(WORKFLOWS.find(({ path }) => path === `docs/ci/${name}`)?.text ?? "").filter((line) => line !== "npm ci");
const account = () => ({ COZE_API_TOKEN: shell.emulator.token });

test("an edit by the sample workflows: preview without a token, up, drift check and audit, with nobody to confirm", async () => {
  await shell.run("first", "sed -i '/coze:token:/,+1d' Pulumi.dev.yaml && ! grep token Pulumi.dev.yaml");
  await shell.write("first", edited);
  const [previewed = "", ...noMore] = workflow("preview.yml");
  expect(noMore).toEqual([]);
  const { calls, stdout } = await run("first", previewed);
  expect(calls).toEqual([]);
  expect(stdout).toContain("Be brief.");
  expect(stdout.match(/contentHash *: "v1:\w+" => "v1:\w+"/g)).toHaveLength(2);
  const [deployed = ""] = workflow("up.yml");
  expect((await run("first", deployed, account())).calls).toEqual([UPDATE, PUBLISH]);
  const [checked = "", audited = ""] = workflow("drift.yml");
  const { log } = await run("first", checked, account());
  expect(log.map(({ route }) => route)).toContain(READ);
  expect(log.filter(({ route }) => route.startsWith("POST"))).toEqual([]);
  const audit = await run("first", audited, account());
  expect(audit.stdout).toContain("0 unmanaged; 1 resource: 0 gone");
  expect(audit.calls).toEqual([LIST]);
});

test("the guide to edits in the console: pull finds none, and log knows where the versions come from", async () => {
  const [pull = "", log = ""] = commandsIn("docs/guides/edits-in-the-console.md");
  const pulled = await run("first", pull, account());
  expect([pulled.stdout, pulled.calls]).toEqual(["support   no change\n", [READ]]);
  expect((await run("first", log, account())).stdout.match(/up, stack dev$/gm)).toHaveLength(2);
});

test("the guide to adoption: a program is written, and takes over without a write", async () => {
  const yaml = "name: adopted\nruntime: nodejs\nmain: bots.ts\n";
  const { "package.json": manifest = "", "tsconfig.json": compiler = "" } = project;
  await shell.write("adopted", { "Pulumi.yaml": yaml, "package.json": manifest, "tsconfig.json": compiler });
  await shell.initStack("adopted");
  const [exported = "", write = "", , takeOver = "", finish = ""] = commandsIn("docs/guides/adoption.md");
  await run("adopted", exported);
  const env = { ...account(), ...YES };
  await run("adopted", write, env);
  const { log, stdout } = await run("adopted", takeOver, env);
  expect(previewOf(stdout)).toContain("adopting it changes nothing on it");
  expect(log.filter(({ route }) => route.startsWith("POST"))).toEqual([]);
  expect((await run("adopted", finish, env)).stdout).toBe("2 lines taken out of bots.ts\n");
});

test("destroy takes the bot off its channels", async () => {
  const { calls } = await run("first", destroy ?? "", { ...account(), ...YES });
  expect(calls).toEqual([READ, READ, UNPUBLISH, UNPUBLISH]);
});

test("what else the pages set are settings, and no secret is set in plain text", () => {
  const others = [...commandsIn("docs/installation-configuration.md"), ...commandsIn("docs/guides/errors.md")];
  const settings = others.filter((line) => line.startsWith("pulumi config set ") && !ran.has(line));
  expect(settings).toHaveLength(5);
  const table: Readonly<Record<string, Setting>> = SETTINGS;
  for (const line of settings) {
    ran.add(line);
    const [, key = ""] = /^pulumi config set coze:(\w+) \S+$/.exec(line) ?? [];
    expect([line, table[key]?.secret ?? "plain"]).toEqual([line, "plain"]);
    expect(Object.keys(table)).toContain(key);
  }
});

test("every command of the documentation is run by a test, or is in the table that says why not", () => {
  const all = commands();
  const known = new Set([...ran, ...Object.keys(NOT_RUN_HERE)]);
  expect([...all].filter(([line]) => !known.has(line))).toEqual([]);
  expect([...known].filter((line) => !all.has(line))).toEqual([]);
  const tests = Object.values(NOT_RUN_HERE).flatMap(
    (where) => /^[\w./-]+\.(?:test\.ts|json)|^\.ci\/run/.exec(where) ?? [],
  );
  expect(tests.filter((path) => !existsSync(join(CHECKOUT, path)))).toEqual([]);
});

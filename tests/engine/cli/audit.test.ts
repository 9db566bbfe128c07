import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator, type Emulator } from "../../../emulator";
import { inProcess, pulumiCoze, type CommandOptions } from "./command";

let emulator: Emulator;
let directory: string;
let managed: string;
beforeAll(async () => {
  emulator = await startEmulator({ maxPageSize: 50 });
  directory = mkdtempSync(join(tmpdir(), "pulumi-coze-audit-"));
  managed = emulator.console.createDraft(emulator.spaceId, { name: "Managed" });
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await emulator.close();
});

const urn = (name: string) => `urn:pulumi:dev::p::pulumi-nodejs:dynamic/coze:Bot::${name}`;
const bot = (id: string | undefined, name: string, more: object = {}) => ({
  type: "pulumi-nodejs:dynamic/coze:Bot",
  urn: urn(name),
  id,
  outputs: { spaceId: emulator.spaceId },
  ...more,
});
const stateOf = (...resources: object[]) => JSON.stringify({ version: 3, deployment: { resources } });

const audit = (args: string[], options?: CommandOptions) =>
  inProcess(emulator, directory, ["audit", "--space", emulator.spaceId, ...args], options);

test("ends with 0 where workspace and stack agree, by pipe and by file", async () => {
  const state = stateOf(
    bot(managed, "managed"),
    { type: "pulumi:pulumi:Stack", urn: "urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev" },
    // Neither one of another workspace nor one that is only read is this workspace's to have.
    bot("7000000000000000001", "elsewhere", { outputs: { spaceId: "7360000000000000009" } }),
    bot("7000000000000000002", "got", { external: true }),
  );
  // Of a program in another language.
  const ofPlugin = stateOf(bot(managed, "managed", { type: "coze:index:Bot" }));
  writeFileSync(join(directory, "state.json"), state);
  const agree = {
    code: 0,
    stderr: "",
    stdout: `1 bot in workspace ${emulator.spaceId}: 0 unmanaged; 1 resource: 0 gone\n`,
  };
  const args = ["audit", "--space", emulator.spaceId];
  expect(await pulumiCoze(emulator, directory, args, { input: state })).toEqual(agree);
  expect(await audit([], { input: ofPlugin })).toEqual(agree);
  expect(await audit(["--state", "-"], { input: state })).toEqual(agree);
  expect(await audit(["--state", "state.json"])).toEqual(agree);
});

test("knows the bots of the plugin as well", async () => {
  const plugged = { type: "coze:index:Bot", urn: "urn:pulumi:dev::p::coze:index:Bot::managed" };
  const { code, stdout } = await audit([], { input: stateOf(bot(managed, "managed", plugged)) });
  expect([code, stdout]).toEqual([0, `1 bot in workspace ${emulator.spaceId}: 0 unmanaged; 1 resource: 0 gone\n`]);
});

test("ends with 1 and a line for each where they differ, over all pages", async () => {
  const extra = Array.from({ length: 60 }, (_, i) =>
    emulator.console.createDraft(emulator.spaceId, { name: `Extra ${i}\u001b[2J` }),
  );
  const state = stateOf(bot(managed, "managed"), bot("7000000000000000003", "lost"), bot(undefined, "half"));
  const { code, stdout, stderr } = await audit([], { input: state });
  expect([code, stderr]).toEqual([1, ""]);
  const lines = stdout.trimEnd().split("\n");
  expect(lines.pop()).toBe(`61 bots in workspace ${emulator.spaceId}: 60 unmanaged; 3 resources: 2 gone`);
  expect(lines.slice(0, 60).sort()).toEqual(extra.map((id, i) => `unmanaged  ${id}  Extra ${i} [2J`).sort());
  expect(lines.slice(60)).toEqual([`gone       7000000000000000003  ${urn("lost")}`, `gone         ${urn("half")}`]);
  // A stack that was never updated has nothing.
  const never = await audit([], { input: JSON.stringify({ version: 3, deployment: null }) });
  expect([never.code, never.stdout.includes("61 unmanaged; 0 resources")]).toEqual([1, true]);
  for (const id of extra) emulator.console.deleteBot(id);
});

test.each<[string, () => Promise<{ code: number | null; stdout: string; stderr: string }>, RegExp]>([
  [
    "an empty pipe",
    () => audit([], { input: "" }),
    /the state is empty: what `pulumi stack export` says is the reason/,
  ],
  [
    "no JSON",
    () => audit([], { input: "Previewing" }),
    /the state is not JSON: it must be what `pulumi stack export` prints/,
  ],
  ["other JSON", () => audit([], { input: "[1]" }), /the state has no list of resources/],
  ["an object that is no export", () => audit([], { input: '{"resources":[]}' }), /the state has no list of resources/],
  ["a file that is not there", () => audit(["--state", "none.json"]), /there is no file none\.json$/],
  [
    "no pipe at all",
    () => pulumiCoze(emulator, directory, ["audit", "--space", emulator.spaceId], { terminal: true }),
    /audit needs the stack's state: pipe `pulumi stack export` into it/,
  ],
  [
    "a workspace of others",
    () => inProcess(emulator, directory, ["audit", "--space", "7360000000000000009"], { input: stateOf() }),
    /Coze could not list the bots of workspace 7360000000000000009: it answered 4101/,
  ],
  [
    "no token",
    () => audit([], { input: stateOf(), env: { COZE_API_TOKEN: undefined } }),
    /No Coze credentials were found.*in the environment, COZE_API_TOKEN replaces coze:token/,
  ],
])("ends with 2 and one line for %s", async (_name, run, words) => {
  const { code, stdout, stderr } = await run();
  expect(code).toBe(2);
  const [line, ...rest] = (stderr || stdout).replaceAll("\r\x1b[K", "").trimEnd().split("\n");
  expect(line).toMatch(/^pulumi-coze: /);
  expect(line).toMatch(words);
  expect(rest).toEqual([]);
});

import { log, type LogOptions } from "../../../provider/cli/log/log";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Session } from "../../../provider/session/session";
import { CI } from "../../harness/ci";
import { Engine } from "../../harness/engine/engine";
import { exported } from "../../harness/engine/exported";
import { openScene, PUBLISH, type Scene } from "../../harness/engine/scene";

const program = (prompt: string, more = "") => `
  const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: ${JSON.stringify(prompt)} } });
  const test = new CozeBotTest("support", { bot, cases: [{ name: "one", ask: "Hello?", expect: [{ notContains: "!" }] }] });
  new CozeBotPublication("live", { bot, requireTest: test, connectorIds: ["1024", "999"], ${more} });
`;
const PERSON = "7301999999999999999";

interface Printed {
  readonly code: number;
  readonly text: string;
}

async function run(t: Scene, options: Partial<LogOptions> = {}): Promise<Printed> {
  const { url, token } = t.emulator;
  const session = new Session({
    env: { COZE_API_BASE: url, COZE_API_TOKEN: token },
    write: () => undefined,
    clock: t.clock,
  });
  const printed: string[] = [];
  const write = jest.spyOn(process.stdout, "write").mockImplementation((text) => printed.push(String(text)) > 0);
  const all = { bot: "support", state: exported(t.engine.state), also: [], json: false, long: false, check: false };
  try {
    const code = await log(session, { ...all, ...options });
    return { code, text: printed.join("") };
  } finally {
    write.mockRestore();
  }
}

const json = async (t: Scene, options: Partial<LogOptions> = {}) =>
  JSON.parse((await run(t, { ...options, json: true })).text) as Record<string, unknown>[];

const dated = (t: Scene, version: string): string => {
  const { createdAt = 0 } = t.bot.versions.find((one) => one.version === version) ?? {};
  return new Date(Math.floor(createdAt / 1000) * 1000).toISOString();
};

async function threeVersions() {
  const t = await openScene();
  await t.up(program("One"));
  t.later();
  const byHand = t.emulator.console.publish(t.bot.id, ["1024", "999"], PERSON);
  t.later();
  await t.refresh();
  await t.up(program("Two"), { env: { GITHUB_SHA: "0123456789".repeat(4) } });
  return { t, byHand, versions: t.bot.versions.map(({ version }) => version) };
}

test("each version is in the table with who, when, commit, test and origin, in both forms of the state", async () => {
  const { t, versions } = await threeVersions();
  const [newest = "", byHand = "", first = ""] = versions;
  const user = `user${t.emulator.userId.slice(-6)}`;
  const when = (version: string) => dated(t, version).slice(0, 16).replace("T", " ");
  const by = (name: string) => name.padEnd(10);
  const expected =
    `VERSION         LIVE       WHEN               ${by("BY")}   COMMIT    TESTED   FROM\n` +
    `${newest}   API, SDK   ${when(newest)}   ${by(user)}   0123456   1/1      up, stack dev\n` +
    `${byHand}              ${when(byHand)}   ${by("user999999")}   –         –        console\n` +
    `${first}              ${when(first)}   ${by(user)}   a1b2c3d   1/1      up, stack dev\n`;
  expect(await run(t, { check: true })).toEqual({ code: 0, text: expected });
  for (const bot of ["live", t.bot.id, undefined]) expect((await run(t, { bot })).text).toBe(expected);
  expect((await run(t, { state: exported(t.engine.state, "plugin") })).text).toBe(expected);
});

test("--json has exactly the documented shape, newest first", async () => {
  const { t, versions } = await threeVersions();
  const [newest = "", byHand = "", first = ""] = versions;
  const by = `user${t.emulator.userId.slice(-6)}`;
  const tested = { passed: 1, of: 1 };
  expect(await json(t)).toEqual([
    { version: newest, live: ["1024", "999"], at: dated(t, newest), by, commit: "012345678901", tested, from: "up" },
    { version: byHand, live: [], at: dated(t, byHand), by: "user999999", commit: null, tested: null, from: "console" },
    { version: first, live: [], at: dated(t, first), by, commit: CI.GITHUB_SHA.slice(0, 12), tested, from: "up" },
  ]);
});

test("--check ends with 1 where what is live was published in the console, and --long has the rest of the source", async () => {
  const { t } = await threeVersions();
  t.emulator.console.editDraft(t.bot.id, { prompt_info: { prompt: "Theirs" } });
  t.emulator.console.publish(t.bot.id, ["999"], PERSON);
  t.later();
  const { code, text } = await run(t, { check: true, long: true });
  expect(code).toBe(1);
  const [head, byHand, ours] = text.split("\n");
  expect(head).toMatch(/FROM +BRANCH +RUN +REPOSITORY +PROMOTED FROM$/);
  expect(byHand).toMatch(/^\d+ +SDK .* console +– +– +– +–$/);
  expect(ours).toMatch(/^\d+ +API .* up, stack dev +main +16012345678 +github\.com\/acme\/bots +–$/);
});

test("a version of a run that was killed is found by its content, and is never called the console's", async () => {
  const t = await openScene();
  await t.up(program("One"));
  // The machine goes down between the publish and its record.
  let recorded = t.engine.state.copy();
  const leave = t.emulator.on("begin", ({ route }) => {
    if (route === PUBLISH) recorded = t.engine.state.copy();
  });
  await t.up(program("Two"));
  leave();
  t.engine = new Engine({ ...t.engine.options, config: t.engine.config }, recorded);
  expect((await json(t)).map(({ from }) => from)).toEqual(["recorded later", "up"]);
  expect(await run(t, { check: true })).toMatchObject({
    code: 0,
    text: expect.stringMatching(/recorded later, stack dev\n/) as string,
  });
  // Once another is live, no read returns the content, and the list has the account alone, which is that of the runs.
  t.later();
  await t.up(program("Three"));
  const rows = await json(t);
  expect(rows.map(({ from }) => from)).toEqual(["up", null, "up"]);
  expect((await run(t)).text).toContain("not known");
});

test("what the account of the runs has published by hand is not known, and not the program's", async () => {
  const t = await openScene();
  await t.up(program("One"));
  t.emulator.console.editDraft(t.bot.id, { prompt_info: { prompt: "Theirs" } });
  t.emulator.console.publish(t.bot.id, ["1024", "999"]);
  t.later();
  expect((await json(t)).map(({ from }) => from)).toEqual([null, "up"]);
  expect((await run(t, { check: true })).code).toBe(1);
});

test("a state of before has its last version alone, and says of no other that it is the console's", async () => {
  const { t } = await threeVersions();
  for (const recorded of t.engine.state.all) {
    const { __log, ...outputs } = recorded.outputs;
    t.engine.state.set({ ...recorded, outputs });
  }
  expect((await json(t)).map(({ from, commit }) => [from, commit])).toEqual([
    ["up", null],
    [null, null],
    [null, null],
  ]);
});

test("the state of another stack that publishes the bot explains its versions", async () => {
  const t = await openScene();
  await t.up(program("One"));
  const other = new Engine({ ...t.engine.options, config: t.engine.config });
  const first = t.engine;
  t.engine = other;
  await t.up(`new CozeBotPublication("theirs", { botId: "${t.bot.id}", spaceId: "${t.emulator.spaceId}" });`, {
    env: { GITHUB_SHA: "b".repeat(40) },
  });
  const also = [exported(t.engine.state)];
  t.engine = first;
  expect((await json(t)).map(({ from }) => from)).toEqual(["recorded later", "up"]);
  expect((await json(t, { also })).map(({ from, commit }) => [from, commit])).toEqual([
    ["up", "b".repeat(12)],
    ["up", CI.GITHUB_SHA.slice(0, 12)],
  ]);
});

test("--long says what a promoted version took over: the version, the commit and the test of the stack before", async () => {
  const t = await openScene();
  await t.up(program("One"));
  const staging = exported(t.engine.state);
  const [{ version: before } = { version: "" }] = t.bot.versions;
  const renamed = join(tmpdir(), `pulumi-coze-staging-${process.pid}.json`);
  writeFileSync(renamed, readFileSync(staging, "utf8").replaceAll("urn:pulumi:dev::", "urn:pulumi:staging::"));
  t.engine = new Engine({ ...t.engine.options, config: t.engine.config });
  const prod = program("One").replace('name: "Support"', 'name: "In prod"').replace("requireTest: test,", "");
  await t.up(prod, { env: { GITHUB_SHA: "c".repeat(40) } });
  const { text } = await run(t, { also: [renamed], long: true });
  rmSync(renamed);
  const [head, row] = text.split("\n");
  expect(head).toMatch(/REPOSITORY +PROMOTED FROM$/);
  expect(row).toMatch(new RegExp(`ccccccc .* staging: ${before}, a1b2c3d, 1/1$`));
});

test("several bots have a title each, and --json is of one", async () => {
  const t = await openScene();
  await t.up(`for (const name of ["one", "two"]) new CozeBotPublication(name, { bot: new CozeBot(name, { name }) });`);
  const { text } = await run(t, { bot: undefined });
  expect(text.match(/^(one|two), bot \d+$/gm)).toHaveLength(2);
  await expect(run(t, { bot: undefined, json: true })).rejects.toThrow(
    "--json is of one bot, and the state has one, two: name one",
  );
  await expect(run(t, { bot: "three" })).rejects.toThrow('the state has no bot "three": its bots are one, two');
});

import { versionsIn } from "../../../provider/resources/publication/log";
import { openScene, PUBLISH, type Scene } from "../../harness/engine/scene";
import { CI } from "../../harness/ci";

const program = (prompt: string, more = "", test = "") => `
  const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: ${JSON.stringify(prompt)} } });
  ${test}
  new CozeBotPublication("support", { bot, ${more} });
`;
const TEST = `const test = new CozeBotTest("support", { bot, cases: [
  { name: "one", ask: "Hello?" , expect: [{ contains: "One" }] }, { name: "two", ask: "Bye?", expect: [{ contains: "One" }] },
] });`;

const logOf = (t: Scene) => versionsIn(t.resources()["Publication support"]?.outputs["__log"]);
const outputsOf = (t: Scene) => t.resources()["Publication support"]?.outputs ?? {};

/** The state as a version of the package without the log has written it. */
function forgetLog(t: Scene): void {
  for (const recorded of t.engine.state.all) {
    const { __log, ...outputs } = recorded.outputs;
    t.engine.state.set({ ...recorded, outputs });
  }
}

test("every publish is logged with its source and its hashes, and what publishes nothing logs nothing", async () => {
  const t = await openScene();
  await t.up(program("One"));
  await t.up(program("Two"));
  const [newest, first, ...others] = logOf(t);
  expect(others).toEqual([]);
  const { version, contentHash, promotionHash } = outputsOf(t) as Record<string, string>;
  expect(newest).toMatchObject({
    version,
    contentHash: contentHash?.slice(3, 13),
    promotionHash: promotionHash?.slice(3, 13),
    commit: CI.GITHUB_SHA.slice(0, 12),
    branch: "main",
    run: CI.GITHUB_RUN_ID,
    repository: "github.com/acme/bots",
    tested: undefined,
  });
  expect(first?.version).toBe(t.bot.versions.at(-1)?.version);

  await t.up(program("Two", 'unpublishReason: "Over"'));
  await t.refresh();
  await t.expectSilence();
  expect(logOf(t).map((one) => one.version)).toEqual(t.bot.versions.map((one) => one.version));
});

test("a run of another commit logs that one", async () => {
  const t = await openScene();
  await t.up(program("One"));
  await t.up(program("Two"), { env: { GITHUB_SHA: "f".repeat(40) } });
  expect(logOf(t).map(({ commit }) => commit)).toEqual(["f".repeat(12), CI.GITHUB_SHA.slice(0, 12)]);
});

test("the result of the test that let it through is logged", async () => {
  const t = await openScene();
  await t.up(program("One", "requireTest: test", TEST));
  await t.up(program("One", 'requireTest: test, triggers: "again"', TEST));
  expect(logOf(t).map(({ tested }) => tested)).toEqual([
    { passed: 2, of: 2 },
    { passed: 2, of: 2 },
  ]);
});

test("a state of before has no diff and no publish for its lack of a log, and the next publish begins one", async () => {
  const t = await openScene();
  await t.up(program("One"));
  forgetLog(t);
  await t.expectSilence();
  const refreshed = await t.refresh();
  expect(refreshed.changes["Publication support"] ?? {}).toEqual({});
  await t.expectSilence();
  expect(outputsOf(t)).not.toHaveProperty("__log");
  expect((await t.up(program("Two"))).calls.filter((route) => route === PUBLISH)).toHaveLength(1);
  expect(logOf(t)).toHaveLength(1);
});

test("what a publish from outside has overwritten stays in the log", async () => {
  const t = await openScene();
  await t.up(program("One"));
  const outside = t.emulator.console.publish(t.bot.id, ["1024"]);
  t.later();
  await t.refresh();
  expect(outputsOf(t)["version"]).toBe(outside);
  await t.up();
  const versions = logOf(t).map(({ version }) => version);
  expect(versions).toEqual([t.bot.versions[0]?.version, t.bot.versions.at(-1)?.version]);
  expect(versions).not.toContain(outside);
});

test("a publish that went live as something else is logged without hashes", async () => {
  const t = await openScene();
  const leave = t.emulator.on("begin", ({ route }) => {
    if (route === PUBLISH) t.emulator.console.editDraft(t.bot.id, { prompt_info: { prompt: "Theirs" } });
  });
  await t.up(program("One", "requireTest: test", TEST), { expect: "failure" });
  leave();
  const [only] = logOf(t);
  expect(only).toMatchObject({ version: t.bot.versions[0]?.version, contentHash: undefined, tested: undefined });
  expect(only?.commit).toBe(CI.GITHUB_SHA.slice(0, 12));
});

test("a publish whose answer was lost is logged", async () => {
  const t = await openScene();
  t.emulator.fault({ route: PUBLISH, kind: { reset: "after" } });
  await t.up(program("One"));
  expect(logOf(t).map(({ version }) => version)).toEqual(t.bot.versions.map(({ version }) => version));
});

test("keptVersions limits the log, and 0 keeps none", async () => {
  const t = await openScene({ config: { keptVersions: "2" } });
  for (const prompt of ["One", "Two", "Three"]) await t.up(program(prompt));
  expect(logOf(t)).toHaveLength(2);
  t.setConfig("coze:keptVersions", "0");
  await t.up(program("Four"));
  expect(outputsOf(t)).not.toHaveProperty("__log");
  t.setConfig("coze:keptVersions", "2.5");
  expect((await t.up(program("Five"), { expect: "failure" })).text).toContain(
    "coze:keptVersions must be a whole number",
  );
});

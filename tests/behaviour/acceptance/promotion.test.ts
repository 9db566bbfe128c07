import { versionsIn } from "../../../provider/resources/publication/log";
import { CI } from "../../harness/ci";
import { Engine } from "../../harness/engine/engine";
import { openScene, PUBLISH, type Scene } from "../../harness/engine/scene";

const program = (prompt: string, more = "") => `
  const bot = new CozeBot("support", { name: process.env.NAME ?? "Staging", promptInfo: { prompt: "${prompt}" } });
  const live = new CozeBotPublication("support", { bot, ${more} });
  exports.promotion = live.promotion;
`;
const tested = (prompt: string) =>
  program(prompt, "requireTest: test").replace(
    "const live",
    `const test = new CozeBotTest("support", { bot, cases: [{ name: "one", ask: "Hello?", expect: [{ contains: "One" }] }] });
  const live`,
  );
/** A program behind the gate with what another stack has exported. */
const gated = (prompt: string, gate: object, more = "") =>
  program(prompt, `requirePromotion: ${JSON.stringify(gate)}, ${more}`);

interface Promotion {
  readonly hash: string;
  readonly version: string;
  readonly before?: object;
}
const promotionOf = (t: Scene) => (t.outputs() as { promotion: Promotion }).promotion;
const outputsOf = (t: Scene) => t.resources()["Publication support"]?.outputs ?? {};
const COMMIT = CI.GITHUB_SHA.slice(0, 12);

/** Goes on in another stack of the same program. */
function inProd(t: Scene): void {
  t.engine = new Engine({ ...t.engine.options, config: t.engine.config });
}
const prod = { env: { NAME: "Prod", GITHUB_SHA: "c".repeat(40) } };

test("a stack shows what it has published, and the next one what it took over, in its outputs and in its log", async () => {
  const t = await openScene();
  await t.up(tested("One"));
  const staging = promotionOf(t);
  expect(staging).toEqual({
    hash: outputsOf(t)["promotionHash"],
    version: outputsOf(t)["version"],
    commit: COMMIT,
    tested: { passed: 1, of: 1 },
  });
  await t.expectSilence();

  inProd(t);
  const stack = "acme/bots/staging";
  await t.up(gated("One", { ...staging, stack }), { ...prod, withPreview: true });
  const { hash, ...before } = staging;
  expect(promotionOf(t)).toEqual({
    ...{ hash, version: outputsOf(t)["version"], commit: "c".repeat(12) },
    before: { ...before, stack },
  });
  expect(versionsIn(outputsOf(t)["__log"])[0]?.before).toEqual({ ...before, stack: "staging" });
  t.later();
  await t.refresh({ expectNoChanges: true });

  // What staging does meanwhile is no matter of prod's until its next publish.
  const moved = { ...staging, version: "9999999999999", hash: "v1:moved", before: { anything: [1, null] } };
  expect((await t.up(gated("One", moved), { ...prod, expectNoChanges: true })).calls).toEqual([]);
  const policy = await t.up(gated("One", moved, 'unpublishReason: "Over"'), prod);
  expect(policy.calls).toEqual([]);
  expect(promotionOf(t).before).toEqual({ ...before, stack });
});

test("the third stack shows the second one, and no state has more than one step back", async () => {
  const t = await openScene();
  await t.up(program("One"));
  const dev = promotionOf(t);
  inProd(t);
  await t.up(gated("One", dev), { env: { NAME: "Middle" } });
  const staging = promotionOf(t);
  expect(staging.before).toEqual({ version: dev.version, commit: COMMIT });
  inProd(t);
  await t.up(gated("One", staging), prod);
  expect(promotionOf(t).before).toEqual({ version: staging.version, commit: COMMIT });
  expect(JSON.stringify(t.engine.state.all)).not.toContain(dev.version);
});

test("a gate with a hash alone, and without one, says nothing of what was taken over", async () => {
  const t = await openScene();
  await t.up(program("One"));
  const { hash } = promotionOf(t);
  inProd(t);
  for (const [i, gate] of [{ hash }, { hash, version: null, commit: null, tested: null, stack: null }].entries()) {
    await t.up(gated("One", gate, `triggers: ${i}`), prod);
    expect(promotionOf(t)).not.toHaveProperty("before");
  }
  await t.up(program("One", "triggers: 3"), prod);
  expect(promotionOf(t)).toEqual({ hash, version: outputsOf(t)["version"], commit: "c".repeat(12) });
});

test("what went live as something else took nothing over, and opens no gate", async () => {
  const t = await openScene();
  await t.up(program("One"));
  const staging = promotionOf(t);
  inProd(t);
  const leave = t.emulator.on("begin", ({ route }) => {
    const { id = "" } = t.emulator.bots.at(-1) ?? {};
    if (route === PUBLISH) t.emulator.console.editDraft(id, { prompt_info: { prompt: "Theirs" } });
  });
  await t.up(gated("One", staging), { ...prod, expect: "failure" });
  leave();
  const { promotion, __log } = outputsOf(t) as { promotion: Promotion; __log: string };
  expect(promotion).toMatchObject({ hash: "", commit: "c".repeat(12) });
  expect(promotion).not.toHaveProperty("before");
  expect(versionsIn(__log)[0]?.before).toBeUndefined();
});

test("a version that was adopted shows itself, without a commit", async () => {
  const t = await openScene();
  await t.up(program("One"));
  const { hash, version } = promotionOf(t);
  inProd(t);
  await t.up(program("One", `adoptVersion: "${version}"`).replace("name:", `botId: "${t.bot.id}", name:`));
  expect(promotionOf(t)).toEqual({ hash, version });
});

test("what a publish from outside has overwritten stays what was promoted", async () => {
  const t = await openScene();
  await t.up(program("One"));
  const before = promotionOf(t);
  const outside = t.emulator.console.publish(t.bot.id, ["1024"]);
  t.later();
  await t.refresh();
  expect(outputsOf(t)).toMatchObject({ version: outside, promotion: before });
  await t.up();
  expect(promotionOf(t)).toMatchObject({ hash: before.hash, version: t.bot.versions[0]?.version });
});

test("a state of before has no diff and no publish for its lack of it, and the next publish shows it", async () => {
  const t = await openScene();
  await t.up(program("One"));
  for (const recorded of t.engine.state.all) {
    const { promotion, ...outputs } = recorded.outputs;
    t.engine.state.set({ ...recorded, outputs });
  }
  await t.expectSilence();
  t.later();
  await t.refresh({ expectNoChanges: true });
  await t.expectSilence();
  expect(outputsOf(t)).not.toHaveProperty("promotion");
  await t.up(program("Two"));
  expect(promotionOf(t)).toMatchObject({ version: outputsOf(t)["version"], commit: COMMIT });
});

test("of a secret object the hash alone is used, and nothing of the rest is in the state in clear", async () => {
  const t = await openScene();
  await t.up(program("One"));
  const { hash } = promotionOf(t);
  inProd(t);
  const gate = JSON.stringify({ hash, version: "1764999999999", commit: "5ec2e75ec2e7" });
  await t.up(program("One", `requirePromotion: pulumi.secret(${gate})`), prod);
  expect(outputsOf(t)["promotion"]).not.toHaveProperty("before");
  expect(JSON.stringify(t.engine.state.all)).not.toMatch(/1764999999999|5ec2e75ec2e7/);
});

test("a commit that no stack would accept is left out where the CI server says one", async () => {
  const t = await openScene();
  await t.up(program("One"), { env: { GITHUB_SHA: "\u001b[31m, red" } });
  expect(promotionOf(t)).toEqual({ hash: outputsOf(t)["promotionHash"], version: outputsOf(t)["version"] });
});

test.each([
  ["a version that is no id", { version: "1\n2" }, "requirePromotion.version: must be an id"],
  ["a commit that moves the cursor", { commit: "a1b2\u001b[2K" }, "requirePromotion.commit: must be one line"],
  ["a commit that is too long", { commit: "a".repeat(65) }, "requirePromotion.commit: must be 1 to 64 characters"],
  ["a stack of several lines", { stack: "a\nb" }, "requirePromotion.stack: must be one line"],
  ["a test in words", { tested: "all" }, "requirePromotion.tested: must be an object"],
  ["a part of a test", { tested: { passed: 1 } }, "requirePromotion.tested.of: must be a number"],
  ["a test of its own kind", { tested: { passed: 1.5, of: -1 } }, "requirePromotion.tested.passed: must be a whole"],
  ["an unknown part", { hsah: "v1:1" }, "requirePromotion.hsah: there is no such input"],
])("%s is refused by its path, before any call", async (_what, more, problem) => {
  const t = await openScene();
  const { calls, text } = await t.up(gated("One", { hash: "v1:1", ...more }), { withPreview: true, expect: "failure" });
  expect(text).toContain(problem);
  expect(calls).toEqual([]);
});

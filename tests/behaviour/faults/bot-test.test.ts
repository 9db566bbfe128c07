import { closeWorlds, openWorld, succeed, type World } from "./cell";
import type { Props } from "../../../provider/lifecycle";
import type { Program } from "./engine";
import { CHAT, PUBLISH, READ, UPDATE } from "../../harness/routes";

afterEach(closeWorlds);

const CASE = { name: "kind", ask: "Are you kind?", expect: [{ contains: "Be kind" }] };

function program(prompt: string, test: Props = {}, publication: Props = {}): Program {
  return { bot: { name: "Support", promptInfo: { prompt } }, test: { cases: [CASE], ...test }, publication };
}

const routes = ({ emulator }: World): string[] => emulator.calls.map(({ route }) => route);
const outputs = ({ engine }: World): Record<string, unknown> => ({ ...engine.state.get("bottest")?.outputs });
const versions = ({ emulator }: World): number => emulator.bots[0]?.versions.length ?? 0;

test("draft, test, publish: in one run, with one chat a case, and nothing without a change", async () => {
  const world = await openWorld();
  const { error, lines } = await world.engine.up(program("Be kind."));
  expect(error).toBeUndefined();
  expect(lines.join("\n")).toContain(
    "1 case, up to 1 chat; chats are billed, and the tools that the bot calls act for real",
  );
  expect(world.emulator.chat.chats).toMatchObject([{ source: "draft", isSaved: false }]);
  const { contentHash, promotionHash } = world.engine.state.get("bot")?.outputs ?? {};
  expect(outputs(world)).toMatchObject({
    ...{ passed: true, testedContentHash: contentHash, testedPromotionHash: promotionHash, chats: 1 },
    ...{ testedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string },
    results: [{ name: "kind", status: "passed", passed: 1, runs: 1 }],
  });
  world.emulator.clearCalls();
  await succeed(world.engine.up(program("Be kind.")));
  await succeed(world.engine.up(program("Be kind.", { timeoutSeconds: 5, concurrency: 1, maxChats: 3 })));
  expect(routes(world)).toEqual([]);
  await succeed(world.engine.up(program("Be kind.\nAnd short.")));
  expect(routes(world).filter((route) => [CHAT, UPDATE, PUBLISH].includes(route))).toEqual([UPDATE, CHAT, PUBLISH]);
});

test("what fails is not published, and is tested again by the next run", async () => {
  const world = await openWorld();
  await succeed(world.engine.up(program("Be kind.")));
  const { error, lines } = await world.engine.up(program("Be rude."));
  expect(error).toContain("1 of 1 case failed:\n  - kind (failed): cases[0].expect[0].contains:");
  // The engine stores the error, and prints the lines only.
  expect(error).not.toContain("Be rude");
  expect(lines.join("\n")).toContain('kind: answered "Be rude.\\nAre you kind?"');
  expect(error).toMatch(/\nWhat requires this test does not publish support\.$/);
  expect(outputs(world)).toMatchObject({ passed: false, testedContentHash: "", testedPromotionHash: "" });
  expect(versions(world)).toBe(1);
  world.emulator.clearCalls();
  const again = await world.engine.up(program("Be rude."));
  expect(again.error).toContain("1 of 1 case failed");
  // Chats are announced where nothing was edited, too.
  expect(again.lines.join("\n")).toContain("to be tested: 1 case, up to 1 chat");
  // The draft is read before and after the chats.
  expect(routes(world)).toEqual([READ, CHAT, READ]);
  const refreshed = await world.engine.refresh();
  expect(refreshed.error).toBeUndefined();
  expect(refreshed.lines.join("\n")).not.toContain("to be tested");
  expect((await world.engine.up(program("Be rude."))).error).toContain("1 of 1 case failed");
  await succeed(world.engine.up(program("Be kind, always.")));
  expect(versions(world)).toBe(2);
});

test("a failure that is recorded fails no run, and shuts the gate all the same", async () => {
  const world = await openWorld();
  await succeed(world.engine.up({ ...program("Be rude.", { onFailure: "record" }), publication: undefined }));
  expect(outputs(world)).toMatchObject({ passed: false, testedContentHash: "" });
  world.emulator.clearCalls();
  const { error } = await world.engine.up(program("Be rude.", { onFailure: "record" }));
  expect(error).toMatch(
    /requireTest: the test has not passed, and this bot is "v1:\w+"\. Run `pulumi up` with the test/,
  );
  expect(routes(world)).toEqual([]);
  expect((await world.engine.up(program("Be rude.", { onFailure: "fail" }))).error).toContain("1 of 1 case failed");
  // The draft is read before and after the chats.
  expect(routes(world)).toEqual([READ, CHAT, READ]);
});

test("what could not be tested is neither passed nor failed, and is tested again although it is recorded", async () => {
  const world = await openWorld();
  world.emulator.fault({ route: CHAT, kind: { code: 4028 } });
  const recorded = { onFailure: "record" };
  expect((await world.engine.up(program("Be kind.", recorded))).error).toContain(
    "requireTest: the test has not passed",
  );
  expect(outputs(world)).toMatchObject({ results: [{ status: "error" }] });
  await succeed(world.engine.up(program("Be kind.", recorded)));
  expect(versions(world)).toBe(1);
});

test.each([
  ["cases", { cases: [{ ...CASE, ask: "And now?" }] }],
  ["triggers", { triggers: [2] }],
])("a change of %s tests again, and publishes nothing", async (_what, change) => {
  const world = await openWorld();
  await succeed(world.engine.up(program("Be kind.")));
  world.emulator.clearCalls();
  await succeed(world.engine.up(program("Be kind.", change)));
  // The draft is read before and after the chats.
  expect(routes(world)).toEqual([READ, CHAT, READ]);
});

test("a run that publishes nothing is never refused", async () => {
  const world = await openWorld();
  await succeed(world.engine.up(program("Be kind.")));
  const stale = { requireTest: { botId: "1", testedContentHash: "" } };
  await succeed(world.engine.up({ ...program("Be kind.", {}, stale) }));
  expect((await world.engine.up(program("Be kind!", {}, { requireTest: stale.requireTest }))).error).toContain(
    "requireTest: is the test of bot 1, and this is bot",
  );
  expect(versions(world)).toBe(1);
});

test("a test that is of no bot opens no gate", async () => {
  const world = await openWorld();
  const untested = { ...program("Be kind."), test: undefined };
  const { error } = await world.engine.up({
    ...untested,
    publication: { requireTest: { botId: "", testedContentHash: "" } },
  });
  expect(error).toContain("requireTest: is no test: give it the CozeBotTest itself");
  expect(versions(world)).toBe(0);
});

test("the live version of a publication is tested by its number", async () => {
  const world = await openWorld();
  await succeed(world.engine.up({ ...program("Be kind."), test: undefined }));
  const version = world.emulator.bots[0]?.versions[0]?.version;
  const { error } = await world.engine.up({
    ...program("Be kind.", { version, cases: [{ ...CASE, expect: [{ contains: "no" }] }] }),
  });
  expect(world.emulator.chat.chats).toMatchObject([{ source: version }]);
  expect(error).toMatch(
    new RegExp(`\\nWhat requires this test of version ${String(version)} of support is not done\\.$`),
  );
});

test("what is live of a bot of the program is tested by its id alone, and no content counts as tested", async () => {
  const world = await openWorld();
  await succeed(world.engine.up({ ...program("Be kind."), test: undefined }));
  const hashes = { contentHash: undefined, promotionHash: undefined };
  const { publication: _none, ...rest } = program("Be kind.", { ...hashes, version: "live" });
  await succeed(world.engine.up(rest));
  expect(world.emulator.chat.chats).toMatchObject([{ source: world.emulator.bots[0]?.versions[0]?.version }]);
  expect(world.engine.state.get("bottest")?.outputs).toMatchObject({
    ...{ passed: true, testedContentHash: "", testedPromotionHash: "" },
  });
});

test.each(["draft", "live"])("a bot of elsewhere whose %s changes during the chats is not tested", async (which) => {
  const world = await openWorld();
  const { emulator } = world;
  const botId = emulator.console.createDraft(emulator.spaceId, { name: "Other", prompt_info: { prompt: "Be kind." } });
  emulator.console.publish(botId, ["1024"]);
  const stop = emulator.on("call", ({ route }) => {
    if (route !== CHAT) return;
    stop();
    emulator.console.editDraft(botId, { prompt_info: { prompt: "Be kind, always." } });
    if (which === "live") emulator.console.publish(botId, ["1024"]);
  });
  const change = { botId, contentHash: "v1:a", promotionHash: "v1:b", ...(which === "live" && { version: which }) };
  const { publication: _none, ...rest } = program("Be plain.", { ...change, cases: [{ ...CASE, repeat: 3 }] });
  const { error } = await world.engine.up(rest);
  const what = which === "draft" ? `the draft of bot ${botId} was edited` : `another version of bot ${botId} went live`;
  expect(error).toContain(`Not tested: ${what} during the chats, so that they were not with one content.`);
  expect(world.engine.state.get("bottest")?.outputs).toMatchObject({ passed: false, testedPromotionHash: "" });
});

test("a case with a secret is in no message", async () => {
  const world = await openWorld();
  const cases = [{ ...CASE, name: "my-secret", ask: "my-secret?", expect: [{ contains: "my-secret!" }] }];
  const secrets = { cases: [0], names: [0] };
  const { error, lines } = await world.engine.up(program("Be kind.", { cases, __secretCases: secrets }));
  expect(error).toContain("cases[0] (failed): cases[0].expect[0].contains does not hold; log id ");
  expect([error, ...lines, JSON.stringify(outputs(world)["results"])].join("\n")).not.toContain("my-secret");
});

test("nothing of it is read, deleted, or left on Coze", async () => {
  const world = await openWorld();
  await succeed(world.engine.up({ ...program("Be kind."), publication: undefined }));
  world.emulator.clearCalls();
  world.engine.forget("bot");
  await succeed(world.engine.refresh());
  await succeed(world.engine.destroy());
  expect(routes(world)).toEqual([]);
  expect(world.emulator.chat.conversations).toEqual([]);
});

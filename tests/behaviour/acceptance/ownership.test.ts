import { urnOf } from "../../harness/engine/names";
import { openScene, PUBLISH, UNPUBLISH, UPLOAD, writesOf, type Scene } from "../../harness/engine/scene";

// `tests/engine/ownership` has the processes of the real engine.

const urnOfKind = (kind: string, name: string): string => urnOf(`pulumi-nodejs:dynamic/coze:${kind}`, name);

/** A resource that fails, once, after all that the run makes before it. */
const failing = (after: string): string =>
  `new CozeFile("failing", { source: new pulumi.asset.StringAsset("A,B"), fileName: "a.csv" }, { dependsOn: ${after} });`;
const failOnce = (t: Scene): void => {
  t.emulator.fault({ route: UPLOAD, kind: { code: 4000, msg: "not today" } });
};

const liveVersion = (t: Scene): string | undefined => t.bot.published["1024"]?.version;

async function expectSettled(t: Scene): Promise<void> {
  await t.refresh({ expectNoChanges: true });
  await t.expectSilence();
}

test("a publication that is renamed while something else fails stays live in every run after it", async () => {
  const t = await openScene();
  const bot = 'const bot = new CozeBot("support", { name: "Support" });';
  await t.up(`${bot} new CozeBotPublication("old", { bot });`);
  failOnce(t);
  const renamed = `${bot} const live = new CozeBotPublication("new", { bot }); ${failing("live")}`;
  expect(writesOf((await t.up(renamed, { expect: "failure" })).log)).toEqual([PUBLISH, UPLOAD]);
  const version = liveVersion(t);
  expect(version).toBeDefined();

  const next = await t.up(undefined, { withPreview: true });
  expect(writesOf(next.log)).toEqual([UPLOAD]);
  expect(next.text).toContain("left alone: the resource new manages it");
  expect(liveVersion(t)).toBe(version);
  await expectSettled(t);
  expect(liveVersion(t)).toBe(version);
});

test("a bot to archive keeps its name when `--replace` of it meets a failure, and in the next run", async () => {
  const t = await openScene();
  const botId = t.emulator.console.createDraft(t.emulator.spaceId, { name: "Support" });
  const program = (more: string): string => `
    const bot = new CozeBot("support", { name: "Support", botId: "${botId}", deletionPolicy: "archive" });
    ${more}
  `;
  await t.up(program(""));
  failOnce(t);
  await t.up(program(failing("bot")), { expect: "failure", replace: [urnOfKind("Bot", "support")] });
  expect(t.bot.draft.name).toBe("Support");
  const next = await t.up();
  expect(next.text).toContain("left alone: the resource support manages it");
  expect(t.bot.draft.name).toBe("Support");
  await expectSettled(t);
});

test("what somebody has published in the console stays live when the publication leaves the program, until a refresh", async () => {
  const t = await openScene();
  const bot = 'const bot = new CozeBot("support", { name: "Support" });';
  await t.up(`${bot} new CozeBotPublication("live", { bot });`);
  t.emulator.console.publish(t.bot.id, ["1024"]);
  const version = liveVersion(t) ?? "";
  const stopped = await t.up(bot, { expect: "failure" });
  expect(stopped.text).toContain(`version ${version} is live there`);
  for (const next of ["run `pulumi refresh` first", "`pulumi state delete`"]) expect(stopped.text).toContain(next);
  expect(liveVersion(t)).toBe(version);
  expect(Object.keys(t.resources()).sort()).toEqual(["Bot support", "Publication live"]);

  t.later();
  await t.refresh();
  expect(writesOf((await t.up()).log)).toEqual([UNPUBLISH]);
  expect(t.bot.published).toEqual({});
});

test("a provider of the program that is renamed while its publication is replaced leaves the bot live", async () => {
  const t = await openScene();
  const { url: baseUrl, token, spaceId } = t.emulator;
  const program = (name: string): string => `
    const { CozeProvider } = require("pulumi-coze");
    const provider = new CozeProvider("${name}", ${JSON.stringify({ baseUrl, token, spaceId, allowSameName: true })});
    const bot = new CozeBot("support", { name: "Support" }, { provider });
    new CozeBotPublication("live", { bot }, { provider });
  `;
  await t.up(program("one"));
  const replaced = await t.up(program("two"), { replace: [urnOfKind("Publication", "live")] });
  expect(writesOf(replaced.log)).toEqual([PUBLISH]);
  expect(replaced.text).toContain("left alone: the resource live manages it");
  expect(liveVersion(t)).toBe(t.bot.versions[0]?.version);
  await expectSettled(t);
});

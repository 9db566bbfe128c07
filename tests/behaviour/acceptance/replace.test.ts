import { CREATE, openScene, PUBLISH, READ, LIST, UNPUBLISH } from "../../harness/engine/scene";

const program = (args: Record<string, unknown>, options = {}) => `
  const bot = new CozeBot("support", ${JSON.stringify({ name: "Support", ...args })}, ${JSON.stringify(options)});
  const live = new CozeBotPublication("support", { bot });
  exports.id = bot.id;
  exports.version = live.version;
`;

test("a new space replaces bot and publication: the new one is live before the old one is released", async () => {
  const t = await openScene();
  await t.up(program({ spaceId: t.emulator.spaceId }));
  const old = t.bot;

  const preview = await t.preview(program({ spaceId: t.emulator.otherSpaceId }));
  expect(preview.calls).toEqual([]);
  const replaced = preview.steps.filter(({ op }) => op === "create-replacement");
  expect(replaced).toHaveLength(2);

  const { calls, log } = await t.up();
  expect(calls).toEqual([CREATE, PUBLISH, READ, UNPUBLISH]);
  expect(log[3]?.path).toBe(`/v1/bots/${old.id}/unpublish`);
  const [kept, made] = t.emulator.bots;
  expect(kept).toMatchObject({ id: old.id, draft: old.draft, published: {} });
  expect(made).toMatchObject({ spaceId: t.emulator.otherSpaceId, draft: old.draft });
  expect(t.outputs()).toEqual({ id: made?.id, version: made?.published["1024"]?.version });
  await t.expectSilence();
});

test("a replacement that deletes first takes the bot off its channel before it makes the new one", async () => {
  const t = await openScene();
  await t.up(program({ spaceId: t.emulator.spaceId }, { deleteBeforeReplace: true }));
  const { calls } = await t.up(program({ spaceId: t.emulator.otherSpaceId }, { deleteBeforeReplace: true }));
  expect(calls).toEqual([READ, UNPUBLISH, CREATE, PUBLISH]);
  await t.expectSilence();
});

test("a default space is sticky: another one in the environment or the configuration changes nothing", async () => {
  const t = await openScene();
  await t.up(program({}));
  const first = t.bot;
  expect(first.spaceId).toBe(t.emulator.spaceId);

  const { otherSpaceId } = t.emulator;
  const elsewhere = await t.up(undefined, { env: { COZE_SPACE_ID: otherSpaceId }, expectNoChanges: true });
  expect(elsewhere.calls).toEqual([]);
  t.setConfig("coze:spaceId", otherSpaceId);
  await t.expectSilence();
  // Written out, the recorded space is no change either.
  await t.expectSilence(program({ spaceId: t.emulator.spaceId }));

  // A replacement starts anew, and so does its default.
  const urn = "urn:pulumi:dev::coze::pulumi-nodejs:dynamic/coze:Bot::support";
  const replaced = await t.up(program({}), { replace: [urn] });
  expect(replaced.calls).toEqual([CREATE, PUBLISH, READ, UNPUBLISH]);
  expect(t.emulator.bots.map(({ spaceId }) => spaceId)).toEqual([first.spaceId, otherSpaceId]);
});

test("--replace of a young bot that was never published stops, and the message says what it may be and what to set", async () => {
  const t = await openScene({ config: { allowSameName: "false" } });
  await t.up(`new CozeBot("support", { name: "Support" });`);
  const urn = "urn:pulumi:dev::coze::pulumi-nodejs:dynamic/coze:Bot::support";
  const { text } = await t.up(undefined, { replace: [urn], expect: "failure" });
  expect(text).toContain(`Bot ${t.bot.id} in workspace`);
  expect(text).toContain("or it is the one that `--replace` is to replace, which Pulumi does not say");
  t.setConfig("coze:allowSameName", "true");
  await t.up(undefined, { replace: [urn] });
  expect(t.emulator.bots).toHaveLength(2);
});

test("another botId replaces: the other bot is adopted, the first is let go", async () => {
  const t = await openScene();
  const [one, two] = ["One", "Two"].map((prompt) =>
    t.emulator.console.createDraft(t.emulator.spaceId, { name: "Support", prompt_info: { prompt } }),
  );
  const promptInfo = { prompt: "Two" };
  await t.up(program({ botId: one, promptInfo }));
  const { calls, log } = await t.up(program({ botId: two, promptInfo }));
  expect(calls.filter((route) => route !== READ && route !== LIST)).toEqual([PUBLISH, UNPUBLISH]);
  expect(log.at(-1)?.path).toBe(`/v1/bots/${String(one)}/unpublish`);
  expect(t.outputs()).toMatchObject({ id: two });
  expect(t.emulator.bots.map(({ published }) => Object.keys(published))).toEqual([[], ["1024"]]);
  await t.expectSilence();
});

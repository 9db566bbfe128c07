import {
  CHAT,
  CREATE,
  openYaml,
  publicationOf,
  PUBLISH,
  READ,
  UNPUBLISH,
  UPDATE,
  writesOf,
  type YamlScene,
} from "./harness";

const program = (prompt: string) => ({
  resources: {
    support: { type: "coze:Bot", properties: { name: "Support", promptInfo: { prompt } } },
    live: publicationOf("support"),
  },
  outputs: { id: "${support.id}", hash: "${support.contentHash}", version: "${live.version}" },
});

describe("a program in YAML", () => {
  let t: YamlScene;
  beforeAll(async () => {
    t = await openYaml();
  });

  test("makes a bot and publishes it, and its preview knows the hash", async () => {
    await t.write(program("Be plain."));
    const preview = await t.preview();
    expect(preview.calls).toEqual([]);
    const { log } = await t.up();
    expect(writesOf(log)).toEqual([CREATE, PUBLISH]);
    const outputs = await t.ws.outputs();
    expect(outputs).toMatchObject({ id: t.bot.id, version: t.bot.versions[0]?.version });
    expect(preview.stdout).toContain(String(outputs["hash"]));
    await t.expectSilence();
  });

  test("previews an edit by the lines that change, and publishes one new version", async () => {
    await t.write(program("Be kind."));
    const steps = await t.ws.previewSteps();
    const details: Record<string, string[]> = Object.fromEntries(
      steps.map(({ urn, detailedDiff }) => [urn.replace(/.*::/, ""), Object.keys(detailedDiff ?? {})]),
    );
    expect(details).toMatchObject({ support: ["promptInfo.prompt"], live: ["contentHash"] });
    const { calls, text } = await t.up();
    expect(calls).toEqual([UPDATE, PUBLISH]);
    expect(text).toContain("[diff: ~promptInfo]");
    expect(t.bot.draft.prompt_info).toEqual({ prompt: "Be kind." });
  });

  test("sees drift in a refresh, and repairs it", async () => {
    expect((await t.refresh({ expectNoChanges: true })).calls).toEqual([READ, READ]);
    t.emulator.console.editDraft(t.bot.id, { prompt_info: { prompt: "Be theirs." } });
    expect((await t.refresh()).text).toContain('prompt: "Be kind." => "Be theirs."');
    // What is live was not touched, so nothing is published.
    expect((await t.up()).calls).toEqual([UPDATE]);
    await t.expectSilence();
  });

  test("is destroyed with a warning at the bot, whose draft stays", async () => {
    const { calls, text } = await t.destroy();
    expect(calls).toEqual([READ, UNPUBLISH]);
    expect(text).toMatch(/coze:index:Bot \(support\): warning: Coze has no call that deletes a bot/);
  });
});

test("a test in YAML shuts the gate, keeps a secret case out of all words, and opens it once it passes", async () => {
  const t = await openYaml();
  const secret = "the-secret-question";
  const tested = (prompt: string) => ({
    resources: {
      support: { type: "coze:Bot", properties: { name: "Support", promptInfo: { prompt } } },
      tested: {
        type: "coze:BotTest",
        properties: {
          bot: "${support}",
          cases: [{ name: "kind", ask: { "fn::secret": secret }, expect: [{ contains: "Be kind" }] }],
        },
      },
      live: publicationOf("support", { requireTest: "${tested}" }),
    },
    outputs: { tested: "${tested.testedPromotionHash}", published: "${live.promotionHash}" },
  });
  await t.write(tested("Be rude."));
  const failed = await t.up(undefined, { withPreview: true, expect: "failure" });
  expect(failed.text).toContain("to be tested: 1 case, up to 1 chat");
  expect(failed.text).toMatch(
    /kind \(failed\): cases\[0\]\.expect\[0\]\.contains does not hold; log id \w+; the case or the bot holds a secret/,
  );
  expect(failed.text).toContain("What requires this test does not publish support.");
  expect(failed.calls).toEqual([CREATE, READ, CHAT, READ]);
  await t.write(tested("Be kind."));
  const mended = await t.up();
  expect(mended.calls).toEqual([UPDATE, READ, CHAT, READ, READ, PUBLISH, READ]);
  const { tested: hash, published } = await t.ws.outputs();
  expect(hash).toMatch(/^v1:/);
  expect(hash).toBe(published);
  for (const text of [failed.output, mended.output, JSON.stringify(await t.ws.exportState())])
    expect(text).not.toContain(secret);
  await t.expectSilence();
});

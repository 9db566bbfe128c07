import { CREATE, openYaml, publicationOf, PUBLISH, READ, UNPUBLISH, UPDATE, writesOf, type YamlScene } from "./harness";

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
    expect(calls).toEqual([UNPUBLISH]);
    expect(text).toMatch(/coze:index:Bot \(support\): warning: Coze has no call that deletes a bot/);
  });
});

import {
  CHAT,
  CREATE,
  openYaml,
  previewOf,
  publicationOf,
  PUBLISH,
  READ,
  UPDATE,
  type Run,
  type YamlScene,
} from "./harness";

// `tests/engine/plugin/example` has the destroy.

const SECRET = "the-secret-question";
const program = (prompt: string) => ({
  resources: {
    support: { type: "coze:Bot", properties: { name: "Support", promptInfo: { prompt } } },
    tested: {
      type: "coze:BotTest",
      properties: {
        bot: "${support}",
        cases: [{ name: "kind", ask: { "fn::secret": SECRET }, expect: [{ contains: "Be kind" }] }],
      },
    },
    live: publicationOf("support", { requireTest: "${tested}" }),
  },
  outputs: {
    id: "${support.id}",
    hash: "${support.contentHash}",
    version: "${live.version}",
    tested: "${tested.testedPromotionHash}",
    published: "${live.promotionHash}",
  },
});

describe("a program in YAML", () => {
  let t: YamlScene;
  const printed: string[] = [];
  const noted = (run: Run): Run => {
    printed.push(run.output);
    return run;
  };
  beforeAll(async () => {
    t = await openYaml();
  });

  test("makes a bot, and its test shuts the gate", async () => {
    await t.write(program("Be rude."));
    const { text, calls } = noted(await t.up(undefined, { withPreview: true, expect: "failure" }));
    expect(previewOf(text)).toContain("to be tested: 1 case, up to 1 chat");
    expect(text).toMatch(
      /kind \(failed\): cases\[0\]\.expect\[0\]\.contains does not hold; log id \w+; the case or the bot holds a secret/,
    );
    expect(text).toContain("What requires this test does not publish support.");
    // None of the preview.
    expect(calls).toEqual([CREATE, READ, CHAT, READ]);
  });

  test("shows an edit by the lines that change, knows the hash in the preview, and publishes what has passed", async () => {
    await t.write(program("Be kind."));
    const { text, calls } = noted(await t.up(undefined, { withPreview: true, diff: true }));
    expect(calls).toEqual([UPDATE, READ, CHAT, READ, READ, PUBLISH, READ]);
    const { hash, tested, published, ...rest } = await t.ws.outputs();
    expect(rest).toEqual({ id: t.bot.id, version: t.bot.versions[0]?.version });
    expect(tested).toMatch(/^v1:/);
    expect(tested).toBe(published);
    expect(previewOf(text)).toContain('~ promptInfo: { ~ prompt: "Be rude." => "Be kind." }');
    expect(previewOf(text)).toContain(String(hash));
    expect(t.bot.draft.prompt_info).toEqual({ prompt: "Be kind." });
  });

  test("sees drift in a refresh, and repairs it", async () => {
    t.emulator.console.editDraft(t.bot.id, { prompt_info: { prompt: "Be theirs." } });
    expect(noted(await t.refresh()).text).toContain('prompt: "Be kind." => "Be theirs."');
    // What is live was not touched, so nothing is tested and published.
    expect(noted(await t.up()).calls).toEqual([UPDATE]);
  });

  test("keeps the secret case out of all words and of the state", async () => {
    for (const text of [...printed, JSON.stringify(await t.ws.exportState())]) expect(text).not.toContain(SECRET);
  });
});

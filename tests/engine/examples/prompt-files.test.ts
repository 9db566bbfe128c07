import { CREATE, openExample, PUBLISH, writesOf } from "./harness";

// `tests/behaviour/examples` has edits of the files.

test("each file is a bot with its own prompt, settings and channels", async () => {
  const t = await openExample("prompt-files");
  const { log } = await t.up();
  expect(writesOf(log).sort()).toEqual([CREATE, CREATE, PUBLISH, PUBLISH]);
  const [support, translator] = [t.botNamed("Support"), t.botNamed("Translator")];
  expect(support.draft).toMatchObject({
    description: "Answers questions about orders",
    onboarding_info: {
      prologue: "Hi! How can I help?",
      suggested_questions: ["Where is my order?", "How do I return something?"],
    },
    model_info_config: { model_id: "1706077826", temperature: 0.3, response_format: "markdown" },
  });
  const prompt = support.draft.prompt_info?.prompt ?? "";
  expect(prompt).toMatch(/^You are the support assistant/);
  expect(prompt).toContain("\n---\n");
  expect((await t.read("bots/support.md")).endsWith(prompt)).toBe(true);
  expect(translator.draft.model_info_config).toEqual({ model_id: "1706077826", temperature: 0 });
  expect([support, translator].map(({ published }) => Object.keys(published).sort())).toEqual([
    ["1024", "999"],
    ["1024"],
  ]);
  expect(await t.ws.outputs()).toEqual({
    versions: { support: support.versions[0]?.version, translator: translator.versions[0]?.version },
  });
});

import { about, callsOf } from "../../harness/emulated";
import { CREATE, openExample, PUBLISH, READ, UNPUBLISH, UPDATE, writesOf } from "./harness";

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
  await t.expectSilence();

  // An edit moves its own bot alone; a mistake in the front matter is refused without a call.
  await t.edit("bots/translator.md", (text) => text.replace("English", "French"));
  const edited = await t.up();
  expect(edited.calls).toEqual([UPDATE, PUBLISH]);
  expect(edited.log.map(({ body }) => (body as { bot_id: string }).bot_id)).toEqual([translator.id, translator.id]);
  await t.edit("bots/translator.md", (text) => text.replace("temperature:", "temprature:"));
  const refused = await t.preview(undefined, { expect: "failure" });
  expect(refused.text).toContain("modelInfoConfig.temprature: there is no such input");
  expect(refused.calls).toEqual([]);

  const { log: calls } = await t.destroy();
  expect(calls).toHaveLength(6);
  // Deletes of two publications run at once, and that of two channels is one after the other.
  const each = t.emulator.bots.map(({ id }) => callsOf(about(calls, id))).sort((a, b) => a.length - b.length);
  expect(each).toEqual([
    [READ, UNPUBLISH],
    [READ, READ, UNPUBLISH, UNPUBLISH],
  ]);
});

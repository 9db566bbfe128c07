import { openExample, writesOf } from "./harness";

// `tests/behaviour/examples` has what the preview says, and how it goes on.

test("a published bot is taken over without a write", async () => {
  const t = await openExample("adopt-existing");
  const { emulator } = t;
  const botId = emulator.console.createDraft(emulator.spaceId, {
    name: "Support",
    description: "Written in the console",
    prompt_info: { prompt: await t.read("prompts/support.md") },
    onboarding_info: { prologue: "Hi! How can I help?" },
  });
  const adoptVersion = emulator.console.publish(botId, ["1024"]);
  const before = t.bot;
  await t.configure({ "coze:botId": botId, "coze:adoptVersion": adoptVersion });

  expect(writesOf((await t.up()).log)).toEqual([]);
  expect(await t.ws.outputs()).toEqual({ botId, version: adoptVersion });
  expect(t.bot).toEqual(before);
});

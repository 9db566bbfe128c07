import { openExample, READ, UNPUBLISH, writesOf } from "./harness";

test("a published bot is taken over without a write, and needs its id once", async () => {
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

  const { log, text } = await t.up(undefined, { withPreview: true });
  expect(text).toContain(`coze:Bot support (bot ${botId}): adopting it changes nothing on it`);
  expect(writesOf(log)).toEqual([]);
  expect(await t.ws.outputs()).toEqual({ botId, version: adoptVersion });
  await t.expectSilence();

  await t.configure({ "coze:botId": undefined, "coze:adoptVersion": undefined });
  await t.expectSilence();
  expect(await t.ws.outputs()).toEqual({ botId, version: adoptVersion });
  expect(t.bot).toEqual(before);

  expect((await t.destroy()).calls).toEqual([READ, UNPUBLISH]);
});

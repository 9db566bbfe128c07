import { openExample } from "./harness";

// `tests/behaviour/compare/gate` has the mended edit, which is compared with the same chats.

test("an edit that is worse than what is live is blocked", async () => {
  const t = await openExample("no-worse");
  const { emulator } = t;
  const versions = () => t.bot.versions.map(({ version }) => version);
  /** The emulated bot answers with the first line of its prompt, and the question. */
  const begin = (line: string) =>
    t.edit("prompts/support.md", (text) => [line, ...text.split("\n").slice(1)].join("\n"));
  const askedSince = (count: number) => new Set(emulator.chat.chats.slice(count).map(({ source }) => source));

  const first = await t.up();
  expect(first.text).toContain("nothing is live yet to compare with, so the expectations alone decide");
  const [live = ""] = versions();

  await begin("You know where each order is.");
  const before = emulator.chat.chats.length;
  const blocked = await t.up(undefined, { expect: "failure" });
  expect(blocked.text).toMatch(/3 cases × 5: live 15\/15, draft \d+\/\d+ – worse \(p = 0\.\d+\)/);
  expect(blocked.text).toContain("refund window live 5/5 draft 0/");
  expect(blocked.text).toContain("What requires this test does not publish support.");
  expect(askedSince(before)).toEqual(new Set([live, "draft"]));
  expect(versions()).toEqual([live]);
  expect(JSON.stringify(await t.ws.exportState())).not.toContain("You know where each order is.\\nUntil");
});

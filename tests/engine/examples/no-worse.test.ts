import { openExample, PUBLISH, UPDATE, writesOf } from "./harness";

const CHAT = "POST /v3/chat";

test("an edit that is worse than what is live is blocked, and a mended one is compared with the same chats", async () => {
  const t = await openExample("no-worse");
  const { emulator } = t;
  const versions = () => t.bot.versions.map(({ version }) => version);
  /** The emulated bot answers with the first line of its prompt, and the question. */
  const begin = (line: string) =>
    t.edit("prompts/support.md", (text) => [line, ...text.split("\n").slice(1)].join("\n"));
  const askedSince = (count: number) => new Set(emulator.chat.chats.slice(count).map(({ source }) => source));

  const first = await t.up(undefined, { withPreview: true });
  expect(first.text).toContain("nothing is live yet to compare with, so the expectations alone decide");
  const [live = ""] = versions();

  await begin("You know where each order is.");
  let before = emulator.chat.chats.length;
  const blocked = await t.up(undefined, { expect: "failure" });
  expect(blocked.text).toMatch(/3 cases × 5: live 15\/15, draft \d+\/\d+ – worse \(p = 0\.\d+\)/);
  expect(blocked.text).toContain("refund window live 5/5 draft 0/");
  expect(blocked.text).toContain("What requires this test does not publish support.");
  expect(askedSince(before)).toEqual(new Set([live, "draft"]));
  expect(versions()).toEqual([live]);
  expect(JSON.stringify(await t.ws.exportState())).not.toContain("You know where each order is.\\nUntil");

  await begin("You refund within 30 days, and you know orders.");
  before = emulator.chat.chats.length;
  const mended = await t.up(undefined, { withPreview: true });
  expect(mended.text).toMatch(/up to 15 chats with the draft, 15 with what is live \(kept from \d{4}-\d\d-\d\d\)/);
  expect(writesOf(mended.log).filter((route) => route !== CHAT)).toEqual([UPDATE, PUBLISH]);
  expect(askedSince(before)).toEqual(new Set(["draft"]));
  expect(versions()).toHaveLength(2);
  expect(await t.ws.outputs()).toMatchObject({ comparison: { baselineVersion: live, verdict: "no worse" } });
  expect((await t.up(undefined, { expectNoChanges: true })).calls).toEqual([]);
});

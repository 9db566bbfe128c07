import { browserTest, openPage } from "../browser";
import { BOT, emulator } from "./scene";

describe("chat", () => {
  browserTest("a draft and a version answer, by the script beside them", async () => {
    const page = await openPage(emulator.url);
    await page.goto(`/chat?bot=${BOT}`);
    const rules = [{ contains: "order", reply: "Order 7", calls: { name: "getOrder" } }, { fail: 4028 }];
    await page.getByLabel("Rules, as JSON").fill(JSON.stringify(rules));
    await page.getByRole("button", { name: "Save the script" }).click();
    await page.getByText("Done").waitFor();
    const ask = async (question: string) => {
      await page.getByLabel("Question").fill(question);
      await page.getByRole("button", { name: "Send" }).click();
    };
    await ask("My order?");
    await page.locator(".said", { hasText: "Order 7" }).waitFor();
    await page.locator(".said.tool", { hasText: "getOrder" }).waitFor();
    expect(await page.getByLabel("Events").innerText()).toContain("event: conversation.message.completed");
    await page.getByLabel("What to talk to").selectOption({ index: 1 });
    await ask("Hello");
    await page.locator(".said.error", { hasText: "4028" }).waitFor();
    expect(emulator.chat.chats.map(({ source }) => source)).toEqual(["draft", emulator.bots[0]?.versions[0]?.version]);
    expect(new Set(emulator.chat.chats.map(({ conversationId }) => conversationId)).size).toBe(1);

    await page.getByRole("button", { name: "Begin a new one" }).click();
    await page.locator(".said").first().waitFor({ state: "detached" });
    await ask("My order again?");
    await page.locator(".said", { hasText: "Order 7" }).waitFor();
    expect(emulator.chat.conversations).toHaveLength(2);
  });

  browserTest(
    "events show while the bot is still answering, and a conversation that a reset took is begun anew",
    async () => {
      emulator.chat.script(BOT, [{ reply: "Here I am", delay: 60_000 }]);
      const page = await openPage(emulator.url);
      await page.goto(`/chat?bot=${BOT}`);
      const ask = async (question: string) => {
        await page.getByLabel("Question").fill(question);
        await page.getByRole("button", { name: "Send" }).click();
      };
      await ask("Are you there?");
      await page.getByLabel("Events").getByText("conversation.chat.in_progress").waitFor();
      expect(await page.locator(".said").allInnerTexts()).toEqual(["Are you there?"]);

      emulator.reset();
      await page.reload();
      await ask("One");
      await page.locator(".said", { hasText: "One" }).nth(1).waitFor();
      emulator.reset();
      await ask("Two");
      await page.locator(".said.error", { hasText: "4002" }).waitFor();
      await ask("Three");
      await page.locator(".said", { hasText: "Three" }).nth(1).waitFor();
    },
  );
});

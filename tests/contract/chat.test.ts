import { ChatEventType, RoleType } from "@coze/api";
import { openPlatform } from "./official";

const platform = openPlatform();

/** What the official client sends, and what it makes of the answers: the emulated chats are read by others than ours. */
function published(reply: string): string {
  const { emulator } = platform;
  const botId = emulator.console.createDraft(emulator.spaceId, { name: "bot" });
  emulator.console.publish(botId, ["1024"]);
  emulator.chat.script(botId, [{ reply, calls: { name: "getOrder" } }]);
  return botId;
}

const additional_messages = [{ role: RoleType.User, content: "Hi", content_type: "text" as const }];

test("the official client reads the stream", async () => {
  const bot_id = published("one two three four");
  let said = "";
  const seen = new Set<string>();
  for await (const { event, data } of platform.coze.chat.stream({ bot_id, user_id: "u", additional_messages })) {
    seen.add(event);
    if (event === ChatEventType.CONVERSATION_MESSAGE_DELTA) said += data.content;
  }
  expect(said).toBe("one two three four");
  expect([...seen]).toContain(ChatEventType.CONVERSATION_CHAT_COMPLETED);
});

test("the official client polls, with the answer in its conversation", async () => {
  const bot_id = published("polled");
  const { chat, messages } = await platform.coze.chat.createAndPoll({ bot_id, user_id: "u", additional_messages });
  expect(chat.status).toBe("completed");
  expect(messages?.find(({ type }) => type === "answer")?.content).toBe("polled");
});

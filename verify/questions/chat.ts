import { API_CHANNEL } from "../../provider/client/bot-types";
import { codeOf, dataOf, type Exchange } from "../../provider/client/probe";
import type { TestBot } from "../test-bot";
import { codeFact, needed, Refused } from "../answers";
import type { Question } from "../question";

const ANSWERED_WITHIN_MS = 60_000;
const ENDED = new Set(["completed", "failed", "requires_action", "canceled"]);

/** Questions about chats with drafts. They are asked before the first publish. A chat is billed. */
export const CHATS: readonly Question[] = [
  {
    id: "chat-with-draft",
    question: "Does a bot that was never published answer in a chat with its draft?",
    expected: "completed",
    dependsOn: "CozeBotTest tests the draft before the first publish",
    otherwise:
      "The first publish has to be made without the test, or the test be one of the publication, as its error says.",
    safeWithBoth: true,
    documented: "https://docs.coze.cn/developer_guides/chat_v3",
    writes: true,
    calls: 35,
    async ask(bot) {
      const started = await chat(bot, { publish_status: "unpublished_draft" });
      if (codeOf(started) !== 0) return codeFact(started);
      const { id, conversation_id } = needed(started);
      const query = { chat_id: String(id), conversation_id: String(conversation_id) };
      const ended = await bot.workspace.until(
        () => bot.workspace.ask({ method: "GET", path: "/v3/chat/retrieve", query }),
        (answer) => ENDED.has(String(dataOf(answer)["status"])),
        ANSWERED_WITHIN_MS,
      );
      await bot.workspace.ask({ method: "DELETE", path: `/v1/conversations/${String(conversation_id)}` });
      const { status } = dataOf(ended);
      return typeof status === "string" ? status : codeFact(ended);
    },
  },
  {
    id: "chat-draft-with-version",
    question: "Is a chat refused that names a version of a draft?",
    expected: "code 4000",
    dependsOn: "CozeBotTest sends one of the two",
    otherwise: "Where the fields are ignored, as they may be on coze.com, a test of a draft would test what is live.",
    safeWithBoth: false,
    documented: "https://docs.coze.cn/developer_guides/chat_v3",
    writes: true,
    calls: 1,
    ask: async (bot) => codeFact(await chat(bot, { publish_status: "unpublished_draft", bot_version: "1" })),
  },
  {
    id: "chat-unpublished",
    question: "Which code does a chat with what is live have, of a bot that was never published?",
    expected: "code 4015",
    dependsOn: "client/http/advice.ts: 4015 advises to publish first",
    otherwise: "The advice would be a general one.",
    safeWithBoth: true,
    writes: true,
    calls: 1,
    ask: async (bot) => codeFact(await chat(bot, {})),
  },
  {
    id: "chat-streams",
    question: "Is a chat that asks for a stream answered with one?",
    expected: "a stream",
    dependsOn: "client/chat: an answer that is no stream is polled for",
    otherwise: "A test takes some calls more.",
    safeWithBoth: true,
    documented: "https://docs.coze.cn/developer_guides/chat_v3",
    writes: true,
    calls: 1,
    async ask(bot) {
      const fields = { publish_status: "unpublished_draft", stream: true, auto_save_history: false };
      const { text = "" } = await chat(bot, fields);
      return /^\s*(event|data|:)/.test(text) ? "a stream" : "another answer";
    },
  },
];

/** A question about a bot whose draft is newer than its live version. */
export const LIVE_CHATS: readonly Question[] = [
  {
    id: "chat-reads-draft",
    question: "Is it the draft that answers where a chat asks for it, of a published bot?",
    expected: "the draft answers",
    dependsOn: "CozeBotTest tests the draft, and the publication publishes what passed",
    otherwise: "A test would pass what is live already, and let an untested draft be published.",
    safeWithBoth: false,
    documented: "https://docs.coze.cn/developer_guides/chat_v3",
    writes: true,
    calls: 5,
    async ask(bot) {
      const says = async (word: string): Promise<void> => {
        const updated = await bot.update({ prompt_info: { prompt: `Answer with the one word ${word}.` } });
        if (codeOf(updated) !== 0) throw new Refused(updated);
      };
      await says("OTTER");
      needed(await bot.publish([API_CHANNEL]));
      await says("HERON");
      const fields = { publish_status: "unpublished_draft", stream: true, auto_save_history: false };
      const { text = "" } = await chat(bot, fields);
      if (text.includes("HERON")) return "the draft answers";
      return text.includes("OTTER") ? "what is live answers" : "neither word is in the answer";
    },
  },
];

function chat(bot: TestBot, fields: Readonly<Record<string, unknown>>): Promise<Exchange> {
  return bot.workspace.ask({
    method: "POST",
    path: "/v3/chat",
    body: {
      bot_id: bot.id,
      user_id: `verify-${bot.runId}`,
      stream: false,
      auto_save_history: true,
      additional_messages: [{ role: "user", content: "Are you there?", content_type: "text" }],
      ...fields,
    },
  });
}

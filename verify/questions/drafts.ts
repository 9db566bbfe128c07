import { codeOf } from "../../provider/client/probe";
import { blockIn, codeFact, listIn, needed } from "../answers";
import type { Question } from "../question";

export const PROMPT = "You answer in one word. Made by pulumi-coze verify; safe to delete.";
const QUESTION = "Are you there?";

/** Questions about the draft of the run's own bot. Each question builds on the ones before it. */
export const DRAFTS: readonly Question[] = [
  {
    id: "draft-at-once",
    question: "Can a new draft be read at once?",
    expected: "at once",
    dependsOn:
      "consistency/while-fresh.ts: for 10 s a refresh asks again for a new bot that is not found; client/http/call.ts: the run that made it, for 30 s",
    otherwise:
      "Within 10 s: nothing. Later than that, a refresh right after the create would remove the bot from the state.",
    safeWithBoth: false,
    writes: true,
    calls: 2,
    async ask(bot) {
      const body = {
        space_id: bot.workspace.spaceId,
        name: bot.name,
        description: "pulumi-coze verify",
        prompt_info: { prompt: PROMPT },
        onboarding_info: { prologue: "Hello", suggested_questions: [QUESTION] },
        knowledge: { dataset_ids: ["7000000000000000002"] },
      };
      const created = await bot.workspace.ask({ method: "POST", path: "/v1/bot/create", body });
      bot.adopt(String(needed(created)["bot_id"]));
      return codeOf(await bot.read("false")) === 0 ? "at once" : "later";
    },
  },
  {
    id: "create-with-knowledge",
    question: "Is `knowledge` in a create ignored?",
    expected: "created without knowledge",
    dependsOn: "resources/bot/create.ts sends knowledge with a second call, an update",
    otherwise: "Where it is taken, the second call is not needed.",
    safeWithBoth: true,
    writes: true,
    calls: 12,
    async ask(bot) {
      const draft = needed(await bot.workspace.untilSeen(() => bot.read("false")));
      const infos = listIn(blockIn(draft, "knowledge"), "knowledge_infos");
      return infos.length === 0 ? "created without knowledge" : "created with knowledge";
    },
  },
  {
    id: "draft-readable",
    question: "Can a draft that was never published be read?",
    expected: "code 0",
    dependsOn: "resources/bot/lifecycle.ts reads drafts with is_published=false",
    otherwise: "Drift of a bot without a publication could not be seen.",
    safeWithBoth: false,
    documented: "https://docs.coze.cn/developer_guides/get_metadata_draft_published",
    writes: true,
    calls: 1,
    ask: async (bot) => codeFact(await bot.read("false")),
  },
  {
    id: "published-read-of-draft",
    question: "Which code does the published read have of a bot that was never published?",
    expected: "code 4015",
    dependsOn: "client/http/errors.ts: 4015 says that the bot is not on the channel",
    otherwise: "A publication's refresh would fail where the bot was taken off its channels.",
    safeWithBoth: false,
    writes: true,
    calls: 1,
    ask: async (bot) => codeFact(await bot.read("true")),
  },
  {
    id: "draft-listed",
    question: "Is a new draft in the list of never-published drafts at once?",
    expected: "listed at once",
    dependsOn: "certainty: a lost create is looked for at 0, 2, 5 and 10 s in that list",
    otherwise: "Within 10 s: nothing. Later than that, a lost create after a reset would be made again.",
    safeWithBoth: false,
    writes: true,
    calls: 1,
    async ask(bot) {
      const list = needed(
        await bot.workspace.list({ publish_status: "unpublished_draft", page_num: 1, page_size: 20 }),
      );
      return listIn(list, "items").some(({ id }) => id === bot.id) ? "listed at once" : "not listed at once";
    },
  },
  {
    id: "list-order",
    question: "Does the list of bots begin with the newest one?",
    expected: "newest first",
    dependsOn: "client/bots.ts reads every page of a list, whatever its order is",
    otherwise: "Nothing: no page is left out.",
    safeWithBoth: true,
    writes: true,
    calls: 1,
    async ask(bot) {
      const list = needed(await bot.workspace.list({ publish_status: "all", page_num: 1, page_size: 20 }));
      return listIn(list, "items")[0]?.["id"] === bot.id ? "newest first" : "in another order";
    },
  },
  {
    id: "draft-version",
    question: "Which version does the read of a draft have?",
    expected: 'version ""',
    dependsOn: "lookup/: a draft has no version",
    otherwise: "getBot would give a version for drafts.",
    safeWithBoth: false,
    writes: true,
    calls: 1,
    async ask(bot) {
      const { version } = needed(await bot.read("false"));
      return version === undefined ? "no version" : `version ${JSON.stringify(version)}`.replace(/"[^"]+"/, "given");
    },
  },
  {
    id: "default-model",
    question: "Does a bot that was created without a model have one?",
    expected: "a model is chosen",
    dependsOn: "modelInfoConfig is optional",
    otherwise: "A publish would fail until modelInfoConfig.modelId is declared, as the error's advice says.",
    safeWithBoth: true,
    writes: true,
    calls: 1,
    async ask(bot) {
      const model = blockIn(needed(await bot.read("false")), "model_info")["model_id"];
      return typeof model === "string" && model !== "" && model !== "0" ? "a model is chosen" : "no model";
    },
  },
  {
    id: "onboarding-case",
    question: "Are the keys of a draft's onboarding in snake_case?",
    expected: "snake_case",
    dependsOn: "resources/bot/fields.ts reads both",
    otherwise: "Nothing: both are read.",
    safeWithBoth: true,
    writes: true,
    calls: 1,
    async ask(bot) {
      const info = blockIn(needed(await bot.read("false")), "onboarding_info");
      if ("prologue" in info) return "snake_case";
      return "Prologue" in info ? "PascalCase" : "absent";
    },
  },
  {
    id: "empty-blocks",
    question: "Does a read return blocks and lists that are empty?",
    expected: "returned",
    dependsOn: "resources/bot/fields.ts: an absent block is unknown and keeps its recorded value",
    otherwise: "Somebody emptying a list in the console would not be seen.",
    safeWithBoth: true,
    writes: true,
    calls: 1,
    async ask(bot) {
      const info = needed(await bot.read("false"));
      return ["plugin_info_list", "workflow_info_list"].every((key) => key in info) ? "returned" : "left out";
    },
  },
  {
    id: "suggest-reply-readable",
    question: "Does a read return `suggest_reply_info`?",
    expected: "returned",
    dependsOn: "resources/bot/fields.ts reads it",
    otherwise: "Drift of suggestReplyInfo would not be seen.",
    safeWithBoth: false,
    writes: true,
    calls: 1,
    async ask(bot) {
      return "suggest_reply_info" in needed(await bot.read("false")) ? "returned" : "left out";
    },
  },
  {
    id: "questions-when-disabled",
    question: "Does a read return suggested questions while suggestions are disabled?",
    expected: "returned",
    dependsOn:
      "resources/bot/readers.ts: questions that are absent while suggestions are disabled keep their recorded value",
    otherwise: "Nothing: their absence is no drift then.",
    safeWithBoth: true,
    writes: true,
    calls: 2,
    async ask(bot) {
      const info = await bot.draftAfter({ suggest_reply_info: { reply_mode: "disable" } });
      const onboarding = blockIn(info, "onboarding_info");
      return "suggested_questions" in onboarding || "SuggestedQuestions" in onboarding ? "returned" : "left out";
    },
  },
];

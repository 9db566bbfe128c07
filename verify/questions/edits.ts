import { codeOf } from "../../provider/client/probe";
import type { TestBot } from "../test-bot";
import { blockIn, codeFact, needed, NotRun, Refused } from "../answers";
import type { Question } from "../question";
import { PROMPT } from "./drafts";

const NAME_LIMIT = 20;

/** Questions about edits of the draft that `DRAFTS` has created. Each question builds on the ones before it. */
export const EDITS: readonly Question[] = [
  {
    id: "update-omits",
    question: "Does an update keep what it leaves out?",
    expected: "kept",
    dependsOn: "resources/bot/wire.ts sends every declared block whole, so both are right for what is declared",
    otherwise: "What the program does not declare would be emptied by an update.",
    safeWithBoth: false,
    documented: "https://www.coze.cn/open/docs/developer_guides/update_bot",
    writes: true,
    calls: 2,
    async ask(bot) {
      const info = await bot.draftAfter({ description: "pulumi-coze verify, edited" });
      return blockIn(info, "prompt_info")["prompt"] === PROMPT ? "kept" : "emptied";
    },
  },
  {
    id: "update-empties",
    question: "Does an update with an empty list or text empty the field?",
    expected: "emptied",
    dependsOn: "resources/bot/fields.ts: a removed field is reset with an empty list or text",
    otherwise: "Removed fields would keep their values, and every refresh would show drift.",
    safeWithBoth: false,
    writes: true,
    calls: 2,
    async ask(bot) {
      const info = await bot.draftAfter({
        description: "",
        onboarding_info: { prologue: "", suggested_questions: [] },
        suggest_reply_info: { reply_mode: "enable" },
      });
      const onboarding = blockIn(info, "onboarding_info");
      const questions = onboarding["suggested_questions"] ?? onboarding["SuggestedQuestions"] ?? [];
      return info["description"] === "" && Array.isArray(questions) && questions.length === 0 ? "emptied" : "kept";
    },
  },
  {
    id: "model-replaced",
    question: "Does a model block without `temperature` put it back to the model's default?",
    expected: "put back",
    dependsOn: "resources/bot/fields.ts: a removed model setting is left to the block that is sent whole",
    otherwise: "A removed model setting would keep its value; a refresh would show it as drift.",
    safeWithBoth: false,
    writes: true,
    calls: 4,
    async ask(bot) {
      const model_id = await modelOf(bot);
      const set = await bot.update({ model_info_config: { model_id, temperature: 0.17 } });
      if (codeOf(set) !== 0) throw new Refused(set);
      const info = await bot.draftAfter({ model_info_config: { model_id } });
      return blockIn(info, "model_info")["temperature"] === 0.17 ? "kept" : "put back";
    },
  },
  {
    id: "model-switches-readable",
    question: "Does a read return `cache_type`, `sp_anti_leak` and `sp_current_time` of the model?",
    expected: "returned",
    dependsOn: "resources/bot/fields.ts: what a read leaves out keeps its recorded value",
    otherwise: "An edit of these three in the console would not be seen.",
    safeWithBoth: true,
    writes: true,
    calls: 3,
    async ask(bot) {
      const model_id = await modelOf(bot);
      const switches = { sp_anti_leak: true, sp_current_time: true, cache_type: "closed" };
      const info = await bot.draftAfter({ model_info_config: { model_id, ...switches } });
      const left = Object.keys(switches).filter((key) => !(key in blockIn(info, "model_info")));
      return left.length === 0 ? "returned" : `left out: ${left.join(", ")}`;
    },
  },
  {
    id: "media-kept",
    question: "Is `media_config` taken, and kept by an update without it?",
    expected: "kept",
    dependsOn: "resources/bot/wire.ts sends neither media_config nor voice_ids, so that the console's values stay",
    otherwise: "Where it is lost, voice settings of an adopted bot go with the first update; nothing else changes.",
    safeWithBoth: false,
    writes: true,
    calls: 3,
    async ask(bot) {
      const set = await bot.update({ media_config: { is_voice_call_closed: true } });
      if (codeOf(set) !== 0) throw new Refused(set);
      const info = await bot.draftAfter({ description: "pulumi-coze verify, edited again" });
      const closed = blockIn(info, "media_config")["is_voice_call_closed"];
      return closed === undefined ? "not returned" : closed === true ? "kept" : "lost";
    },
  },
  {
    id: "name-characters",
    question: `Are names counted in Unicode code points, up to ${NAME_LIMIT}?`,
    expected: "code 0",
    dependsOn: "resources/bot/inputs.ts counts code points",
    otherwise: "A name with emoji would be refused by Coze and not by the preview.",
    safeWithBoth: true,
    writes: true,
    calls: 1,
    ask: async (bot) => codeFact(await bot.update({ name: bot.name.padEnd(NAME_LIMIT - 1, "x") + "😀" })),
  },
  {
    id: "name-too-long",
    question: `Which code does a name of ${NAME_LIMIT + 1} characters have?`,
    expected: "code 4000",
    dependsOn: "resources/bot/inputs.ts refuses it in the preview (coze.com's console allows 40)",
    otherwise: "The limit could be raised.",
    safeWithBoth: true,
    writes: true,
    calls: 1,
    ask: async (bot) => codeFact(await bot.update({ name: bot.name.padEnd(NAME_LIMIT + 1, "x") })),
  },
];

/** The id of the model that Coze gave the run's bot. */
async function modelOf(bot: TestBot): Promise<string> {
  const modelId = blockIn(needed(await bot.read("false")), "model_info")["model_id"];
  if (typeof modelId !== "string") throw new NotRun("the bot has no model");
  return modelId;
}

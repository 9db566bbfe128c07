import { officialNames } from "./official";
import { botInfo, listedBot } from "../../provider/client/bot-types";
import { answerNames, typeNames } from "./type-names";

const official = officialNames(
  "CreateBotReq",
  "UpdateBotReq",
  "PublishBotReq",
  "ListBotNewReq",
  "BotInfo",
  "ListBotInfo",
);
const ours = {
  ...typeNames("provider/client/bot-types.ts", ["BotContentBody"]),
};

const missing = (names: ReadonlySet<string> | undefined, from: ReadonlySet<string>): string[] =>
  [...(names ?? [])].filter((name) => !from.has(name)).sort();

/** In Coze's pages, and not in the official client's types. */
const PROMPT_MODES = [
  "prompt_info.prefix_prompt_info",
  "prompt_info.prefix_prompt_info.dynamic_prompt",
  "prompt_info.prefix_prompt_info.prefix_prompt",
  "prompt_info.prompt_mode",
];

test("every field that we write has its name in the official client, but for what only Coze's pages have", () => {
  expect(missing(ours["BotContentBody"]?.all, official.UpdateBotReq.all)).toEqual(PROMPT_MODES);
});

test("we can write every field that the official client can", () => {
  const written = new Set([...(ours["BotContentBody"]?.all ?? []), "bot_id", "space_id"]);
  const names = [...official.UpdateBotReq.all, ...official.CreateBotReq.all];
  // The model's settings are a plain map in our types; their names are compared in fields.test.ts.
  expect(missing(new Set(names.filter((name) => !name.startsWith("model_info_config."))), written)).toEqual([]);
});

test("every field that we read has its name in the official client, but for what only Coze's pages have", () => {
  // Its type of the model has three names. Those of the settings are compared in fields.test.ts.
  const names = [...answerNames(botInfo)].filter((name) => !name.startsWith("model_info."));
  expect(missing(new Set(names), official.BotInfo.all)).toEqual([
    "onboarding_info.Prologue",
    "onboarding_info.SuggestedQuestions",
    "owner_user_id",
    ...PROMPT_MODES,
  ]);
  expect(missing(answerNames(listedBot), official.ListBotInfo.all)).toEqual(["folder_id"]);
});

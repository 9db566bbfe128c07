import type { Props } from "../../../provider/lifecycle";

/** The leaves of what a program declares of a bot, by their path in Coze's draft, in a normal form of the tests' own. */
export type Leaves = Readonly<Record<string, unknown>>;

const STRATEGY: Props = { semantic: 0, hybrid: 1, fullText: 20 };

/** What a leaf goes back to when it is no longer declared; others keep what they have. */
const RESET: Leaves = {
  description: "",
  "prompt_info.prompt": "",
  "prompt_info.prompt_mode": "standard",
  "prompt_info.prefix_prompt_info.prefix_prompt": "",
  "prompt_info.prefix_prompt_info.dynamic_prompt": "",
  "onboarding_info.prologue": "",
  "onboarding_info.suggested_questions": [],
  "knowledge.dataset_ids": [],
  "knowledge.auto_call": true,
  "knowledge.search_strategy": 0,
  "plugin_id_list.id_list": [],
  "workflow_id_list.ids": [],
  "suggest_reply_info.reply_mode": "enable",
  "suggest_reply_info.customized_prompt": "",
};

/** The same where the model block is still declared; of the last ones, where its protocol still has them. */
const MODEL_RESET: Leaves = {
  "model_info_config.sp_anti_leak": false,
  "model_info_config.sp_current_time": false,
  "model_info_config.api_mode": "chat_api",
};
const RESPONSES_RESET: Leaves = {
  "model_info_config.parameters.caching.type": "disabled",
  "model_info_config.parameters.store": true,
  "model_info_config.parameters.caching_expire_time": 259_200,
};

export function leavesOf(bot: Props): Leaves {
  const { space, botId, deletionPolicy, plugins, workflowIds, ...plain } = bot;
  const { searchStrategy, ...knowledge } = (plain["knowledge"] ?? {}) as Props;
  const content = {
    ...plain,
    ...(plain["knowledge"] === undefined
      ? {}
      : { knowledge: { ...knowledge, searchStrategy: STRATEGY[String(searchStrategy)] } }),
    pluginIdList: {
      idList: (plugins as Props[] | undefined)?.map((p) => ({ plugin_id: p.pluginId, api_id: p.apiId })),
    },
    workflowIdList: { ids: (workflowIds as string[] | undefined)?.map((id) => ({ id })) },
  };
  return flat(content, "");
}

function flat(value: object, prefix: string): Leaves {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
      const path = prefix + key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      if (inner === undefined) return [];
      if (typeof inner === "object" && !Array.isArray(inner)) return Object.entries(flat(inner as object, `${path}.`));
      return [[path, normal(path, inner)]];
    }),
  );
}

/** The declared leaves as the draft, or a published copy of it, has them. */
export function leavesIn(draft: object, paths: readonly string[]): Leaves {
  return Object.fromEntries(
    paths.map((path) => {
      const value = path.split(".").reduce<unknown>((inner, key) => (inner as Props | undefined)?.[key], draft);
      return [path, normal(path, value)];
    }),
  );
}

/** The leaves that are no longer declared and have a default, as they have to be by now. */
export function resetLeaves(before: Leaves, now: Leaves): Leaves {
  const resets = {
    ...RESET,
    ...("model_info_config.model_id" in now ? MODEL_RESET : {}),
    ...(now["model_info_config.api_mode"] === "responses_api" ? RESPONSES_RESET : {}),
  };
  return Object.fromEntries(Object.entries(resets).filter(([path]) => path in before && !(path in now)));
}

/** An absent leaf means its default. */
export function withResets(leaves: Leaves): Leaves {
  return Object.fromEntries(Object.entries(leaves).map(([path, value]) => [path, value ?? RESET[path]]));
}

export function contentKey(leaves: Leaves): string {
  return JSON.stringify(Object.entries(leaves).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a read says of a leaf that the draft does not have, beside the defaults above. */
const READ_AS: Leaves = { "model_info_config.response_format": "text", "model_info_config.api_mode": "chat_api" };
const UNREADABLE = ["icon_file_id", "knowledge.auto_call", "knowledge.search_strategy"];

/** The declared leaves as a refresh sees them: where it can't see one, it stays as it was. */
export function refreshed(leaves: Leaves, draft: object): Leaves {
  const live = leavesIn(draft, Object.keys(leaves));
  return Object.fromEntries(
    Object.entries(leaves).map(([path, before]) => [
      path,
      UNREADABLE.includes(path) ? before : (live[path] ?? RESET[path] ?? READ_AS[path] ?? before),
    ]),
  );
}

const SETS = /^(plugin_id_list|workflow_id_list|knowledge)\./;

function normal(path: string, value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\r\n", "\n").replace(/\n$/, "");
  if (!Array.isArray(value) || !SETS.test(path)) return value;
  const texts = value.map((item: Props | string) =>
    typeof item === "string" ? item : JSON.stringify(Object.entries(item).sort()),
  );
  return [...new Set(texts)].sort();
}

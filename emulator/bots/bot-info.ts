import { createHash, randomBytes } from "node:crypto";
import { HOST } from "../context";
import type { KnowledgeStore } from "../knowledge/store";
import type { LibraryStore } from "../library/store";
import type { Settings } from "../settings";
import type { Bot } from "./bot";
import type { BotContent } from "./content";

const DEFAULT_MODEL_ID = "1737521813";

interface Version {
  config: BotContent;
  /** "" for the draft. */
  version: string;
  updatedAt: number;
}

/** The stores that a read takes names from. */
interface Names {
  readonly library: LibraryStore;
  readonly knowledge: KnowledgeStore;
  readonly settings: Settings;
}

/** The read shape (BotInfo) of a bot's draft or of a published version. */
export function botInfo(bot: Bot, { config, version, updatedAt }: Version, names: Names): object {
  const { quirks } = names.settings;
  const { library, knowledge } = names;
  const isDraft = version === "";
  const info = {
    bot_id: bot.id,
    name: config.name,
    description: config.description ?? "",
    icon_url: iconUrl(config, updatedAt),
    create_time: Math.floor(bot.createdAt / 1000),
    update_time: Math.floor(updatedAt / 1000),
    version,
    bot_mode: 0,
    folder_id: "",
    owner_user_id: bot.ownerUserId,
    prompt_info: { ...config.prompt_info, prompt: config.prompt_info?.prompt ?? "" },
    onboarding_info: onboardingInfo(config, quirks, isDraft),
    model_info: modelInfo(config, quirks.hideModelSwitches),
    plugin_info_list: pluginInfoList(config, library, quirks.zeroApiIds && isDraft),
    workflow_info_list: (config.workflow_id_list?.ids ?? []).map(({ id }) =>
      resource(id, "workflow", library.workflowName(id)),
    ),
    knowledge: {
      knowledge_infos: (config.knowledge?.dataset_ids ?? []).map((id) => {
        return { id, name: knowledge.datasetName(id) ?? `dataset ${id}` };
      }),
    },
    suggest_reply_info: {
      reply_mode: config.suggest_reply_info?.reply_mode ?? "enable",
      customized_prompt: config.suggest_reply_info?.customized_prompt ?? "",
    },
    ...(!quirks.hideMediaConfig && {
      media_config: { is_voice_call_closed: config.media_config?.is_voice_call_closed ?? false },
    }),
    voice_info_list: (config.voice_ids ?? []).map((voice_id) => ({ voice_id, language_code: "zh" })),
    voice_data_list: [],
    variables: [],
    shortcut_commands: [],
    background_image_info: { web_background_image: {}, mobile_background_image: {} },
    default_user_input_type: "text",
  };
  return quirks.omitEmptyBlocks ? omitEmpty(info) : info;
}

/** Each read signs the address anew, as on the platform. It does not show the file id. */
export function iconUrl(config: BotContent, now: number): string {
  const file = createHash("sha256")
    .update(config.icon_file_id ?? "default")
    .digest("hex")
    .slice(0, 24);
  const expires = Math.floor(now / 1000) + 86_400;
  return `${HOST}/FileBizType.BIZ_BOT_ICON/${file}.png?x-expires=${expires}&x-signature=${randomBytes(15).toString("base64url")}`;
}

function onboardingInfo(config: BotContent, quirks: Settings["quirks"], isDraft: boolean): object {
  const prologue = config.onboarding_info?.prologue ?? "";
  const hidden = quirks.hideQuestionsWhenDisabled && config.suggest_reply_info?.reply_mode === "disable";
  const questions = hidden ? undefined : (config.onboarding_info?.suggested_questions ?? []);
  if (!quirks.pascalOnboarding || !isDraft) {
    return questions ? { prologue, suggested_questions: questions } : { prologue };
  }
  return {
    Prologue: prologue,
    ...(questions && { SuggestedQuestions: questions }),
    OnboardingMode: 2,
    CustomizedOnboardingPrompt: "",
    SuggestedQuestionsShowMode: 0,
  };
}

function modelInfo({ model_info_config: model = { model_id: DEFAULT_MODEL_ID } }: BotContent, hidden: boolean): object {
  const { cache_type, sp_anti_leak, sp_current_time, ...rest } = model;
  const switches = hidden ? {} : { cache_type, sp_anti_leak, sp_current_time };
  return { model_name: `model ${model.model_id}`, context_round: 3, max_tokens: 4096, ...rest, ...switches };
}

/** Groups the flat list of tools by plugin. */
function pluginInfoList(config: BotContent, library: LibraryStore, zeroApiIds: boolean): object[] {
  const tools = new Map<string, Set<string>>();
  for (const { plugin_id, api_id } of config.plugin_id_list?.id_list ?? []) {
    tools.set(plugin_id, (tools.get(plugin_id) ?? new Set()).add(api_id));
  }
  return [...tools].map(([plugin_id, apiIds]) => {
    const plugin = library.plugin(plugin_id);
    const { id: _id, ...rest } = resource(plugin_id, "plugin", plugin?.name);
    const api_info_list = [...apiIds].map((id) => {
      const { name = `tool ${id}`, description = "" } = plugin?.tools.find((tool) => tool.id === id) ?? {};
      return { api_id: zeroApiIds ? "0" : id, name, description };
    });
    return { plugin_id, ...rest, api_info_list };
  });
}

/** If a bot names a resource that the emulator does not have, the resource's name is made of its id. */
function resource(id: string, kind: string, name = `${kind} ${id}`) {
  return { id, name, description: "", icon_url: `${HOST}/${kind}.png` };
}

const defaults: Record<string, string> = {
  suggest_reply_info: JSON.stringify({ reply_mode: "enable", customized_prompt: "" }),
  media_config: JSON.stringify({ is_voice_call_closed: false }),
};

/** The older style of reads: the answer lacks blocks at their default, empty blocks and empty lists. */
function omitEmpty(info: object): object {
  const kept = Object.entries(info).filter(
    ([key, value]) => typeof value !== "object" || (!isEmpty(value) && JSON.stringify(value) !== defaults[key]),
  );
  return Object.fromEntries(
    kept.map(([key, value]): [string, unknown] => [key, isObject(value) ? withoutEmptyLists(value) : value]),
  );
}

function withoutEmptyLists(block: object): object {
  return Object.fromEntries(Object.entries(block).filter(([, value]) => !Array.isArray(value) || value.length > 0));
}

function isEmpty(value: unknown): boolean {
  if (value === "" || value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.values(value).every(isEmpty);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import * as z from "zod";

/** Text whose length is counted in Unicode code points. */
function text(min: number, max: number) {
  return z.string().refine((value) => {
    const length = Array.from(value).length;
    return length >= min && length <= max;
  }, `length must be ${min} to ${max} characters`);
}

const id = z.string().min(1, "must not be empty");

const promptInfo = z
  .object({
    prompt: text(0, 20_000).optional(),
    prompt_mode: z.enum(["standard", "prefix"]).optional(),
    prefix_prompt_info: z
      .object({ prefix_prompt: z.string().optional(), dynamic_prompt: z.string().optional() })
      .optional(),
  })
  .refine((info) => info.prompt_mode !== "prefix" || !info.prompt, {
    path: ["prompt"],
    message: "not supported with prompt_mode prefix, use prefix_prompt_info",
  });

const onboardingInfo = z.object({
  prologue: text(0, 300).optional(),
  suggested_questions: z.array(text(0, 50)).optional(),
});

const knowledge = z.object({
  dataset_ids: z.array(id).max(150).optional(),
  auto_call: z.boolean().optional(),
  search_strategy: z.union([z.literal(0), z.literal(1), z.literal(20)]).optional(),
});

const modelInfoConfig = z
  .object({
    model_id: id,
    temperature: z.number().optional(),
    top_p: z.number().optional(),
    top_k: z.int().optional(),
    max_tokens: z.int().optional(),
    context_round: z.int().optional(),
    response_format: z.enum(["text", "markdown", "json"]).optional(),
    presence_penalty: z.number().optional(),
    frequency_penalty: z.number().optional(),
    sp_anti_leak: z.boolean().optional(),
    sp_current_time: z.boolean().optional(),
    cache_type: z.enum(["closed", "prefix"]).optional(),
    api_mode: z.enum(["chat_api", "responses_api"]).optional(),
    parameters: z.record(z.string(), z.unknown()).optional(),
  })
  .refine((info) => info.api_mode !== "responses_api" || (info.cache_type ?? "closed") === "closed", {
    path: ["cache_type"],
    message: "only for api_mode chat_api, use parameters.caching",
  });

const suggestReplyInfo = z
  .object({
    reply_mode: z.enum(["enable", "disable", "customized"]).optional(),
    customized_prompt: z.string().optional(),
  })
  .refine((info) => info.reply_mode !== "customized" || info.customized_prompt, {
    path: ["customized_prompt"],
    message: "required with reply_mode customized",
  });

/** The fields of create and update, in the API's own shape. `knowledge` is for update only. */
export const writeFields = {
  name: text(1, 20),
  description: text(0, 500).optional(),
  icon_file_id: z.string().optional(),
  prompt_info: promptInfo.optional(),
  onboarding_info: onboardingInfo.optional(),
  plugin_id_list: z.object({ id_list: z.array(z.object({ plugin_id: id, api_id: id })).optional() }).optional(),
  workflow_id_list: z.object({ ids: z.array(z.object({ id })).optional() }).optional(),
  model_info_config: modelInfoConfig.optional(),
  suggest_reply_info: suggestReplyInfo.optional(),
  media_config: z.object({ is_voice_call_closed: z.boolean().optional() }).optional(),
  voice_ids: z.array(id).optional(),
};

export const botContent = z.object({ ...writeFields, knowledge: knowledge.optional() });
export type BotContent = z.infer<typeof botContent>;

export const botPatch = botContent.partial();
export type BotPatch = z.infer<typeof botPatch>;

/** Prefix caching, once it is on, takes no prompt. */
export function isPromptRefused({ prompt_info, model_info_config: model }: BotContent): boolean {
  const caching = model?.parameters?.["caching"] as { type?: string } | undefined;
  const caches = model?.api_mode === "responses_api" ? caching?.type === "enabled" : model?.cache_type === "prefix";
  return caches && Boolean(prompt_info?.prompt);
}

/** The draft with the patch's fields; sub-objects and lists are replaced whole, the rest stays. */
export function applyPatch(content: BotContent, patch: BotPatch): BotContent {
  const noChange = new Set<string>();
  if (patch.icon_file_id === "") noChange.add("icon_file_id");
  if (patch.plugin_id_list && !patch.plugin_id_list.id_list) noChange.add("plugin_id_list");
  if (patch.workflow_id_list && !patch.workflow_id_list.ids) noChange.add("workflow_id_list");
  const entries: [string, unknown][] = Object.entries(patch);
  const changes = entries.filter(([key, value]) => value !== undefined && !noChange.has(key));
  return { ...content, ...(structuredClone(Object.fromEntries(changes)) as BotPatch) };
}

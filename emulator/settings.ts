import * as z from "zod";

const milliseconds = z.number().min(0);

const rateLimit = z.object({
  requestsPerSecond: z.number().positive(),
  /** How many calls may come at once. Default: the calls of one second. */
  burst: z.number().min(1).optional(),
  retryAfter: z.enum(["seconds", "date", "none"]).default("seconds"),
});

const quirks = z.object({
  /** Draft reads name the onboarding keys in PascalCase. */
  pascalOnboarding: z.boolean(),
  /** Draft reads give every plugin tool the id "0". */
  zeroApiIds: z.boolean(),
  /** Reads leave out blocks and lists that are empty or at their default. */
  omitEmptyBlocks: z.boolean(),
  /** Reads leave out suggested_questions while reply suggestions are disabled. */
  hideQuestionsWhenDisabled: z.boolean(),
  /** A bot with a newer draft is in the list published_draft, but not in published_online. */
  exclusiveLists: z.boolean(),
  /** The server has only the older calls, which read and list published bots. The newer ones answer 404. */
  olderReadsOnly: z.boolean(),
  /** Reads leave out cache_type, sp_anti_leak and sp_current_time. */
  hideModelSwitches: z.boolean(),
  /** Reads leave out media_config. */
  hideMediaConfig: z.boolean(),
  /** The list of bots begins with the oldest one. */
  oldestFirst: z.boolean(),
  /** A page past the end of the list of bots is refused with 4000. */
  refusePagesPastEnd: z.boolean(),
  /** The published read without a channel returns the live version of any channel. */
  defaultReadOfAnyChannel: z.boolean(),
  /** A chat with the draft of a bot that was never published is refused. */
  draftChatNeedsPublish: z.boolean(),
  /** A chat that asks for the draft is answered by the published version. */
  ignoresPublishStatus: z.boolean(),
  /** Chats never get a stream, even if they ask for one. */
  noStreams: z.boolean(),
});

const settings = z.object({
  latencyMs: milliseconds,
  rateLimit: rateLimit.nullable(),
  publishLagMs: milliseconds,
  createLagMs: milliseconds,
  /** How long Coze processes a document. */
  documentProcessingMs: milliseconds,
  /** A document with this word in its name or its content can't be processed. */
  documentFailWord: z.string().nullable(),
  /** The workspaces belong to a personal plan: a user who is added is only invited. */
  personalPlan: z.boolean(),
  quirks,
  contentBlockWord: z.string().nullable(),
  clockSkewMs: z.number(),
  maxPageSize: z.int().min(1),
});

export const settingsPatch = z.strictObject({ ...settings.partial().shape, quirks: quirks.partial().optional() });

export type Settings = z.infer<typeof settings>;
export type SettingsPatch = z.input<typeof settingsPatch>;

export const defaultSettings: Settings = {
  latencyMs: 0,
  rateLimit: null,
  publishLagMs: 0,
  createLagMs: 0,
  documentProcessingMs: 0,
  documentFailWord: null,
  personalPlan: false,
  quirks: {
    pascalOnboarding: false,
    zeroApiIds: false,
    omitEmptyBlocks: false,
    hideQuestionsWhenDisabled: false,
    exclusiveLists: false,
    olderReadsOnly: false,
    hideModelSwitches: false,
    hideMediaConfig: false,
    oldestFirst: false,
    refusePagesPastEnd: false,
    defaultReadOfAnyChannel: false,
    draftChatNeedsPublish: false,
    ignoresPublishStatus: false,
    noStreams: false,
  },
  contentBlockWord: null,
  clockSkewMs: 0,
  maxPageSize: 100,
};

/** The settings with the patch applied. A key that is absent or undefined keeps its value. */
export function applySettings(current: Settings, patch: SettingsPatch): Settings {
  const parsed = settingsPatch.parse(patch);
  const entries: [string, unknown][] = Object.entries(parsed);
  const given = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  return { ...current, ...given, quirks: { ...current.quirks, ...parsed.quirks } };
}

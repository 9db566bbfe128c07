import * as pulumi from "@pulumi/pulumi";
import { noteManaged } from "./named-bots";
import { CozeResource, ofExisting, type CozeResourceOptions, type DeepInput } from "./resource";
import type {
  DeletionPolicy,
  Knowledge,
  ModelInfoConfig,
  OnboardingInfo,
  Plugin,
  PromptInfo,
  SuggestReplyInfo,
} from "../resources/bot/types";

/**
 * The inputs of a {@link CozeBot}. The names are the names of the Coze API in camelCase. Ids are strings. Fields that
 * the program does not declare keep their values on Coze, and are neither compared nor repaired. A field that is no
 * longer declared is reset to Coze's default once, if it has one.
 *
 * The preview checks every limit without a call and reports all problems at once. Lengths are in Unicode code points.
 * An id is 1 to 64 letters, digits, hyphens or underscores.
 *
 * Coze's pages: https://www.coze.cn/open/docs/developer_guides/create_bot and
 * https://www.coze.cn/open/docs/developer_guides/update_bot
 */
export interface CozeBotArgs {
  /**
   * The id of the bot's workspace. Default: `spaceId` of the `CozeProvider`, or the configuration key `coze:spaceId`,
   * else the variable `COZE_SPACE_ID`, as of the bot's create. A change **replaces** the bot.
   */
  spaceId?: pulumi.Input<string>;
  /**
   * The id of an existing bot to adopt instead of creating one. It must be in the workspace. The create reads the bot,
   * and updates it only if a field differs. None by default. The program may remove this input afterwards. An id other
   * than the managed one **replaces** the resource.
   */
  botId?: pulumi.Input<string>;
  /**
   * The bot's name, required: 1 to 20 characters, or 1 to 40 on coze.com. It need not be unique on Coze. Updated in
   * place.
   */
  name: pulumi.Input<string>;
  /** The bot's description: at most 500 characters, or 800 on coze.com. Empty by default. Updated in place. */
  description?: pulumi.Input<string>;
  /**
   * The id of an uploaded image: `fileId` of a `CozeFile`. Coze picks an avatar by default. Coze does not return the
   * id, so a refresh does not find a change from outside. Updated in place; no longer declared, the avatar stays.
   */
  iconFileId?: pulumi.Input<string>;
  /** Persona and reply logic; none by default. Updated in place. */
  promptInfo?: DeepInput<PromptInfo>;
  /** Opening message and suggested first questions; none by default. Updated in place. */
  onboardingInfo?: DeepInput<OnboardingInfo>;
  /** Knowledge bases; none by default. Updated in place. */
  knowledge?: DeepInput<Knowledge>;
  /** Tools of plugins, as a set; none by default. Updated in place. */
  plugins?: DeepInput<Plugin[]>;
  /**
   * Ids of workflows, as a set. The id follows `workflow_id=` in the address of a workflow. None by default. Updated in
   * place.
   */
  workflowIds?: DeepInput<string[]>;
  /** The model and its settings; Coze picks a model by default. Updated in place; no longer declared, they stay. */
  modelInfoConfig?: DeepInput<ModelInfoConfig>;
  /** Questions that are suggested after an answer; up to three by default. Updated in place. */
  suggestReplyInfo?: DeepInput<SuggestReplyInfo>;
  /**
   * What deleting the resource does, since Coze has no call that deletes a bot. `"retain"`: the draft stays, and a
   * warning has its id. `"archive"`: the draft stays and is renamed, with `del-` in front. `"fail"`: the delete fails,
   * and the preview refuses a replacement. The publication is deleted first, so the bot is off its channels by then. A
   * change updates the state and makes no call.
   *
   * @default "retain"
   */
  deletionPolicy?: pulumi.Input<DeletionPolicy>;
}

/**
 * A Coze bot: the draft that a {@link CozeBotPublication} publishes.
 *
 * A create is one call, or two with knowledge. An edit is one call. A run without an edit makes none. The first create
 * of a run in a workspace also lists its never-published drafts, to find leftovers of an interrupted run. The guides in
 * `docs/guides` of this repository describe edits, removed fields and deletes.
 *
 * Errors of operations are one line with Coze's code, its words and the log id. Wrong inputs fail in the preview.
 *
 * Coze's pages: https://www.coze.cn/open/docs/developer_guides/create_bot and
 * https://www.coze.cn/open/docs/developer_guides/update_bot
 *
 * @remarks
 * In other languages: `coze:Bot` in YAML, `pulumi_coze.Bot` in Python, `coze.NewBot` in Go, `Pulumi.Coze.Bot` in .NET.
 *
 * @example
 * ```ts
 * import { CozeBot } from "pulumi-coze";
 *
 * const bot = new CozeBot("support", {
 *   name: "Support",
 *   promptInfo: { prompt: "You answer questions about orders." },
 *   modelInfoConfig: { modelId: "1706077826", temperature: 0.3 },
 * });
 * ```
 */
export class CozeBot extends CozeResource {
  /** The bot's workspace. A bot from `CozeBot.get` has no value here, since Coze does not return the workspace. */
  declare readonly spaceId: pulumi.Output<string>;
  /** The bot's id on Coze, the same as `id`. A preview of a change knows `id`, but not this output. */
  declare readonly botId: pulumi.Output<string>;
  /** The bot's name; after a refresh, as it is on Coze. */
  declare readonly name: pulumi.Output<string>;
  /** The bot's description; after a refresh, as it is on Coze. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** The id of the uploaded icon, as declared: Coze does not return it. */
  declare readonly iconFileId: pulumi.Output<string | undefined>;
  /** Persona and reply logic; after a refresh, as it is on Coze. */
  declare readonly promptInfo: pulumi.Output<PromptInfo | undefined>;
  /** Opening message and suggested first questions; after a refresh, as it is on Coze. */
  declare readonly onboardingInfo: pulumi.Output<OnboardingInfo | undefined>;
  /** The knowledge bases, and how the bot searches them; after a refresh, as it is on Coze. */
  declare readonly knowledge: pulumi.Output<Knowledge | undefined>;
  /** The tools of plugins; after a refresh, as it is on Coze. */
  declare readonly plugins: pulumi.Output<Plugin[] | undefined>;
  /** The ids of the workflows; after a refresh, as it is on Coze. */
  declare readonly workflowIds: pulumi.Output<string[] | undefined>;
  /** The model and its settings; after a refresh, as it is on Coze. */
  declare readonly modelInfoConfig: pulumi.Output<ModelInfoConfig | undefined>;
  /** Questions that are suggested after an answer; after a refresh, as it is on Coze. */
  declare readonly suggestReplyInfo: pulumi.Output<SuggestReplyInfo | undefined>;
  /** What a delete does with the draft. */
  declare readonly deletionPolicy: pulumi.Output<DeletionPolicy | undefined>;
  /**
   * `v1:` and the SHA-256 of all declared content. Known in a preview. A publication publishes when this hash changes.
   */
  declare readonly contentHash: pulumi.Output<string>;
  /**
   * `v1:` and the SHA-256 of the declared content without the fields that belong to a workspace: name, icon, knowledge
   * bases, plugins, workflows and model id. The same bot has the same hash in every environment. Known in a preview.
   */
  declare readonly promotionHash: pulumi.Output<string>;
  /**
   * The address of the avatar, from the first read of the current avatar. Known after an adoption or a refresh. It is
   * signed and may have expired.
   */
  declare readonly iconUrl: pulumi.Output<string | undefined>;
  /** The Coze user that owns the bot. Known after an adoption or a refresh. */
  declare readonly ownerUserId: pulumi.Output<string | undefined>;
  /** When the bot was created, in Unix seconds. */
  declare readonly createTime: pulumi.Output<number | undefined>;
  /** When the draft last changed, in Unix seconds, as of the last read. Known after an adoption or a refresh. */
  declare readonly updateTime: pulumi.Output<number | undefined>;

  /**
   * @param name The name of the resource in the program; unique there.
   * @param args The inputs of the bot.
   * @param opts Resource options. `replaceOnChanges` and `customTimeouts` have no effect on dynamic resources.
   */
  constructor(name: string, args: CozeBotArgs, opts?: CozeResourceOptions) {
    super("Bot", name, { ...args }, OUTPUTS, opts);
    noteManaged((args as CozeBotArgs | undefined)?.botId);
  }

  /**
   * Reads an existing bot without managing it, with one call in every run. Its hashes cover every readable field. Fails
   * if there is no such bot, or if the token may not read it.
   *
   * @param name The name of the resource in the program; unique there.
   * @param id The bot's id.
   * @param opts Resource options.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: CozeResourceOptions): CozeBot {
    const bot = new CozeBot(name, {} as CozeBotArgs, ofExisting("Bot", name, id, opts));
    // Coze does not return the workspace. The SDK would call this output unknown in previews, and a publication of the
    // bot would show a change of `spaceId`.
    return Object.assign(bot, { spaceId: pulumi.output(undefined) });
  }
}

/** The inputs that are the content of the bot. The other inputs say where the bot is, and what a delete does. */
export const CONTENT_KEYS = [
  "name",
  "description",
  "iconFileId",
  "promptInfo",
  "onboardingInfo",
  "knowledge",
  "plugins",
  "workflowIds",
  "modelInfoConfig",
  "suggestReplyInfo",
] as const satisfies readonly (keyof CozeBotArgs & keyof CozeBot)[];

const OUTPUTS = [
  // The state has these as declared.
  ...CONTENT_KEYS,
  "deletionPolicy",
  "spaceId",
  "botId",
  "contentHash",
  "promotionHash",
  "iconUrl",
  "ownerUserId",
  "createTime",
  "updateTime",
];

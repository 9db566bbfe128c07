import type * as pulumi from "@pulumi/pulumi";
import { CozeResource, ofExisting, type CozeResourceOptions, type DeepInput } from "../../program/resource";
import type {
  DeletionPolicy,
  Knowledge,
  ModelInfoConfig,
  OnboardingInfo,
  Plugin,
  PromptInfo,
  SuggestReplyInfo,
} from "./types";

/**
 * The inputs of a {@link CozeBot}. Names are those of the Coze API in camelCase; ids are strings. What is not declared
 * here is left as it is on Coze, and is neither compared nor repaired. What the program stops declaring is set back to
 * Coze's default once, where there is one.
 *
 * Every limit is checked in the preview, without a call; all problems are reported at once. Lengths are in Unicode code
 * points. An id is 1 to 64 letters, digits, hyphens or underscores.
 *
 * Coze's pages: https://www.coze.cn/open/docs/developer_guides/create_bot and
 * https://www.coze.cn/open/docs/developer_guides/update_bot
 */
export interface CozeBotArgs {
  /**
   * The id of the workspace that the bot lives in. Default: that of the `CozeProvider`, or the configuration key
   * `coze:spaceId`, else the variable `COZE_SPACE_ID`, as they were when the bot was created. A change **replaces** the
   * bot.
   */
  spaceId?: pulumi.Input<string>;
  /**
   * The id of an existing bot to take over instead of creating one: it is read, and updated only where it differs. Must
   * be in the workspace. None by default. May be taken out of the program afterwards. Another id than the managed one
   * **replaces** the resource.
   */
  botId?: pulumi.Input<string>;
  /** The bot's name: 1 to 20 characters, required. Need not be unique on Coze. Updated in place. */
  name: pulumi.Input<string>;
  /** The bot's description: at most 500 characters, empty by default. Updated in place. */
  description?: pulumi.Input<string>;
  /**
   * The id of an uploaded image: `fileId` of a `CozeFile`. Coze picks an avatar by default, and does not return the id, so a
   * change from outside is not seen. Updated in place; no longer declared, the avatar stays.
   */
  iconFileId?: pulumi.Input<string>;
  /** Persona and reply logic; none by default. Updated in place. */
  promptInfo?: DeepInput<PromptInfo>;
  /** Opening words and suggested first questions; none by default. Updated in place. */
  onboardingInfo?: DeepInput<OnboardingInfo>;
  /** Knowledge bases; none by default. Updated in place. */
  knowledge?: DeepInput<Knowledge>;
  /** Tools of plugins, as a set; none by default. Updated in place. */
  plugins?: DeepInput<Plugin[]>;
  /** Ids of workflows, as a set: what follows `workflow_id=` in the address of one. None by default. Updated in place. */
  workflowIds?: DeepInput<string[]>;
  /** The model and its settings; Coze picks a model by default. Updated in place; no longer declared, they stay. */
  modelInfoConfig?: DeepInput<ModelInfoConfig>;
  /** Questions that are suggested after an answer; up to three by default. Updated in place. */
  suggestReplyInfo?: DeepInput<SuggestReplyInfo>;
  /**
   * What deleting the resource does, as Coze has no call that deletes a bot. `"retain"` (default): the draft stays, and
   * a warning names it. `"archive"`: it is renamed, too, with `del-` in front. `"fail"`: the delete is refused, and so is
   * a replacement, in the preview. A publication is deleted first, and has taken the bot off its channels by then. A
   * change updates the state and calls nothing.
   */
  deletionPolicy?: pulumi.Input<DeletionPolicy>;
}

/**
 * A Coze bot: the draft that a {@link CozeBotPublication} publishes.
 *
 * Creating it is one call, with knowledge two; an edit is one; no edit is none. The first create of a run in a workspace
 * also lists its never-published drafts, for what an interrupted run may have left behind. What an edit, a removed field
 * and a delete do is in the guides of this repository, under `docs/guides`.
 *
 * Operations fail with one line that has Coze's code, its words and the log id; wrong inputs fail in the preview.
 *
 * Coze's pages: https://www.coze.cn/open/docs/developer_guides/create_bot and
 * https://www.coze.cn/open/docs/developer_guides/update_bot
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
  /** The workspace that the bot lives in; without a value of a bot from `CozeBot.get`, as Coze does not tell it. */
  declare readonly spaceId: pulumi.Output<string>;
  /** The bot's id on Coze, the same as `id`. In a preview of a change `id` is known and this is not. */
  declare readonly botId: pulumi.Output<string>;
  /** As declared in {@link CozeBotArgs}; after a refresh, as it is on Coze. */
  declare readonly name: pulumi.Output<string>;
  /** As declared in {@link CozeBotArgs}; after a refresh, as it is on Coze. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** As declared in {@link CozeBotArgs}. */
  declare readonly iconFileId: pulumi.Output<string | undefined>;
  /** As declared in {@link CozeBotArgs}; after a refresh, as it is on Coze. */
  declare readonly promptInfo: pulumi.Output<PromptInfo | undefined>;
  /** As declared in {@link CozeBotArgs}; after a refresh, as it is on Coze. */
  declare readonly onboardingInfo: pulumi.Output<OnboardingInfo | undefined>;
  /** As declared in {@link CozeBotArgs}; after a refresh, as it is on Coze. */
  declare readonly knowledge: pulumi.Output<Knowledge | undefined>;
  /** As declared in {@link CozeBotArgs}; after a refresh, as it is on Coze. */
  declare readonly plugins: pulumi.Output<Plugin[] | undefined>;
  /** As declared in {@link CozeBotArgs}; after a refresh, as it is on Coze. */
  declare readonly workflowIds: pulumi.Output<string[] | undefined>;
  /** As declared in {@link CozeBotArgs}; after a refresh, as it is on Coze. */
  declare readonly modelInfoConfig: pulumi.Output<ModelInfoConfig | undefined>;
  /** As declared in {@link CozeBotArgs}; after a refresh, as it is on Coze. */
  declare readonly suggestReplyInfo: pulumi.Output<SuggestReplyInfo | undefined>;
  /** As declared in {@link CozeBotArgs}. */
  declare readonly deletionPolicy: pulumi.Output<DeletionPolicy | undefined>;
  /** `v1:` and the SHA-256 of all declared content. Known in a preview. A publication publishes when it changes. */
  declare readonly contentHash: pulumi.Output<string>;
  /**
   * `v1:` and the SHA-256 of the declared content without what belongs to a workspace: name, icon, knowledge bases,
   * plugins, workflows and model id. The same bot has the same one in every environment. Known in a preview.
   */
  declare readonly promotionHash: pulumi.Output<string>;
  /**
   * The address of the avatar, as it was when the present avatar was first read: known after adoption or a refresh. Coze
   * signs it for a short time, so it may have ended.
   */
  declare readonly iconUrl: pulumi.Output<string | undefined>;
  /** The Coze user that owns the bot. Known once the bot was read: after adoption or a refresh. */
  declare readonly ownerUserId: pulumi.Output<string | undefined>;
  /** When the bot was created, in Unix seconds. */
  declare readonly createTime: pulumi.Output<number | undefined>;
  /** When the draft was last changed, in Unix seconds, as of the last read: known after adoption or a refresh. */
  declare readonly updateTime: pulumi.Output<number | undefined>;

  /**
   * @param name The name of the resource in the program; unique there.
   * @param args What the bot is.
   * @param opts Resource options. `replaceOnChanges` has no effect on dynamic resources, nor have custom timeouts.
   */
  constructor(name: string, args: CozeBotArgs, opts?: CozeResourceOptions) {
    super("Bot", name, { ...args }, OUTPUTS, opts, ECHOED);
  }

  /**
   * Reads an existing bot without managing it: one call in every run. Its hashes cover everything that can be read.
   * Fails where there is no such bot, or the token may not see it.
   *
   * @param name The name of the resource in the program; unique there.
   * @param id The bot's id.
   * @param opts Resource options.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: CozeResourceOptions): CozeBot {
    return new CozeBot(name, {} as CozeBotArgs, ofExisting("Bot", name, id, opts));
  }
}

/** What is declared, and stands in the state as it was declared. */
const ECHOED = [
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
  "deletionPolicy",
];

const OUTPUTS = [
  "spaceId",
  "botId",
  "contentHash",
  "promotionHash",
  "iconUrl",
  "ownerUserId",
  "createTime",
  "updateTime",
];

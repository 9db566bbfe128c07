import * as pulumi from "@pulumi/pulumi";
import { CozeBot } from "../bot/resource";
import { programError } from "../../program/error";
import { CozeResource, type CozeResourceOptions } from "../../program/resource";

/**
 * The inputs of a {@link CozeBotPublication}. Exactly one of `bot` and `botId` is given. An id is 1 to 64 letters, digits,
 * hyphens or underscores. Limits are checked in the preview, without a call; all problems are reported at once.
 *
 * Coze's pages: https://docs.coze.cn/developer_guides/publish_bot and
 * https://docs.coze.cn/developer_guides/unpublish_agent
 */
export interface CozeBotPublicationArgs {
  /**
   * The bot to publish, of this program. Stands for its `botId`, `spaceId`, `contentHash` and `promotionHash`, which are
   * refused beside it. A change of its content publishes; another bot **replaces** the publication.
   */
  bot?: pulumi.Input<CozeBot>;
  /** The id of the bot to publish, where the bot is not in this program. A change **replaces** the publication. */
  botId?: pulumi.Input<string>;
  /**
   * With `botId`: the content hash of the bot, as its program exports it. A change publishes. Without it, an edit of the
   * bot is not noticed.
   */
  contentHash?: pulumi.Input<string>;
  /**
   * With `botId`: the promotion hash of the bot, for the gate and for the output of that name. A change alone publishes
   * nothing; it is recorded with the next publish.
   */
  promotionHash?: pulumi.Input<string>;
  /**
   * With `botId`: the id of the bot's workspace, in which the create looks for it. Default: as for a {@link CozeBot}. A
   * change alone changes nothing.
   */
  spaceId?: pulumi.Input<string>;
  /**
   * The channels, as a set of at least one: `"1024"` is the API, `"999"` the Chat SDK, anything else the id of a custom
   * channel, which needs `"1024"` beside it. Coze's other channels, such as its store or Feishu, are published to in the
   * console alone and refused here. Default: `"1024"` and the keys of `connectors`. A channel that is added is published
   * to; one that is taken out is unpublished.
   */
  connectorIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Parameters of custom channels: channel id, key, value. The keys are those registered with Coze's API for binding
   * devices; a value that is not a string is sent as JSON. Each channel must be one of `connectorIds`. None by default. A
   * change publishes again.
   */
  connectors?: pulumi.Input<Record<string, pulumi.Input<Record<string, pulumi.Input<unknown>>>>>;
  /** Any values, of any shape; a change publishes again. They are not sent to Coze. None by default. */
  triggers?: pulumi.Input<unknown>;
  /**
   * The promotion gate: publishes only a bot of this promotion hash, as another stack's output gives it; anything else is
   * refused in the preview. With `botId` it needs `promotionHash`. An output that has no value refuses every publish. No
   * gate by default. A change alone changes nothing.
   */
  requirePromotionHash?: pulumi.Input<string>;
  /**
   * Creates the resource without publishing, and records this version, if it is what is live on every channel; otherwise
   * the create fails and says what is. Content that differs from it goes live with the next publish. None by default.
   * For the create alone: take it out afterwards, since a resource that is made anew, as after someone has taken the bot off all its
   * channels, would ask for it again.
   */
  adoptVersion?: pulumi.Input<string>;
  /**
   * Whether deleting the resource takes the bot off its channels. Default `true`. A change updates the state and calls
   * nothing.
   */
  unpublishOnDelete?: pulumi.Input<boolean>;
  /**
   * Shown in Coze's publish management where the bot is taken off a channel: at most 1024 characters, none by default. A
   * change updates the state and calls nothing.
   */
  unpublishReason?: pulumi.Input<string>;
}

/**
 * A published version of a bot. Follows the bot: an edit of the bot publishes exactly one new version in the same `up`.
 * So do a change of `triggers` or `connectors`, a new channel, and what a refresh has found: a version that was published
 * from outside, a channel that was switched off. Nothing else publishes.
 *
 * Coze publishes the whole draft, so edits that someone made in the console to what the program does not declare go
 * live with it. A bot has one publication: a second one of the same bot in a program is an error.
 *
 * Operations fail with one line that has Coze's code, its words and the log id; wrong inputs and a closed gate fail in the
 * preview.
 *
 * Coze's pages: https://docs.coze.cn/developer_guides/publish_bot and
 * https://docs.coze.cn/developer_guides/unpublish_agent
 *
 * @example
 * ```ts
 * import { CozeBot, CozeBotPublication } from "pulumi-coze";
 *
 * const bot = new CozeBot("support", { name: "Support" });
 * const live = new CozeBotPublication("support", { bot, connectorIds: ["1024", "999"] });
 *
 * export const version = live.version;
 * ```
 */
export class CozeBotPublication extends CozeResource {
  /** The version that is live, as Coze names it. Not known in a preview of a publish. */
  declare readonly version: pulumi.Output<string>;
  /**
   * The content hash of the declared content when this version was published; after someone published from outside, words
   * that say so.
   */
  declare readonly contentHash: pulumi.Output<string | undefined>;
  /** The promotion hash of the declared content when this version was published. */
  declare readonly promotionHash: pulumi.Output<string | undefined>;
  /** When this version was published, by Coze's clock, in ISO 8601. Not known of an adopted version. */
  declare readonly publishedAt: pulumi.Output<string | undefined>;
  /** The bot's id, the same as `id`. */
  declare readonly botId: pulumi.Output<string>;
  /** The id of the bot's workspace. */
  declare readonly spaceId: pulumi.Output<string>;
  /** The channels that the bot is on. */
  declare readonly connectorIds: pulumi.Output<string[]>;

  /**
   * @param name The name of the resource in the program; unique there.
   * @param args Which bot, and to which channels.
   * @param opts Resource options. `replaceOnChanges` has no effect on dynamic resources, nor have custom timeouts.
   */
  constructor(name: string, args: CozeBotPublicationArgs, opts?: CozeResourceOptions) {
    const given = (args as CozeBotPublicationArgs | undefined) ?? {};
    const { bot, ...rest } = { ...given, ...closedGate(given.requirePromotionHash) };
    if (bot === undefined && rest.botId === undefined) {
      throw programError(`CozeBotPublication ${name}: bot: is required, or botId in its place`);
    }
    if (typeof bot === "string") {
      throw programError(`CozeBotPublication ${name}: bot: must be a CozeBot; the id of a bot goes into botId`);
    }
    super("Publication", name, bot === undefined ? rest : { ...rest, ...ofBot(name, bot, rest) }, OUTPUTS, opts);
  }
}

const OUTPUTS = ["version", "contentHash", "promotionHash", "publishedAt", "botId", "spaceId", "connectorIds"];

const published = new WeakSet<CozeBot>();

function ofBot(name: string, bot: pulumi.Input<CozeBot>, rest: CozeBotPublicationArgs): pulumi.Inputs {
  const twice = (["botId", "contentHash", "promotionHash", "spaceId"] as const).filter(
    (key) => rest[key] !== undefined,
  );
  if (twice.length > 0) {
    throw programError(
      `CozeBotPublication ${name}: ${twice.join(", ")}: must not be set beside bot, which stands for it`,
    );
  }
  if (bot instanceof CozeBot) {
    if (published.has(bot)) {
      throw programError(
        `CozeBotPublication ${name}: bot: must not have a second publication; list all its channels in connectorIds of the first`,
      );
    }
    published.add(bot);
    return { botId: bot.id, spaceId: bot.spaceId, contentHash: bot.contentHash, promotionHash: bot.promotionHash };
  }
  const known = pulumi.output(bot);
  return {
    botId: known.apply((inner) => inner.id),
    spaceId: known.apply((inner) => inner.spaceId),
    contentHash: known.apply((inner) => inner.contentHash),
    promotionHash: known.apply((inner) => inner.promotionHash),
  };
}

/** A stack that has published nothing has no output: the gate that is fed from it stays shut. */
function closedGate(required: pulumi.Input<string | undefined>): { requirePromotionHash?: pulumi.Output<string> } {
  if (required === undefined) return {};
  return { requirePromotionHash: pulumi.output(required).apply((hash) => hash ?? "") };
}

import * as pulumi from "@pulumi/pulumi";
import { CozeBot } from "./bot";
import { closedGates, testOf, type RequiredPromotion } from "./gates";
import { noteNamed } from "./named-bots";
import { programError, refuseNull } from "./sdk-internals";
import { CozeResource, type CozeResourceOptions, type DeepInput } from "./resource";
import type { PublishedPromotion } from "../resources/publication/types";
import type { TestedBot } from "../resources/bot-test/types";

/**
 * The inputs of a {@link CozeBotPublication}. Exactly one of `bot` and `botId` is given. An id is 1 to 64 letters,
 * digits, hyphens or underscores. The preview checks limits without a call and reports all problems at once.
 *
 * Coze's pages: https://docs.coze.cn/developer_guides/publish_bot and
 * https://docs.coze.cn/developer_guides/unpublish_agent
 */
export interface CozeBotPublicationArgs {
  /**
   * The bot to publish, from this program. It sets `botId`, `spaceId`, `contentHash` and `promotionHash`, so these must
   * not be set beside it. A change of its content publishes. Another bot **replaces** the publication.
   */
  bot?: pulumi.Input<CozeBot>;
  /**
   * The id of the bot to publish, if the bot is not in this program. The output `id` of a bot of this program works as
   * `bot` does. The id of such a bot as a literal string is refused. A change **replaces** the publication.
   */
  botId?: pulumi.Input<string>;
  /**
   * With `botId` of a bot of another program: the content hash of the bot, as its program exports it. A change
   * publishes. Without this input, an edit of such a bot does not publish.
   */
  contentHash?: pulumi.Input<string>;
  /**
   * With `botId`: the promotion hash of the bot, for the gate and for the output `promotionHash`. Changing only this
   * input publishes nothing; the next publish records it.
   */
  promotionHash?: pulumi.Input<string>;
  /**
   * With `botId`: the id of the workspace in which the create looks for the bot. Default: as for a {@link CozeBot}.
   * Changing only this input has no effect.
   */
  spaceId?: pulumi.Input<string>;
  /**
   * The channels, as a set of at least one: `"API"` or its id `"1024"`, `"ChatSDK"` or its id `"999"`. Any other value
   * is the id of a custom channel, which needs the API beside it. Coze's other channels, such as its store, Feishu or
   * the Web SDK, accept publishes from the console only, and are refused here. Default: the API and the keys of
   * `connectors`. A new channel is published to; a removed channel is unpublished.
   */
  connectorIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Parameters of custom channels: channel id, key, value. The keys are registered with Coze's API for binding devices.
   * A string is sent as it is, any other value as JSON. So a string that must arrive in quotes is written with them:
   * `'"abc"'`. Each channel must be one of `connectorIds`. None by default. A change publishes again.
   */
  connectors?: pulumi.Input<Record<string, pulumi.Input<Record<string, pulumi.Input<unknown>>>>>;
  /** Any value, of any shape; a change publishes again. It is not sent to Coze. None by default. */
  triggers?: pulumi.Input<unknown>;
  /**
   * The promotion gate: the promotion hash that the bot must have for a publish, usually an output of another stack.
   * The preview refuses a publish of any other content. With `botId` it needs `promotionHash`. An output without a
   * value refuses every publish. No gate by default. Changing only this input has no effect until the next publish.
   */
  requirePromotionHash?: pulumi.Input<string>;
  /**
   * The promotion gate as an object, usually the output `promotion` of another stack: its `hash` is the promotion hash
   * that the bot must have for a publish. A `hash` without a value refuses every publish, in every language: the other
   * stack may have no such output. The publish records the other stack's version, its commit and its test in the output
   * `promotion`. Otherwise as `requirePromotionHash`. No gate by default.
   */
  requirePromotion?: pulumi.Input<RequiredPromotion>;
  /**
   * The test that must have passed: only the content that it tested is published. Other content is refused, in the
   * preview if the outcome is known there. A draft that was edited since the test is refused, too, even if the program
   * does not declare the edited field. The test must be of this bot. For a bot of another stack, use the test's
   * `testedPromotionHash` as `requirePromotionHash`. No test by default. Changing only this input has no effect until
   * the next publish.
   */
  requireTest?: DeepInput<TestedBot>;
  /**
   * The live version to record instead of publishing. It must be live on every channel; otherwise the create fails and
   * lists the live versions. Content that differs from this version goes live with the next publish. None by default.
   * Only the create uses it. Remove it afterwards: if someone takes the bot off all its channels, the next create would
   * require this version again.
   */
  adoptVersion?: pulumi.Input<string>;
  /**
   * Whether deleting the resource takes the bot off its channels. A change updates the state and makes no call. With
   * the option `deletedWith`, the bot also stays live if Pulumi deletes that resource; a warning says so.
   *
   * @default true
   */
  unpublishOnDelete?: pulumi.Input<boolean>;
  /**
   * The reason for an unpublish, which Coze's publish management shows: at most 1024 characters, none by default. A
   * change updates the state and makes no call.
   */
  unpublishReason?: pulumi.Input<string>;
}

/**
 * A published version of a bot. It follows the bot: an edit of the bot publishes exactly one new version in the same
 * `up`. Three other changes publish: a change of `triggers` or `connectors`, a new channel, and drift that a refresh
 * has found (a publish from outside, a channel that is switched off). Nothing else publishes.
 *
 * Coze publishes the whole draft. So edits in the console to fields that the program does not declare go live with it,
 * unless `requireTest` has tested another draft. A bot has one publication: a second publication of the same bot in a
 * program is an error.
 *
 * Errors of operations are one line with Coze's code, its words and the log id. Wrong inputs and a closed gate fail in
 * the preview.
 *
 * Coze's pages: https://docs.coze.cn/developer_guides/publish_bot and
 * https://docs.coze.cn/developer_guides/unpublish_agent
 *
 * @remarks In other languages: `coze:Publication` in YAML, `pulumi_coze.Publication` in Python, `coze.NewPublication`
 * in Go, `Pulumi.Coze.Publication` in .NET.
 *
 * @example
 * ```ts
 * import { CozeBot, CozeBotPublication } from "pulumi-coze";
 *
 * const bot = new CozeBot("support", { name: "Support" });
 * const live = new CozeBotPublication("support", { bot, connectorIds: ["API", "ChatSDK"] });
 *
 * export const version = live.version;
 * ```
 */
export class CozeBotPublication extends CozeResource {
  /** The id of the live version on Coze. Unknown in a preview of a publish. */
  declare readonly version: pulumi.Output<string>;
  /**
   * The content hash of the declared content when this version was published. After a publish from outside it is the
   * text `published outside as <version>`.
   */
  declare readonly contentHash: pulumi.Output<string | undefined>;
  /** The promotion hash of the declared content when this version was published. */
  declare readonly promotionHash: pulumi.Output<string | undefined>;
  /**
   * The last publish of this resource: its promotion hash and version, the commit of its program, its test, and as
   * `before` the promotion from the stack of `requirePromotion`. Export this output for the next stack. It changes only
   * with a publish. Absent in states of earlier versions of this package, until their next publish.
   */
  declare readonly promotion: pulumi.Output<PublishedPromotion | undefined>;
  /** When this version was published, by Coze's clock, in ISO 8601. Unknown for an adopted version. */
  declare readonly publishedAt: pulumi.Output<string | undefined>;
  /** The bot's id, the same as `id`. */
  declare readonly botId: pulumi.Output<string>;
  /** The id of the bot's workspace. */
  declare readonly spaceId: pulumi.Output<string>;
  /**
   * Custom channels that do not show this version yet, because they may still review it. For `reviewDays` of the
   * settings they are no drift, and the version is not published to them again. Absent if there are none.
   */
  declare readonly connectorIdsInReview: pulumi.Output<string[] | undefined>;
  /** The ids of the channels where the bot is live or in review. */
  declare readonly connectorIds: pulumi.Output<string[]>;

  /**
   * @param name The name of the resource in the program; unique there.
   * @param args The bot and its channels.
   * @param opts Resource options. `replaceOnChanges` and `customTimeouts` have no effect on dynamic resources.
   */
  constructor(name: string, args: CozeBotPublicationArgs, opts?: CozeResourceOptions) {
    const given = (args as CozeBotPublicationArgs | null | undefined) ?? {};
    refuseNull(`CozeBotPublication ${name}`, given, ["bot", "requireTest", "requirePromotion", "requirePromotionHash"]);
    const { bot, requireTest, ...rest } = { ...given, ...closedGates(given) };
    if (bot === undefined && rest.botId === undefined) {
      throw programError(`CozeBotPublication ${name}: bot: is required, or botId in its place`);
    }
    if (typeof bot === "string") {
      throw programError(`CozeBotPublication ${name}: bot: must be a CozeBot; the id of a bot goes into botId`);
    }
    // An id with a hash is a bot of another program.
    if (rest.contentHash === undefined) noteNamed(`CozeBotPublication ${name}`, rest.botId);
    const subject = bot === undefined ? {} : ofBot(name, bot, rest);
    const test = requireTest === undefined ? {} : { requireTest: testOf(requireTest) };
    super("Publication", name, { ...rest, ...subject, ...test }, OUTPUTS, opts);
    if (opts?.deletedWith !== undefined && rest.unpublishOnDelete !== false) void pulumi.log.warn(STAYS_LIVE, this);
  }
}

const STAYS_LIVE =
  "deletedWith: Pulumi skips the delete of the publication where it deletes that resource, too, and the bot stays live on its channels. " +
  "Leave the option out, or set unpublishOnDelete to false.";

const OUTPUTS = [
  "connectorIdsInReview",
  "version",
  "contentHash",
  "promotionHash",
  "promotion",
  "publishedAt",
  "botId",
  "spaceId",
  "connectorIds",
];

const published = new WeakSet<CozeBot>();

function ofBot(name: string, bot: pulumi.Input<CozeBot>, rest: CozeBotPublicationArgs): pulumi.Inputs {
  const twice = (["botId", "contentHash", "promotionHash", "spaceId"] as const).filter(
    (key) => rest[key] !== undefined,
  );
  if (twice.length > 0) {
    throw programError(`CozeBotPublication ${name}: ${twice.join(", ")}: must not be set beside bot, which sets it`);
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

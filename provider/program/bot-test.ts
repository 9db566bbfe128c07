import * as pulumi from "@pulumi/pulumi";
import { MAX_CASES } from "../values/limits";
import { usesPlugin } from "./plugin-switch";
import { programError, refuseNull } from "./sdk-internals";
import { CozeResource, type CozeResourceOptions, type DeepInput } from "./resource";
import { CONTENT_KEYS, type CozeBot } from "./bot";
import type { CozeBotPublication } from "./publication";
import type { BotTestCase, BotTestResult, Comparison, KeptBaseline, NoWorseThan } from "../resources/bot-test/types";

/**
 * The inputs of a {@link CozeBotTest}. Exactly one of `bot`, `botId` and `publication` is given. The preview checks all
 * inputs without a call and reports all problems at once, each with its path, such as `cases[0].expect[1].matches`.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/chat_v3
 */
export interface CozeBotTestArgs {
  /** A bot of this program. Its draft is tested. Replaces `botId`, `contentHash` and `promotionHash`. */
  bot?: pulumi.Input<CozeBot>;
  /** A publication of this program. Its live version is tested. Replaces `botId`, both hashes and `version`. */
  publication?: pulumi.Input<CozeBotPublication>;
  /**
   * The id of a bot outside this program. Its draft is tested. Needs both hashes, except as the output of a bot of this
   * program.
   */
  botId?: pulumi.Input<string>;
  /** With `botId`: the content hash of the bot, as its program exports it. A change runs the test. */
  contentHash?: pulumi.Input<string>;
  /** With `botId`: the promotion hash of the bot. Changing only this input runs no test. */
  promotionHash?: pulumi.Input<string>;
  /**
   * With `botId`: the version to test in place of the draft, or `"live"` for the live version on the API channel.
   * Default: the draft. A change runs the test.
   */
  version?: pulumi.Input<string>;
  /** The cases: 1 to 100. A change runs the test. */
  cases: DeepInput<BotTestCase[]>;
  /**
   * The time limit of one chat, in seconds: 1 to 3600. A chat whose answer is lost or late is repeated once. Changing
   * only this input runs no test.
   *
   * @default 60
   */
  timeoutSeconds?: pulumi.Input<number>;
  /**
   * The number of cases that are tested at once: a whole number, 1 to 16. Changing only this input runs no test.
   *
   * @default 4
   */
  concurrency?: pulumi.Input<number>;
  /**
   * The most chats that a run may take, chats with judges included: a whole number, 1 to 10000. The preview refuses
   * more, and says how many there are. Changing only this input runs no test.
   *
   * @default 100
   */
  maxChats?: pulumi.Input<number>;
  /**
   * The baseline: the bot must not be worse than the live version, a given version, or another bot. Both are asked in
   * turn, and an exact test of the passed chats decides, beside the expectations. The test does not pass if the bot is
   * worse, or if the chats are too few to tell. The counts of the baseline are kept, and it is asked again only if its
   * version, a case or a judge changed. After an error, the counts of the tested bot are kept, too, for the next run
   * with the same draft. `maxChats` counts the chats with both. None by default. A change runs the test.
   */
  noWorseThan?: DeepInput<NoWorseThan>;
  /**
   * `"fail"`: a failed case fails the run. `"record"`: a failed case is recorded in the outputs, with a warning. With
   * either value, a publication that requires the test does not publish content that failed. A change from `"record"`
   * to `"fail"` repeats a test that did not pass.
   *
   * @default "fail"
   */
  onFailure?: pulumi.Input<"fail" | "record">;
  /** Any value, of any shape; a change runs the test. It is not sent to Coze. None by default. */
  triggers?: pulumi.Input<unknown>;
}

/**
 * A test of a bot: questions, and expectations of the answers. With a `bot`, one `up` updates the draft, tests it and
 * publishes it. A publication with `requireTest` publishes only content that has passed.
 *
 * **The plugins and workflows that the bot calls act for real, and chats are billed.** Coze keeps nothing of a chat:
 * the chat is streamed, has a random user and belongs to no conversation. If the server does not stream, the provider
 * polls the chat and deletes its conversation afterwards. The state has no answers. If a case contains a secret,
 * messages contain neither its question nor its answer.
 *
 * The test runs on create, and on an update after a change of the bot's content, the publication's version, the cases
 * or the `triggers`. The next `up` repeats a test that did not pass. Any other run makes no call. A preview makes no
 * chat, and says how many chats an `up` may make.
 *
 * The token needs the permission point `chat`. If the server does not stream, it also needs `getChat`, `listMessage`,
 * `cancelChat` and `editConversation`. `noWorseThan` needs `getMetadata`, and for `live` also `Bot.listVersion`. If the
 * network, a limit or a quota stops a chat, its case has the status `error`: neither passed nor failed. An error that
 * every chat would have, such as a used-up quota, ends the test at once.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/chat_v3
 *
 * @remarks In other languages: `coze:BotTest` in YAML, `pulumi_coze.BotTest` in Python, `coze.NewBotTest` in Go,
 * `Pulumi.Coze.BotTest` in .NET.
 *
 * @example
 * ```ts
 * import { CozeBot, CozeBotPublication, CozeBotTest } from "pulumi-coze";
 *
 * const bot = new CozeBot("support", { name: "Support" });
 * const tested = new CozeBotTest("support", {
 *   bot,
 *   cases: [{ name: "order status", ask: "Where is order 7?", expect: [{ contains: "order 7" }] }],
 * });
 * const live = new CozeBotPublication("support", { bot, requireTest: tested });
 * ```
 */
export class CozeBotTest extends CozeResource {
  /** Whether every case has passed. */
  declare readonly passed: pulumi.Output<boolean>;
  /**
   * The content hash of the tested draft. Empty if the test did not pass. Empty, too, for a published version, whose
   * test opens no gate for a draft.
   */
  declare readonly testedContentHash: pulumi.Output<string>;
  /**
   * The promotion hash of the tested bot, for `requirePromotionHash` of another stack. Empty if the test did not pass.
   */
  declare readonly testedPromotionHash: pulumi.Output<string>;
  /**
   * A hash of the whole draft that passed, as Coze returned it after the chats. Empty if the test did not pass. A
   * publication with `requireTest` compares the draft with this hash before it publishes.
   */
  declare readonly testedDraftHash: pulumi.Output<string | undefined>;
  /** The time of the last run of the test, by Coze's clock, in ISO 8601. */
  declare readonly testedAt: pulumi.Output<string>;
  /** The number of chats in the last run of the test, with the bot and with judges. A repeated chat counts once. */
  declare readonly chats: pulumi.Output<number>;
  /** The result of each case, in the order of the cases. */
  declare readonly results: pulumi.Output<BotTestResult[]>;
  /**
   * The comparison with the baseline of `noWorseThan`. Absent without a baseline, or if the expectations alone decided.
   */
  declare readonly comparison: pulumi.Output<Comparison | undefined>;
  /** The counts of `noWorseThan` that the next comparison continues from. They contain no question and no answer. */
  declare readonly baseline: pulumi.Output<KeptBaseline | undefined>;
  /** The id of the tested bot. */
  declare readonly botId: pulumi.Output<string>;

  /**
   * @param name The name of the resource in the program; unique there.
   * @param args The bot and the cases.
   * @param opts Resource options. `replaceOnChanges` has no effect on dynamic resources, nor have custom timeouts.
   */
  constructor(name: string, args: CozeBotTestArgs, opts?: CozeResourceOptions) {
    const given = (args as CozeBotTestArgs | null | undefined) ?? ({} as CozeBotTestArgs);
    refuseNull(`CozeBotTest ${name}`, given, ["bot", "publication"]);
    refuseMany(name, given.cases);
    const { bot, publication, ...rest } = given;
    checkSubject(name, { bot, publication, botId: rest.botId });
    const tested = bot ?? publication;
    const inputs = tested === undefined ? rest : { ...rest, ...subjectOf(name, tested, rest) };
    // The engine tells the plugin what is secret.
    const secrets = usesPlugin() ? {} : { __secretCases: secretCases(rest.cases, bot) };
    super("BotTest", name, { ...inputs, ...secrets }, OUTPUTS, opts);
  }
}

const OUTPUTS = [
  ...["passed", "testedContentHash", "testedPromotionHash", "testedDraftHash", "testedAt", "chats", "results"],
  ...["comparison", "baseline", "botId", "contentHash", "promotionHash", "version", "cases", "noWorseThan"],
];

/** The provider process would refuse too many cases as well, but only after the SDK has sent them value by value. */
function refuseMany(name: string, cases: unknown): void {
  if (!Array.isArray(cases) || cases.length <= MAX_CASES) return;
  throw programError(
    `CozeBotTest ${name}: cases: must have at most ${MAX_CASES} items, got a list of ${cases.length} items`,
  );
}

function checkSubject(name: string, subjects: Readonly<Record<string, unknown>>): void {
  const given = Object.keys(subjects).filter((key) => subjects[key] !== undefined);
  const what = given.length === 0 ? "bot: is required, or publication or botId in its place" : undefined;
  const many = given.length > 1 ? `${given.join(", ")}: must not be set beside each other` : undefined;
  const text = ["bot", "publication"].find((key) => typeof subjects[key] === "string");
  const kind = text && `${text}: must be a resource; the id of a bot goes into botId`;
  const problem = what ?? many ?? kind;
  if (problem !== undefined) throw programError(`CozeBotTest ${name}: ${problem}`);
}

type Tested = CozeBot | CozeBotPublication;

function subjectOf(name: string, tested: pulumi.Input<Tested>, rest: Partial<CozeBotTestArgs>): pulumi.Inputs {
  const twice = (["contentHash", "promotionHash", "version"] as const).filter((key) => rest[key] !== undefined);
  if (twice.length > 0) {
    throw programError(
      `CozeBotTest ${name}: ${twice.join(", ")}: must not be set beside a bot or a publication, which has it`,
    );
  }
  const known: pulumi.Output<Tested> = pulumi.output<Tested>(tested);
  const of = <T>(value: (inner: Tested) => pulumi.Output<T>): pulumi.Output<T> =>
    pulumi.Resource.isInstance(tested) ? value(tested) : known.apply<T>((inner) => value(inner));
  return {
    botId: of((inner) => inner.id),
    contentHash: of((inner) => inner.contentHash),
    promotionHash: of((inner) => inner.promotionHash),
    version: of<string | undefined>((inner) => ("version" in inner ? inner.version : pulumi.output(undefined))),
  };
}

/**
 * The positions of the cases with a secret, and of those with a secret name. Pulumi does not tell a dynamic provider
 * what is secret.
 */
async function secretCases(
  cases: unknown,
  bot: pulumi.Input<CozeBot> | undefined,
): Promise<{ cases: number[]; names: number[] } | undefined> {
  const isSecret = (value: unknown): Promise<boolean> => pulumi.isSecret(pulumi.output(value));
  // Any answer of a bot may repeat a secret of its content.
  const isBotSecret = await hasSecretContent(bot);
  const areSecret = await isSecret(cases);
  if (!areSecret && !isBotSecret) return undefined;
  const all = Array.from({ length: Array.isArray(cases) ? cases.length : 100 }, (_, i) => i);
  if (!Array.isArray(cases)) return { cases: all, names: areSecret ? all : [] };
  const where = async (part: (item: unknown) => unknown): Promise<number[]> => {
    const secret = await Promise.all(cases.map((item) => isSecret(part(item))));
    return [...secret.keys()].filter((i) => secret[i]);
  };
  const nameOf = (item: unknown): unknown =>
    typeof item === "object" && item !== null && "name" in item && !pulumi.Output.isInstance(item) ? item.name : item;
  return { cases: isBotSecret ? all : await where((item) => item), names: await where(nameOf) };
}

async function hasSecretContent(bot: pulumi.Input<CozeBot> | undefined): Promise<boolean> {
  if (!pulumi.Resource.isInstance(bot)) return false;
  const content = CONTENT_KEYS.map((key): pulumi.Output<unknown> | undefined => bot[key]);
  const secrets = content.map(async (value) => value !== undefined && (await pulumi.isSecret(value)));
  return (await Promise.all(secrets)).includes(true);
}

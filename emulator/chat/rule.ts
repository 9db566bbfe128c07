import * as z from "zod";

const toolCall = z.strictObject({
  /** The tool's name, or `plugin-tool`. */
  name: z.string().min(1),
  arguments: z.record(z.string(), z.unknown()).optional(),
});
export type ToolCall = z.infer<typeof toolCall>;

const failure = z.strictObject({
  code: z.int(),
  msg: z.string().optional(),
  /**
   * How a streamed chat reports the failure. A polled chat ends as `failed`, or is refused.
   *
   * | `as` | the stream |
   * | --- | --- |
   * | `failed` | the event `conversation.chat.failed` with the chat and its `last_error` |
   * | `bare` | the same event with code and message alone |
   * | `error` | an `error` event |
   * | `refused` | no stream: an ordinary answer |
   */
  as: z.enum(["failed", "bare", "error", "refused"]).optional(),
});
export type ChatFailure = z.infer<typeof failure>;

const code = z.int().transform((code): ChatFailure => ({ code }));

/** One answer message, or several of one chat. */
const reply = z.union([z.string(), z.array(z.string()).min(1)]);

const pattern = z.string().refine(isPattern, "must be a regular expression");

/** What a bot answers to a question. The first rule that matches and is not used up applies. */
export const chatRule = z.strictObject({
  /** The question contains this text. */
  contains: z.string().optional(),
  /** The question matches this regular expression. */
  matches: pattern.optional(),
  /** The prompt of the draft or version that answers contains this text. */
  promptContains: z.string().optional(),
  /** How many chats the rule is for; default all. */
  times: z.int().min(1).optional(),
  /**
   * The answer. A list has one for each chat, in turn and over again. An item that is a list is several messages of one
   * chat.
   */
  reply: z.union([z.string(), z.array(reply).min(1)]).optional(),
  /**
   * The share of chats, by chance, in which the bot gives this reply with these calls: 0 to 1, default 1. Else it says
   * `otherwise`.
   */
  passRate: z.number().min(0).max(1).optional(),
  /** The seed of `passRate`'s chance: the same number gives the same answers in the same order. Default 0. */
  seed: z.int().min(0).optional(),
  /** The answer if `passRate` misses. Default: the answer of a bot without a rule. */
  otherwise: z.string().optional(),
  /** The tools that the bot calls before it answers. */
  calls: z.union([toolCall, z.array(toolCall)]).optional(),
  /** A tool that the caller has to run: the chat ends with `requires_action`. */
  requiresAction: toolCall.optional(),
  /** The number of tokens that the chat reports. Default: it reports none, as on some servers. */
  tokens: z.int().min(1).optional(),
  /** How long it takes to answer, in milliseconds. */
  delay: z.number().min(0).optional(),
  /** The chat fails with this code. */
  fail: z.union([code, failure]).optional(),
});
/** The rule as the caller gives it. */
export type ChatRuleSpec = z.input<typeof chatRule>;
type ChatRule = z.infer<typeof chatRule>;

/** The bot's part of one chat. */
export interface Reaction {
  answers: string[];
  calls: ToolCall[];
  requiresAction?: ToolCall;
  delayMs: number;
  tokens?: number;
  fail?: ChatFailure;
}

/** The rules of one bot, and how often each was used. */
export class ChatScript {
  private readonly rules: { rule: ChatRule; used: number }[];

  constructor(
    readonly specs: readonly ChatRuleSpec[],
    used: readonly number[] = [],
  ) {
    this.rules = z
      .array(chatRule)
      .parse(specs)
      .map((rule, index) => ({ rule, used: used[index] ?? 0 }));
  }

  get used(): number[] {
    return this.rules.map(({ used }) => used);
  }

  /** The reaction of a bot with this prompt to the question. `bare` is the answer if no rule has one. */
  react(question: string, prompt: string, bare: string): Reaction {
    const index = this.rules.findIndex(
      ({ rule, used }) => used < (rule.times ?? Infinity) && applies(rule, question, prompt),
    );
    const found = this.rules[index];
    if (!found) return { answers: [bare], calls: [], delayMs: 0 };
    const {
      calls = [],
      requiresAction,
      tokens,
      delay = 0,
      fail,
      reply = bare,
      passRate = 1,
      seed = 0,
      otherwise = bare,
    } = found.rule;
    const replies = [reply].flat();
    const answer = replies[found.used % replies.length] ?? bare;
    const isMiss = chance(seed, index, found.used) >= passRate;
    found.used += 1;
    if (isMiss) return { answers: [otherwise], calls: [], delayMs: delay, ...(tokens && { tokens }) };
    return {
      answers: [answer].flat(),
      calls: [calls].flat(),
      delayMs: delay,
      ...(tokens && { tokens }),
      ...(requiresAction && { requiresAction }),
      ...(fail && { fail }),
    };
  }
}

/**
 * A number from 0 to 1 for each use of a rule, mixed as in "splitmix32". Two rules with the same seed get different
 * numbers.
 */
function chance(seed: number, rule: number, use: number): number {
  return (mixed(mixed(mixed(seed) + rule) + use) >>> 0) / 2 ** 32;
}

function mixed(value: number): number {
  let x = (value + 0x9e3779b9) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return x ^ (x >>> 15);
}

function applies({ contains, matches, promptContains }: ChatRule, question: string, prompt: string): boolean {
  if (promptContains !== undefined && !prompt.includes(promptContains)) return false;
  if (contains !== undefined && !question.includes(contains)) return false;
  return matches === undefined || new RegExp(matches, "u").test(question);
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
}

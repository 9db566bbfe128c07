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
   * How a streamed chat reports it. `failed`: the event `conversation.chat.failed` with the chat and its `last_error`; `bare`: the same event
   * with code and message alone; `error`: an `error` event; `refused`: an ordinary answer instead of a stream. A chat that is
   * polled ends as `failed`, or is refused.
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
  /** The question has this text. */
  contains: z.string().optional(),
  /** The question matches this regular expression. */
  matches: pattern.optional(),
  /** How many chats the rule is for; default all. */
  times: z.int().min(1).optional(),
  /** The answer; a list has one for each chat in turn, and after its last one the first again. An item that is a list is several messages. */
  reply: z.union([z.string(), z.array(reply).min(1)]).optional(),
  /** The tools that the bot calls before it answers. */
  calls: z.union([toolCall, z.array(toolCall)]).optional(),
  /** A tool that the caller has to run: the chat ends with `requires_action`. */
  requiresAction: toolCall.optional(),
  /** How long it takes to answer, in milliseconds. */
  delay: z.number().min(0).optional(),
  /** The chat fails with this code. */
  fail: z.union([code, failure]).optional(),
});
/** The rule as it is given. */
export type ChatRuleSpec = z.input<typeof chatRule>;
type ChatRule = z.infer<typeof chatRule>;

/** What is said in one chat. */
export interface Reaction {
  answers: string[];
  calls: ToolCall[];
  requiresAction?: ToolCall;
  delayMs: number;
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

  /** How often each rule was used. */
  get used(): number[] {
    return this.rules.map(({ used }) => used);
  }

  /** The reaction to the question; `otherwise` is the answer where no rule has one. */
  react(question: string, otherwise: string): Reaction {
    const found = this.rules.find(({ rule, used }) => used < (rule.times ?? Infinity) && applies(rule, question));
    if (!found) return { answers: [otherwise], calls: [], delayMs: 0 };
    const { calls = [], requiresAction, delay = 0, fail, reply = otherwise } = found.rule;
    const replies = [reply].flat();
    const answer = replies[found.used % replies.length] ?? otherwise;
    found.used += 1;
    return {
      answers: [answer].flat(),
      calls: [calls].flat(),
      delayMs: delay,
      ...(requiresAction && { requiresAction }),
      ...(fail && { fail }),
    };
  }
}

function applies({ contains, matches }: ChatRule, question: string): boolean {
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

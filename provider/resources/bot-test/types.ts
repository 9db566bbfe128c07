/** A message of the conversation before the question of a case. */
export interface ChatTurn {
  /** The speaker. */
  role: "user" | "assistant";
  /** The text: at least one character. */
  content: string;
}

/** A bot that judges an answer. */
export interface Judge {
  /**
   * The id of a bot that is published to the API channel. It is asked with the question, the answer and the criteria, and must answer `PASS`
   * or `FAIL` on the first line, with its reason. After a `FAIL` it is asked twice more, and the majority holds.
   */
  botId: string;
  /** The description of a good answer: at least one character. */
  criteria: string;
}

/** JSON that a schema accepts. */
export interface JsonExpectation {
  /** A JSON Schema. */
  schema: Record<string, unknown>;
}

/**
 * An expectation: exactly one of these keys, with `ignoreCase` beside any of the texts and `arguments` beside
 * `calls`. Lengths are in Unicode code points. The answer is all answer messages of the chat, joined by a line break.
 */
export interface Expectation {
  /** The answer is this text. */
  equals?: string;
  /** The answer has this text. */
  contains?: string;
  /** The answer has at least one of these texts. */
  containsAny?: string[];
  /** The answer has all of these texts. */
  containsAll?: string[];
  /** The answer does not have this text. */
  notContains?: string;
  /** The answer matches this regular expression, of JavaScript's kind with the flag `u`. */
  matches?: string;
  /** The answer does not match this regular expression. */
  notMatches?: string;
  /** The answer is JSON; with a `schema`, JSON that this JSON Schema accepts. */
  json?: true | JsonExpectation;
  /** The lowest number of characters of the answer. */
  minLength?: number;
  /** The highest number of characters of the answer. */
  maxLength?: number;
  /** The bot has called this tool: its name, or `plugin-tool`. */
  calls?: string;
  /** Beside `calls`: arguments that one of these calls has. The call may have others, too. */
  arguments?: Record<string, unknown>;
  /** The bot has not called this tool. */
  doesNotCall?: string;
  /** The longest time of the chat, in seconds. */
  maxSeconds?: number;
  /** Another bot judges the answer by criteria. It is asked after all other expectations hold. */
  judge?: Judge;
  /** Beside a text: whether upper and lower case are the same. Default `false`. */
  ignoreCase?: boolean;
}

/** A question to the bot, and the expectations of its answer. */
export interface BotTestCase {
  /** The name of the case: 1 to 100 characters, unique in the test. */
  name: string;
  /** The question. */
  ask: string;
  /** The conversation before the question, oldest first: at most 98 messages. None by default. */
  history?: ChatTurn[];
  /** Values of the variables in the bot's prompt; names are letters and underscores. None by default. */
  customVariables?: Record<string, string>;
  /** The expectations: at least one. All must hold. */
  expect: Expectation[];
  /** The highest number of chats: 1 to 20, default 1. The case ends as soon as it is decided. */
  repeat?: number;
  /** The number of chats that must pass: 1 to `repeat`. Default: all. */
  minPassed?: number;
}

/** `passed` and `failed` are results of the bot. `error`: the bot could not be tested. */
export type BotTestStatus = "passed" | "failed" | "error";

/** The result of a case. */
export interface BotTestResult {
  /** The name of the case. If the name is secret, its position. */
  name: string;
  /** Whether the bot met the expectations. */
  status: BotTestStatus;
  /** The number of chats that passed. */
  passed: number;
  /** The number of chats with the bot, without those with a judge. */
  runs: number;
}

/** The outcome of a `CozeBotTest`. For a test of another program, its outputs. */
export interface TestedBot {
  /** The id of the bot that was tested. */
  botId: string;
  /** The content hash of the bot that has passed; empty if none has. */
  testedContentHash: string;
}

/** A turn of a conversation before the question of a case. */
export interface ChatTurn {
  /** Who has said it. */
  role: "user" | "assistant";
  /** What was said: at least one character. */
  content: string;
}

/** A bot that judges an answer. */
export interface Judge {
  /**
   * The id of a bot that is published to the API channel. It is asked with the question, the answer and the criteria, and must answer `PASS`
   * or `FAIL` on the first line, with its reason. After a `FAIL` it is asked twice more, and the majority holds.
   */
  botId: string;
  /** What a good answer is, in words: at least one character. */
  criteria: string;
}

/** JSON of a certain shape. */
export interface JsonExpectation {
  /** The JSON Schema that accepts it. */
  schema: Record<string, unknown>;
}

/**
 * What an answer must be: exactly one of these keys, with `ignoreCase` beside any of the texts and `arguments` beside
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
  /** The answer has at least so many characters. */
  minLength?: number;
  /** The answer has at most so many characters. */
  maxLength?: number;
  /** The bot has called this tool: its name, or `plugin-tool`. */
  calls?: string;
  /** Beside `calls`: arguments that one of these calls has; it may have others, too. */
  arguments?: Record<string, unknown>;
  /** The bot has not called this tool. */
  doesNotCall?: string;
  /** The chat has taken at most so many seconds. */
  maxSeconds?: number;
  /** Another bot finds that the answer meets the criteria. It is asked once all else holds. */
  judge?: Judge;
  /** Whether upper and lower case are the same in the text beside it. Default `false`. */
  ignoreCase?: boolean;
}

/** A question to the bot, and what is expected of its answer. */
export interface BotTestCase {
  /** The name of the case: 1 to 100 characters, unique in the test. */
  name: string;
  /** The question. */
  ask: string;
  /** What was said before it, oldest first: at most 98 turns. None by default. */
  history?: ChatTurn[];
  /** Values of the variables in the bot's prompt; names are letters and underscores. None by default. */
  customVariables?: Record<string, string>;
  /** What must hold of the answer, all of it: at least one. */
  expect: Expectation[];
  /** How often the question is put at most: 1 to 20, default 1. No further chat is made once the case is decided. */
  repeat?: number;
  /** How many of these chats must pass: 1 to `repeat`, default all. */
  minPassed?: number;
}

/** `passed` and `failed` are what the bot did; `error` is what kept it from being tested. */
export type BotTestStatus = "passed" | "failed" | "error";

/** How a case came out. */
export interface BotTestResult {
  /** The name of the case; of a secret one, its position. */
  name: string;
  /** Whether the bot met the expectations. */
  status: BotTestStatus;
  /** How many of its chats have passed. */
  passed: number;
  /** How many chats were made for it, those with a judge aside. */
  runs: number;
}

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
   * or `FAIL` as the first word, with its reason on the same line. Bold type, quotes, a fence and `Verdict:` around it do no harm; with both
   * words on the line, or neither, the case has an error. After a `FAIL` it is asked twice more, and the majority holds.
   */
  botId: string;
  /** The description of a good answer: at least one character. */
  criteria: string;
}

/** What the JSON of an answer is like. */
export interface JsonExpectation {
  /**
   * A JSON Schema of draft 7 or 2020-12, as `$schema` says; 2020-12 by default. Formats are checked. What would not be applied is refused in
   * the preview: unknown keywords and formats, other drafts, a `$ref` to another document. None by default.
   */
  schema?: Record<string, unknown>;
  /** Whether the JSON may stand in one fence (three backticks), with words around it. Default `false`: the answer is JSON as a whole. */
  fenced?: boolean;
}

/**
 * An expectation: exactly one of these keys, with `ignoreCase` beside any of the texts and `arguments` beside
 * `calls`. Lengths are in Unicode code points. The answer is all answer messages of the chat, joined by a line break. An empty answer
 * fails, unless the case has `equals: ""` or `calls`. A pattern or a schema that takes more than 3 seconds is an error of the case.
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
  /** The answer is JSON: any, or as described. */
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
  /** The most tokens of the chat, those of the question and the answer. Where the server counts none it is not checked, and a line says so. */
  maxTokens?: number;
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
  /** The highest number of chats: 1 to 100, default 1. The case ends as soon as it is decided. */
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
  /** The hash of the whole draft that has passed; empty if none has. For a run without the bot, as with `--target`. */
  testedDraftHash?: string;
}

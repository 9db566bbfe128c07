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
   * The id of a bot that is published to the API channel. It receives the question, the answer and the criteria. Its
   * first word must be `PASS` or `FAIL`, with the reason on the same line. Bold type, quotes, a fence and `Verdict:`
   * around the word do no harm. If its answer has both words, or neither, the case has an error. After a `FAIL` the
   * judge is asked twice more, and the majority decides.
   */
  botId: string;
  /** The description of a good answer: at least one character. */
  criteria: string;
}

/** The expected JSON of an answer. */
export interface JsonExpectation {
  /**
   * A JSON Schema of draft 7 or 2020-12, as `$schema` says; without `$schema`, of 2020-12. Formats are checked. The
   * preview refuses parts that would not be applied. It also refuses numbers beyond 9007199254740991, which would be
   * rounded. None by default.
   */
  schema?: Record<string, unknown>;
  /**
   * Whether the answer may have the JSON in one fence (three backticks), with words around it. If `false`, the whole
   * answer must be JSON.
   *
   * @default false
   */
  fenced?: boolean;
}

/**
 * An expectation: exactly one of these keys. `ignoreCase` may stand beside any of the texts, and `arguments` beside
 * `calls`. Lengths are in Unicode code points. The answer is all answer messages of the chat, joined by a line break.
 * An empty answer fails, unless the case has `equals: ""` or `calls`. A pattern or a schema that takes more than 3
 * seconds is an error of the case.
 */
export interface Expectation {
  /** The answer is this text. */
  equals?: string;
  /** The answer contains this text. */
  contains?: string;
  /** The answer contains at least one of these texts. */
  containsAny?: string[];
  /** The answer contains all of these texts. */
  containsAll?: string[];
  /** The answer does not contain this text. */
  notContains?: string;
  /** The answer matches this JavaScript regular expression, with the flag `u`. */
  matches?: string;
  /** The answer does not match this regular expression. */
  notMatches?: string;
  /** The answer is JSON: `true` accepts any JSON, an object describes it. */
  json?: true | JsonExpectation;
  /** The lowest number of characters of the answer. */
  minLength?: number;
  /** The highest number of characters of the answer. */
  maxLength?: number;
  /** The bot has called the tool with this name, or with this plugin and tool as `plugin-tool`. */
  calls?: string;
  /**
   * Beside `calls`: arguments that one of the calls has. The call may have further arguments. Numbers up to
   * 9007199254740991 in size.
   */
  arguments?: Record<string, unknown>;
  /** The bot has not called the tool with this name. */
  doesNotCall?: string;
  /** The longest time of the chat, in seconds. */
  maxSeconds?: number;
  /**
   * The most tokens of the chat, question and answer together. If the server does not count tokens, this is not
   * checked, and a line says so.
   */
  maxTokens?: number;
  /** Another bot judges the answer by criteria. The judge is asked only if all other expectations hold. */
  judge?: Judge;
  /**
   * Beside a text: whether upper and lower case count as the same.
   *
   * @default false
   */
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
  /**
   * The highest number of chats: 1 to 100. The case ends as soon as it is decided.
   *
   * @default 1
   */
  repeat?: number;
  /** The number of chats that must pass: 1 to `repeat`. Default: all. */
  minPassed?: number;
}

/**
 * The status of a case. `passed` and `failed` are results of the bot. `error`: the bot could not be tested. `stopped`:
 * the case was not asked to the end, since the verdict of `noWorseThan` was already certain.
 */
export type BotTestStatus = "passed" | "failed" | "error" | "stopped";

/** The result of a case. */
export interface BotTestResult {
  /** The name of the case. If the name is secret, its position. */
  name: string;
  /** Whether the bot met the expectations. */
  status: BotTestStatus;
  /** The number of chats that passed. */
  passed: number;
  /** The number of chats with the bot. Chats with a judge do not count. */
  runs: number;
}

/** The baseline that the tested bot must not be worse than: exactly one of `live`, `version` and `botId`. */
export interface NoWorseThan {
  /**
   * `true`: the tested bot's live version on the API channel. If nothing is live yet, the expectations alone decide.
   */
  live?: boolean;
  /** A version of the tested bot. */
  version?: string;
  /** The id of another bot. The baseline is its live version on the API channel. */
  botId?: string;
  /**
   * The accepted chance to refuse a bot that is no worse: more than 0 and less than 1.
   *
   * @default 0.05
   */
  alpha?: Fraction;
  /**
   * `"pass"`: if the baseline cannot be asked, the expectations alone decide. By default the test then has an error.
   */
  ifAbsent?: "pass";
}

/** A number that need not be whole. */
export type Fraction = number;

/** The number of passed chats and of all chats: `[57, 60]`. */
export interface PassedChats {
  /** With the baseline. */
  baseline: number[];
  /** With the tested bot. */
  candidate: number[];
}

/** The verdict. `not enough chats`: the chats could not have shown that a bot is worse, or some chats had errors. */
export type ComparisonVerdict = "no worse" | "worse" | "not enough chats";

/** The outcome of `noWorseThan`. Chats with errors do not count. */
export interface Comparison {
  /** The version that the tested bot was compared with. All its chats were with this version. */
  baselineVersion: string;
  /** The passed chats with each bot. */
  passed: PassedChats;
  /** The chance that a bot without any difference passes as rarely as the tested bot: 0 to 1, exact. */
  p: Fraction;
  /** `worse` if `p` is at most `alpha`. Only `no worse` opens the gate. */
  verdict: ComparisonVerdict;
}

/** The counts of the chats with the baseline, kept for the next comparison. */
export interface KeptBaseline {
  /** The id of the bot. */
  botId: string;
  /** Its version. */
  version: string;
  /** The time of the chats, by Coze's clock, in ISO 8601. */
  askedAt: string;
  /** The version of each judge, by its bot's id. */
  judges: Record<string, string>;
  /** The counts of each case, in the order of the cases. */
  counts: KeptCount[];
  /** After errors: the counts of the tested bot. The next run continues from them if the content is the same. */
  candidate?: KeptCandidate;
}

/** The counts of the chats with the tested bot before an error. */
export interface KeptCandidate {
  /** The tested content: a hash of the whole draft, or the version. */
  content: string;
  /** The counts of each case, in the order of the cases. */
  counts: KeptCount[];
}

/** The chats of one case with one bot, without errors. */
export interface KeptCount {
  /** The number of passed chats. */
  passed: number;
  /** The number of chats with an answer. */
  runs: number;
}

/** The outcome of a `CozeBotTest`. For a test of another program, use its outputs. */
export interface TestedBot {
  /** The id of the bot that was tested. */
  botId: string;
  /** The content hash that has passed; empty if none has. */
  testedContentHash: string;
  /**
   * The hash of the whole draft that has passed; empty if none has. A run without the bot, as with `--target`, needs
   * it.
   */
  testedDraftHash?: string;
}

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
   * The id of a bot that is published to the API channel. It is asked with the question, the answer and the criteria,
   * and must answer `PASS` or `FAIL` as the first word, with its reason on the same line. Bold type, quotes, a fence
   * and `Verdict:` around it do no harm; with both words in the answer, or neither, the case has an error. After a
   * `FAIL` it is asked twice more, and the majority holds.
   */
  botId: string;
  /** The description of a good answer: at least one character. */
  criteria: string;
}

/** What the JSON of an answer is like. */
export interface JsonExpectation {
  /**
   * A JSON Schema of draft 7 or 2020-12, as `$schema` says; 2020-12 by default. Formats are checked. What would not be
   * applied is refused in the preview, as are numbers beyond 9007199254740991, which would be rounded. None by default.
   */
  schema?: Record<string, unknown>;
  /**
   * Whether the answer may have the JSON in one fence (three backticks), with words around it; without it the whole
   * answer is JSON.
   *
   * @default false
   */
  fenced?: boolean;
}

/**
 * An expectation: exactly one of these keys, with `ignoreCase` beside any of the texts and `arguments` beside `calls`.
 * Lengths are in Unicode code points. The answer is all answer messages of the chat, joined by a line break. An empty
 * answer fails, unless the case has `equals: ""` or `calls`. A pattern or a schema that takes more than 3 seconds is an
 * error of the case.
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
  /**
   * Beside `calls`: arguments that one of these calls has. The call may have others, too. Numbers up to
   * 9007199254740991 in size.
   */
  arguments?: Record<string, unknown>;
  /** The bot has not called this tool. */
  doesNotCall?: string;
  /** The longest time of the chat, in seconds. */
  maxSeconds?: number;
  /**
   * The most tokens of the chat, those of the question and the answer. Where the server counts none it is not checked,
   * and a line says so.
   */
  maxTokens?: number;
  /** Another bot judges the answer by criteria. It is asked after all other expectations hold. */
  judge?: Judge;
  /**
   * Beside a text: whether upper and lower case are the same.
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
 * `passed` and `failed` are results of the bot. `error`: the bot could not be tested. `stopped`: the case was not asked
 * to the end, since the comparison of `noWorseThan` was certain before.
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
  /** The number of chats with the bot, without those with a judge. */
  runs: number;
}

/** What the tested bot must not be worse than: exactly one of `live`, `version` and `botId`. */
export interface NoWorseThan {
  /**
   * `true`: what is live of the tested bot on the API channel. Where nothing is live yet, the expectations alone
   * decide.
   */
  live?: boolean;
  /** A version of the tested bot. */
  version?: string;
  /** The id of another bot: what is live of it on the API channel. */
  botId?: string;
  /**
   * The chance that is accepted that a bot which is no worse is refused: more than 0 and less than 1.
   *
   * @default 0.05
   */
  alpha?: Fraction;
  /**
   * `"pass"`: where nothing can be asked of the baseline, the expectations alone decide. By default the test then has
   * an error.
   */
  ifAbsent?: "pass";
}

/** A number that need not be whole. */
export type Fraction = number;

/** How many chats have passed, of how many: `[57, 60]`. */
export interface PassedChats {
  /** With the baseline. */
  baseline: number[];
  /** With the tested bot. */
  candidate: number[];
}

/** `not enough chats`: a bot that is worse could not have been told, or chats had errors. */
export type ComparisonVerdict = "no worse" | "worse" | "not enough chats";

/** The outcome of `noWorseThan`. Errors count in neither number. */
export interface Comparison {
  /** The version that the tested bot was compared with. All its chats were with this version. */
  baselineVersion: string;
  /** How many chats have passed. */
  passed: PassedChats;
  /** The chance that a bot which does not differ passes as rarely as the tested one: 0 to 1, exact. */
  p: Fraction;
  /** `worse` if `p` is at most `alpha`. Only `no worse` opens the gate. */
  verdict: ComparisonVerdict;
}

/** The chats with the baseline, kept for the next comparison. */
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
  /** After errors: the chats with the tested bot, which the next run goes on with if it has the same content. */
  candidate?: KeptCandidate;
}

/** The chats with the tested bot before an error. */
export interface KeptCandidate {
  /** A hash of the whole draft, or the version. */
  content: string;
  /** The counts of each case, in the order of the cases. */
  counts: KeptCount[];
}

/** The chats of one case with one bot. Errors are not among them. */
export interface KeptCount {
  /** How many have passed. */
  passed: number;
  /** How many have an answer. */
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

import { messageOf } from "../provider/client/errors/errors";
import { NotRun, Refused } from "./answers";
import type { TestBot } from "./test-bot";

/** An open question about Coze, with the answer that the package was built for. */
export interface Question {
  readonly id: string;
  readonly question: string;
  readonly expected: string;
  /** The part of the package that depends on the answer. */
  readonly dependsOn: string;
  /** The consequence of another answer. */
  readonly otherwise: string;
  /** Whether the package does the right thing with either answer. */
  readonly safeWithBoth: boolean;
  /** Whether the question creates or changes something on Coze. */
  readonly writes: boolean;
  /** The most calls that the question takes. */
  readonly calls: number;
  /** The page of Coze's documentation with the expected answer, if there is one. */
  readonly documented?: string;
  /** Asks the question. The result is a fact in words, like `expected`. */
  ask(bot: TestBot): Promise<string>;
}

type Verdict = "as expected" | "differs" | "not run" | "refused";

/** The outcome of a question. The command's JSON has the same keys. */
export interface Result {
  readonly id: string;
  readonly question: string;
  readonly verdict: Verdict;
  readonly expected: string;
  /** Coze's answer as a fact; or the reason why the question was not asked or was refused. */
  readonly seen: string;
}

/** Asks one question. */
export async function judge(bot: TestBot, question: Question): Promise<Result> {
  bot.workspace.begin(question.id);
  try {
    const seen = await question.ask(bot);
    return resultOf(question, seen === question.expected ? "as expected" : "differs", seen);
  } catch (error) {
    if (error instanceof NotRun) return resultOf(question, "not run", error.message);
    if (error instanceof Refused) return resultOf(question, "refused", error.message);
    return resultOf(question, "refused", messageOf(error));
  }
}

export function resultOf({ id, question, expected }: Question, verdict: Verdict, seen: string): Result {
  return { id, question, verdict, expected, seen };
}

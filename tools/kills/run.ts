import { LIFE, type Case, type Life } from "./cases";
import { cutOff } from "./cut-off";
import { NotRecovered, recover, type Typed } from "./recover";
import { TwoBots } from "./stack";

export interface Outcome {
  readonly number: number;
  readonly of: Case;
  readonly isEdit: boolean;
  /** Whether the run was still at work at the moment of the case. */
  readonly hit: boolean;
  /** The number of calls that had arrived by then. */
  readonly calls: number;
  readonly typed: readonly Typed[];
  /** Whether there is one version more than an undisturbed run makes. */
  readonly extraVersion: boolean;
  readonly problems: readonly string[];
}

/** Runs each life on its own stack. A life ends with its first problem. */
export async function runLives(
  lives: readonly Life[],
  from: number,
  report: (outcome: Outcome) => void,
  isOver: () => boolean,
): Promise<Outcome[]> {
  const stack = await TwoBots.open();
  const outcomes: Outcome[] = [];
  try {
    for (const [index, life] of lives.entries()) {
      if (index < from || isOver()) continue;
      stack.begin(`life${index}`);
      for (const [age, of] of life.entries()) {
        const outcome = await runCase(stack, of, age, index * LIFE + age);
        report(outcome);
        outcomes.push(outcome);
        if (outcome.problems.length > 0 || isOver()) break;
      }
    }
  } finally {
    await stack.close();
  }
  return outcomes;
}

async function runCase(stack: TwoBots, of: Case, age: number, number: number): Promise<Outcome> {
  const prompt = `Edition ${age}.`;
  await stack.write(prompt);
  const before = stack.versions();
  const { run, hit, calls } = await cutOff(stack, of);
  const outcome = { number, of, isEdit: age > 0, hit, calls };
  try {
    const typed = await recover(stack, prompt);
    const problems = await stack.problems(prompt, before + 2);
    if (problems.length === 0 && age === LIFE - 1) problems.push(...(await noise(stack)));
    return { ...outcome, typed, problems, extraVersion: stack.versions() > before + 1 };
  } catch (error) {
    if (!(error instanceof NotRecovered)) throw error;
    return { ...outcome, typed: [], problems: [error.message], extraVersion: false };
  } finally {
    // A provider whose CLI was killed may still be there.
    await run.kill();
  }
}

/** The changes and calls of one more run, which should have none. */
async function noise(stack: TwoBots): Promise<string[]> {
  stack.emulator.clearCalls();
  const { code, output } = await stack.ws.up({ expect: "any", expectNoChanges: true });
  if (code !== 0) return [`one more up is not silent:\n${output}`];
  const { calls } = stack.emulator;
  return calls.length > 0 ? [`one more up makes the calls ${calls.map(({ route }) => route).join(", ")}`] : [];
}

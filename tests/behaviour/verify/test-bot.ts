import type { Emulator } from "../../../emulator";
import { Probe } from "../../../provider/client/probe";
import { Workspace, type Asker } from "../../../verify/asking";
import type { Question } from "../../../verify/question";
import { QUESTIONS } from "../../../verify/questions";
import { TestBot } from "../../../verify/test-bot";

/** The account of the emulator, as the command has it; waits pass at once, on a clock of their own. */
export function askerOf(emulator: Emulator): { asker: Asker; probe: Probe } {
  const probe = Probe.open({ COZE_API_BASE: emulator.url, COZE_API_TOKEN: emulator.token }, () => undefined);
  let waited = 0;
  const asker: Asker = {
    ask: (question) => probe.ask(question),
    begin: () => undefined,
    sleep: (ms) => {
      waited += ms;
      return Promise.resolve();
    },
    now: () => Date.now() + waited,
  };
  return { asker, probe };
}

export function botOf(emulator: Emulator, asker: Asker = askerOf(emulator).asker, runId = "abc123"): TestBot {
  return new TestBot(new Workspace(asker, emulator.spaceId), { userId: emulator.userId, runId });
}

export function questionOf(id: string): Question {
  const found = QUESTIONS.find((question) => question.id === id);
  if (!found) throw new Error(`there is no question ${id}`);
  return found;
}

import type { Emulator } from "../../../emulator";
import { Probe } from "../../../provider/client/probe";
import { Lab, type Asker } from "../../../verify/lab";
import { READINGS } from "../../../verify/readings";
import type { Reading } from "../../../verify/reading";

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

export function labOf(emulator: Emulator, asker: Asker = askerOf(emulator).asker, runId = "abc123"): Lab {
  return new Lab(asker, { spaceId: emulator.spaceId, userId: emulator.userId, runId, write: true });
}

export function readingOf(id: string): Reading {
  const found = READINGS.find((reading) => reading.id === id);
  if (!found) throw new Error(`there is no reading ${id}`);
  return found;
}

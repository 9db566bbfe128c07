/** How much is measured. */
export interface Plan {
  latencyMs: number;
  promptBytes: number;
  /** Repetitions by number of bots. */
  repetitions: ReadonlyMap<number, number>;
  /** Of the short measurements: import and start of the provider. */
  startRepetitions: number;
  /** `up` with the engine's checkpoints; absent: not measured. */
  checkpoints?: { bots: number; repetitions: number };
  /** Memory and computing of the processes of an `up`. The peak of the last is judged. */
  processes: readonly { bots: number; promptBytes: number; repetitions: number }[];
}

const LATENCY_MS = 50;
const PROMPT_BYTES = 2_000;

export const FULL: Plan = {
  latencyMs: LATENCY_MS,
  promptBytes: PROMPT_BYTES,
  repetitions: new Map([
    [1, 3],
    [10, 3],
    [100, 5],
    [500, 1],
  ]),
  startRepetitions: 15,
  checkpoints: { bots: 100, repetitions: 2 },
  processes: [
    { bots: 100, promptBytes: PROMPT_BYTES, repetitions: 5 },
    { bots: 500, promptBytes: 20_000, repetitions: 1 },
  ],
};

export const QUICK: Plan = {
  latencyMs: LATENCY_MS,
  promptBytes: PROMPT_BYTES,
  repetitions: new Map([
    [1, 1],
    [10, 1],
    [100, 1],
  ]),
  startRepetitions: 7,
  processes: [{ bots: 100, promptBytes: 20_000, repetitions: 1 }],
};

import { CALLING_FLOOR, CONTENDERS, FLOOR, NAIVE, PACKAGE, type Contender } from "./contenders";
import { callsByStep, type CallsByStep } from "./measure/calls";
import { runCycle, type Sample } from "./measure/cycle";
import { processesOf, type Role, type Use } from "./measure/processes";
import { firstCheck, importTime, type Cost } from "./measure/start";
import { stateSize, type StateSize } from "./measure/state";
import type { Plan } from "./plan";
import { openPlace } from "./setup";

/** All that one run has measured, repetition by repetition. */
export interface Results {
  latencyMs: number;
  promptBytes: number;
  samples: Sample[];
  /** `up` with the engine's checkpoints, which the samples are without. */
  checkpointed: Sample[];
  calls: CallsByStep;
  state: Record<string, StateSize>;
  importTimes: Cost[];
  firstCheck: { package: Cost[]; floor: Cost[] };
  /** What the processes of an `up` have used. */
  processes: readonly Processes[];
}

interface Processes {
  bots: number;
  promptBytes: number;
  /** By contender. */
  runs: Record<string, Record<Role, Use>[]>;
}

/** An empty stack is one of the floor's without a resource. */
const EMPTY: Contender = { ...FLOOR, label: "empty stack" };

export async function runPlan(plan: Plan, say: (line: string) => void): Promise<Results> {
  say("calls of each step");
  const calls = await callsByStep();
  say("import, and start of the provider");
  const starts = await measureStarts(plan.startRepetitions);

  const { latencyMs, promptBytes } = plan;
  const samples: Sample[] = [];
  const state: Record<string, StateSize> = {};
  for (const [bots, repetitions] of plan.repetitions) {
    for (let repetition = 0; repetition < repetitions; repetition++) {
      say(`${bots} ${bots === 1 ? "bot" : "bots"}, ${repetition + 1} of ${repetitions}`);
      const withStates = bots === 10 && repetition === 0;
      const options = { repetition, promptBytes, latencyMs, withStates };
      const cycle = await runCycle(CONTENDERS, { ...options, bots });
      samples.push(...cycle.samples);
      for (const [id, exported] of cycle.states) state[id] = stateSize(exported);
      if (bots === 1) samples.push(...(await runCycle([EMPTY], { ...options, bots: 0 })).samples);
    }
  }

  const checkpointed = await measureCheckpoints(plan, say);
  const processes = process.platform === "linux" ? await measureProcesses(plan, say) : [];
  return { latencyMs, promptBytes, samples, checkpointed, calls, state, ...starts, processes };
}

async function measureStarts(repetitions: number): Promise<Pick<Results, "importTimes" | "firstCheck">> {
  const place = await openPlace(NAIVE.id, { latencyMs: 0 });
  const importTimes: Cost[] = [];
  const checks: Results["firstCheck"] = { package: [], floor: [] };
  try {
    // The first of each fills the file cache, and is not counted.
    for (let i = -1; i < repetitions; i++) {
      const [imported, ours, floor] = [
        await importTime(),
        await firstCheck(place, "package"),
        await firstCheck(place, "floor"),
      ];
      if (i < 0) continue;
      importTimes.push(imported);
      checks.package.push(ours);
      checks.floor.push(floor);
    }
  } finally {
    await place.close();
  }
  return { importTimes, firstCheck: checks };
}

/** What the state on file costs on top: of the package and the floor, `up` alone. */
async function measureCheckpoints(plan: Plan, say: (line: string) => void): Promise<Sample[]> {
  const samples: Sample[] = [];
  const { bots = 0, repetitions = 0 } = plan.checkpoints ?? {};
  const { latencyMs, promptBytes } = plan;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    say(`${bots} bots with checkpoints, ${repetition + 1} of ${repetitions}`);
    const options = { bots, repetition, promptBytes, latencyMs, checkpoints: true, operations: ["up"] as const };
    samples.push(...(await runCycle([PACKAGE, FLOOR], options)).samples);
  }
  return samples;
}

async function measureProcesses(plan: Plan, say: (line: string) => void): Promise<Processes[]> {
  const { latencyMs } = plan;
  const all: Processes[] = [];
  for (const { bots, promptBytes, repetitions } of plan.processes) {
    const runs: Processes["runs"] = {};
    for (let repetition = 0; repetition < repetitions; repetition++) {
      say(`processes of ${bots} bots, ${repetition + 1} of ${repetitions}`);
      for (const contender of [PACKAGE, FLOOR, CALLING_FLOOR]) {
        (runs[contender.id] ??= []).push(await processesOf(contender, { bots, promptBytes }, { latencyMs }));
      }
    }
    all.push({ bots, promptBytes, runs });
  }
  return all;
}

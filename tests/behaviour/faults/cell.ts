import { startEmulator, type Emulator } from "../../../emulator";
import { TestClock } from "../../harness/clock";
import { endHangs } from "../../harness/hanging";
import { Engine, type Outcome, type Program } from "./engine";
import { dated, type Fault } from "./faults";
import { CREATE, CREATE_CALLBACK, CREATE_DATASET, CREATE_DOCUMENT, PUBLISH } from "../../harness/routes";
import { refuseRequest } from "./gate";

export * from "../../harness/routes";

/** Coze has no key that makes a repetition of these harmless. */
const ONCE = [CREATE, PUBLISH, CREATE_DATASET, CREATE_DOCUMENT, CREATE_CALLBACK];

export const PROGRAM = {
  bot: {
    name: "Support",
    description: "Answers questions.",
    promptInfo: { prompt: "Be kind." },
    onboardingInfo: { prologue: "Hi!", suggestedQuestions: ["Where is my order?"] },
    plugins: [{ pluginId: "731", apiId: "735" }],
    knowledge: { datasetIds: ["71", "72"], searchStrategy: "hybrid" },
    deletionPolicy: "archive",
  },
  publication: { connectorIds: ["1024", "999"] },
} satisfies Program;

/** A server and a stack of one's own. */
export interface World {
  readonly emulator: Emulator;
  readonly engine: Engine;
  readonly clock: TestClock;
}

export interface Scenario {
  readonly name: string;
  /** The calls of a run without the fault; the fault is tried at each. */
  readonly calls: readonly string[];
  /** The calls at which the fault is tried, where not all. */
  readonly from?: number;
  /** What has happened before. */
  readonly before: (world: World) => Promise<void>;
  /** The operation that is run under the fault, and again after a failure. */
  readonly run: (world: World) => Promise<Outcome>;
  /** What comes last, once the operation has succeeded. */
  readonly after?: (world: World) => Promise<void>;
  /** What must hold of the calls, whatever the fault, beside the outcome that the run without one has. */
  readonly holds?: (world: World) => void;
}

const open: Emulator[] = [];

export async function openWorld(config: Record<string, string> = {}, speed?: number): Promise<World> {
  const clock = new TestClock({ speed });
  const emulator = await startEmulator({ clock: clock.server });
  endHangs(emulator);
  open.push(emulator);
  const settings = { token: emulator.token, baseUrl: emulator.url, spaceId: emulator.spaceId };
  const keys = Object.entries({ ...settings, ...config }).map(([key, value]) => [`coze:${key}`, value] as const);
  return { emulator, clock, engine: new Engine(Object.fromEntries(keys), clock) };
}

export async function closeWorlds(): Promise<void> {
  await refuseRequest(undefined);
  await Promise.all(open.splice(0).map((emulator) => emulator.close()));
}

/** Passes where the step succeeded. */
export async function succeed(step: Promise<Outcome>): Promise<void> {
  expect((await step).error).toBeUndefined();
}

/** Passes where the next run of the program makes no call. */
export const nothingToDo =
  (program: Parameters<Engine["up"]>[0]) =>
  async ({ engine, emulator }: World): Promise<void> => {
    emulator.clearCalls();
    await succeed(engine.up(program));
    expect(emulator.calls).toEqual([]);
  };

/** Whether this fault of this call may end the run: whoever repeats it could double it. */
export function mayStop(route: string | undefined, fault: Fault): boolean {
  return fault.undecidable === true && ONCE.includes(route ?? "");
}

export interface Result {
  readonly stopped: string | undefined;
  readonly runs: number;
  readonly world: World;
}

/** One cell: the operation under the fault, then again until it succeeds, two times at most. */
export async function runCell(scenario: Scenario, index: number, fault: Fault): Promise<Result> {
  const world = await openWorld();
  const { emulator, clock } = world;
  await scenario.before(world);
  emulator.clearCalls();
  if (!fault.kind) await refuseRequest(index);
  else emulator.fault({ callIndex: index, kind: dated(fault.kind, clock.now()) });

  const first = await scenario.run(world);
  if (fault.kind) expect(emulator.calls[index]?.fault).toBeDefined();
  let { error } = first;
  let runs = 1;
  for (; error !== undefined && runs < 3; runs++) {
    const { bots, knowledge, callbacks } = emulator;
    for (const { length } of [bots, knowledge.datasets, knowledge.documents, callbacks]) {
      expect(length).toBeLessThanOrEqual(1);
    }
    ({ error } = await scenario.run(world));
  }
  expect(error).toBeUndefined();
  scenario.holds?.(world);
  await scenario.after?.(world);
  return { stopped: first.error, runs, world };
}

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { openPlace, PARALLEL, type Place, type PlaceOptions } from "./setup";

export const OPERATIONS = ["up", "preview", "edit", "refresh", "destroy"] as const;
export type Operation = (typeof OPERATIONS)[number];

export interface Contender {
  id: string;
  /** For tables and pictures. */
  label: string;
  operations: readonly Operation[];
  open(options: PlaceOptions): Promise<Place>;
  /** One operation on what is declared. */
  run(place: Place, operation: Operation): Promise<void>;
}

const STACK_COMMANDS = { up: "up", preview: "preview", edit: "up", refresh: "refresh", destroy: "destroy" } as const;

export function onTheEngine(id: string, label: string, open = openPlace): Contender {
  return {
    id,
    label,
    operations: OPERATIONS,
    async open(options) {
      const place = await open(id, options);
      // Makes the stack, which is not what is measured.
      await place.ws.run(["stack", "ls"]);
      return place;
    },
    async run({ ws }, operation) {
      await ws[STACK_COMMANDS[operation]]({ args: ["--parallel", String(PARALLEL)] });
    },
  };
}

export const PACKAGE = onTheEngine("package", "pulumi-coze");
export const FLOOR = onTheEngine("floor", "floor: trivial dynamic resources");
/** The same, but its creates make the calls: no provider of dynamic resources that calls Coze by `fetch` can be faster. */
export const CALLING_FLOOR: Contender = {
  ...FLOOR,
  id: "calling-floor",
  label: "floor that makes the calls",
  operations: ["up"],
  open: (options) => FLOOR.open({ ...options, env: { BENCH_CALLS: "1" } }),
};
/** The same with the properties of the package's resources, which are the rest of what it promises. It has neither checks nor hashes. */
export const EQUAL_FLOOR: Contender = {
  ...FLOOR,
  id: "equal-floor",
  label: "floor with the same calls and outputs",
  operations: ["up", "preview"],
  open: (options) => FLOOR.open({ ...options, env: { BENCH_CALLS: "1", BENCH_OUTPUTS: "1" } }),
};
export const NAIVE = onTheEngine("naive", "naive dynamic provider");

/** Knows neither state nor preview: each run writes everything. */
export const SCRIPT: Contender = {
  id: "script",
  label: "script with @coze/api",
  operations: ["up", "edit", "destroy"],
  open: (options) => openPlace("script", options),
  async run({ ws, env }, operation) {
    const step = operation === "destroy" ? "destroy" : "up";
    const script = join(ws.projectDir, "index.js");
    await promisify(execFile)(process.execPath, [script, step, String(PARALLEL)], { env: { ...process.env, ...env } });
  },
};

export const CONTENDERS: readonly Contender[] = [PACKAGE, FLOOR, CALLING_FLOOR, EQUAL_FLOOR, NAIVE, SCRIPT];

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator, type Call, type Emulator } from "../../../emulator";
import { CI } from "../../harness/ci";
import type { Workspace } from "../../harness/cli/workspace";
import { IMPORTS, Scene } from "../../harness/engine/scene";
import { Normal } from "./normal";
import { TOKEN_VARIABLE, type History, type Operation } from "./histories";

/** What an operation came to. */
interface Seen {
  readonly failed: boolean;
  /** "create Bot support". */
  readonly ops: unknown;
  /** Route, query and body. */
  readonly calls: unknown;
  /** Of each resource: id, inputs, outputs, and what was left undone. */
  readonly state: unknown;
  readonly outputs: unknown;
}

type Side = (history: History) => Promise<Seen[]>;

/** The history on the real engine. */
export function onCli(ws: Workspace): Side {
  return async (history) => {
    const emulator = await startEmulator();
    const normal = new Normal(emulator);
    const stack = history.name.replace(/\W+/g, "-").slice(0, 60);
    ws.selectStack(stack);
    const seen: Seen[] = [];
    for (const operation of history.operations) {
      const { program } = operation;
      if (program) await ws.writeProgram(IMPORTS + program(emulator), {}, { yaml: yamlOf(emulator) });
      if (operation.later) emulator.set({ clockSkewMs: 60_000 });
      operation.outside?.(emulator);
      emulator.clearCalls();
      const events = join(ws.directory, "tmp", "events.json");
      const { code } = await ws[operation.do]({
        expect: "any",
        args: ["--event-log", events],
        env: { PULUMI_DEBUG_COMMANDS: "true", [TOKEN_VARIABLE]: emulator.token, ...CI },
      });
      const { deployment } = await ws.exportState();
      const all = deployment.resources ?? [];
      seen.push({
        failed: code !== 0,
        ops: normal.of(opsOf(operation, eventsIn(events))),
        calls: callsOf(emulator.calls, normal),
        state: normal.of(
          all
            .filter(isOurs)
            .map((one) => compared(one, stack))
            .sort(byText),
        ),
        outputs: normal.of(all.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {}),
      });
    }
    await emulator.close();
    return seen;
  };
}

/** The history in this process. */
export const inProcess: Side = async (history) => {
  const scene = await Scene.start();
  const { emulator } = scene;
  const normal = new Normal(emulator);
  let source: string | undefined;
  const seen: Seen[] = [];
  for (const operation of history.operations) {
    source = operation.program?.(emulator) ?? source;
    if (operation.later) scene.later();
    operation.outside?.(emulator);
    const isProgram = operation.do === "up" || operation.do === "preview";
    const options = { expect: "any", env: { [TOKEN_VARIABLE]: emulator.token } } as const;
    const run = isProgram ? await scene[operation.do](source, options) : await scene[operation.do](options);
    seen.push({
      failed: run.error !== undefined,
      ops: normal.of(
        run.steps
          .filter(({ urn }) => isOurs({ type: urn }))
          .map(({ op, urn }) => `${op} ${named(urn)}`)
          .sort(),
      ),
      calls: callsOf(run.log, normal),
      state: normal.of(
        scene.engine.state.all
          .filter(isOurs)
          .map((one) => compared(one))
          .sort(byText),
      ),
      outputs: normal.of(scene.engine.outputs),
    });
  }
  await emulator.close();
  return seen;
};

function yamlOf({ url, token, spaceId }: Emulator): string {
  const values = { baseUrl: url, token, spaceId, allowSameName: "true" };
  return ["config:", ...Object.entries(values).map(([key, value]) => `  coze:${key}:\n    value: "${value}"`)].join(
    "\n",
  );
}

const isOurs = ({ type }: { type: string }): boolean => type.includes("pulumi-nodejs:dynamic/coze:");

const named = (urn: string): string => urn.replace(/^.*coze:(\w+)::(.*)$/, "$1 $2");

const KEPT = [
  "urn",
  "id",
  "inputs",
  "outputs",
  "initErrors",
  "external",
  "delete",
  "protect",
  "retainOnDelete",
  "dependencies",
  "propertyDependencies",
  "parent",
];

/** What both sides have to agree on; of another stack's name. */
function compared(resource: object, stack = "dev"): Record<string, unknown> {
  const text = JSON.stringify(resource).replaceAll(`:${stack}::`, ":dev::").replaceAll(`coze-${stack}`, "coze-dev");
  const { propertyDependencies = {}, ...rest } = JSON.parse(text, inOrder) as Record<string, object>;
  // A refresh leaves out those of inputs that come from nowhere.
  const needed = Object.entries(propertyDependencies).filter(([, urns]) => (urns as string[]).length > 0);
  const all = Object.entries({ ...rest, propertyDependencies: Object.fromEntries(needed) });
  const isSaid = (value: unknown): boolean =>
    value !== false &&
    value !== "" &&
    !(typeof value === "object" && value !== null && Object.keys(value).length === 0);
  return Object.fromEntries(all.filter(([key, value]) => KEPT.includes(key) && isSaid(value)));
}

/** What a resource depends on is a set. */
const inOrder = (key: string, value: unknown): unknown =>
  key === "dependencies" ? (value as string[]).toSorted() : value;

/** In the order of their words, since that of their ids is chance. */
function callsOf(calls: readonly Call[], normal: Normal): unknown[] {
  return calls.map(({ route, query, body }) => normal.of({ route, query, body })).sort(byText);
}

const byText = (a: unknown, b: unknown): number => (sortKey(a) < sortKey(b) ? -1 : 1);

const sortKey = (value: unknown): string => {
  const { urn, route } = value as { urn?: string; route?: string };
  return (urn ?? route ?? "") + JSON.stringify(value);
};

interface Event {
  readonly resourcePreEvent?: { readonly metadata: { readonly op: string; readonly urn: string } };
  readonly resOutputsEvent?: Event["resourcePreEvent"];
}

function eventsIn(file: string): Event[] {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as Event);
}

/** Of a refresh what it found, of all else what was begun; "replace" only announces the two steps that it consists of. */
function opsOf(operation: Operation, events: readonly Event[]): string[] {
  const ofRefresh = operation.do === "refresh";
  const steps = events.flatMap((event) => (ofRefresh ? event.resOutputsEvent : event.resourcePreEvent) ?? []);
  return steps
    .filter(({ metadata }) => isOurs({ type: metadata.urn }) && metadata.op !== "replace")
    .map(({ metadata }) => `${metadata.op} ${named(metadata.urn)}`)
    .sort();
}

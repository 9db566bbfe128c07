import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import type { Session } from "../session/session";
import { counted } from "../values/problem";
import { printable } from "../values/terminal";

/** Of the classes, and of the plugin. */
const BOT_TYPES: readonly (string | undefined)[] = ["pulumi-nodejs:dynamic/coze:Bot", "coze:index:Bot"];

interface StateResource {
  readonly type?: string;
  readonly urn?: string;
  readonly id?: string;
  readonly external?: boolean;
  readonly outputs?: { readonly spaceId?: unknown };
}

/** Compares a workspace with a stack's state. The result is the exit code: 1 where they differ. */
export async function audit(session: Session, spaceId: string, stateFile: string | undefined): Promise<number> {
  const managed = botsOf(await readState(stateFile)).filter(({ outputs }) => outputs?.spaceId === spaceId);
  const bots = await session.api().listBots(spaceId, "all");
  const known = new Set(managed.map(({ id }) => id));
  const existing = new Set(bots.map(({ id }) => id));
  const unmanaged = bots.filter(({ id }) => !known.has(id));
  const gone = managed.filter(({ id }) => id === undefined || !existing.has(id));
  for (const { id, name = "" } of unmanaged) process.stdout.write(`unmanaged  ${id}  ${printable(name)}\n`);
  for (const { id = "", urn = "" } of gone) process.stdout.write(`gone       ${id}  ${printable(urn)}\n`);
  process.stdout.write(
    `${counted(bots.length, "bot")} in workspace ${spaceId}: ${unmanaged.length} unmanaged; ${counted(managed.length, "resource")}: ${gone.length} gone\n`,
  );
  return unmanaged.length + gone.length > 0 ? 1 : 0;
}

async function readState(file: string | undefined): Promise<unknown> {
  if (file === undefined && process.stdin.isTTY) {
    throw new Error("audit needs the stack's state: pipe `pulumi stack export` into it, or name a file with --state");
  }
  const content = file === undefined || file === "-" ? await text(process.stdin) : await readFile(file, "utf8");
  try {
    return JSON.parse(content) as unknown;
  } catch {
    throw new Error("the state is not JSON: it must be what `pulumi stack export` prints");
  }
}

function botsOf(state: unknown): StateResource[] {
  const isExport = typeof state === "object" && state !== null && "deployment" in state;
  // A stack that was never updated has no deployment.
  const resources = isExport ? ((state.deployment as { resources?: unknown } | null)?.resources ?? []) : undefined;
  if (!Array.isArray(resources))
    throw new Error("the state has no list of resources: it must be what `pulumi stack export` prints");
  return (resources as StateResource[]).filter(({ type, external }) => BOT_TYPES.includes(type) && external !== true);
}

import type { Session } from "../session/session";
import { counted } from "../values/problem";
import { print, printable } from "../values/terminal";
import { managedOf, readState } from "./stack-state";

/** Compares a workspace with a stack's state. Returns the exit code: 1 if they differ. */
export async function audit(session: Session, spaceId: string, stateFile: string | undefined): Promise<number> {
  const state = await readState(stateFile, "audit");
  const managed = managedOf(state, "Bot").filter(({ outputs }) => outputs?.["spaceId"] === spaceId);
  const bots = await session.api().listBots(spaceId, "all");
  const known = new Set(managed.map(({ id }) => id));
  const existing = new Set(bots.map(({ id }) => id));
  const unmanaged = bots.filter(({ id }) => !known.has(id));
  const gone = managed.filter(({ id }) => id === undefined || !existing.has(id));
  for (const { id, name = "" } of unmanaged) print(`unmanaged  ${id}  ${printable(name)}\n`);
  for (const { id = "", urn = "" } of gone) print(`gone       ${id}  ${printable(urn)}\n`);
  print(
    `${counted(bots.length, "bot")} in workspace ${spaceId}: ${unmanaged.length} unmanaged; ${counted(managed.length, "resource")}: ${gone.length} gone\n`,
  );
  return unmanaged.length + gone.length > 0 ? 1 : 0;
}

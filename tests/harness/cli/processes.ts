import { readdirSync, readFileSync } from "node:fs";
import type { Workspace } from "./workspace";

/** The provider processes of a workspace's run, of either form, by their ids. */
export function providersOf(ws: Workspace): number[] {
  return readdirSync("/proc")
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => {
      const args = fileOf(pid, "cmdline").split("\0");
      return (
        args.some((arg) => /dynamic-provider|plugin\/index\.js$/.test(arg)) &&
        /\bnode$/.test(args[0] ?? "") &&
        ofWorkspace(pid, ws)
      );
    })
    .map(Number);
}

function ofWorkspace(pid: string, ws: Workspace): boolean {
  return fileOf(pid, "environ").includes(ws.directory);
}

function fileOf(pid: string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    // The process has ended meanwhile.
    return "";
  }
}

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { State } from "./state";

let folder: string | undefined;
let count = 0;
// A test file that runs other files has one end for each of them.
afterAll(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true });
  folder = undefined;
});

/** A file with the state as `pulumi stack export` prints it, in the form of the classes or of the plugin. */
export function exported({ all }: State, form: "dynamic" | "plugin" = "dynamic"): string {
  folder ??= mkdtempSync(join(tmpdir(), "pulumi-coze-state-"));
  const file = join(folder, `${++count}.json`);
  const deployment = { resources: all };
  const text = JSON.stringify({ version: 3, deployment });
  const typed = form === "plugin" ? text.replaceAll("pulumi-nodejs:dynamic/coze:", "coze:index:") : text;
  writeFileSync(file, typed);
  return file;
}

import os from "node:os";
import { ensurePulumi, type PulumiCli } from "../../../tools/pulumi-cli/get";

const KEPT = Symbol.for("pulumi-coze.found-cli");
// An object of Node itself is the same in each file of tests that a process runs; modules are loaded anew.
const kept = os as { [KEPT]?: Promise<PulumiCli> };

/** The CLI, asked for its version once in a process of tests. */
export function foundCli(): Promise<PulumiCli> {
  return (kept[KEPT] ??= ensurePulumi());
}

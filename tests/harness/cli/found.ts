import os from "node:os";
import { ensurePulumi, type PulumiCli } from "../../../tools/pulumi-cli/get";

const KEPT = Symbol.for("pulumi-coze.found-cli");
// An object of Node itself is the same in all test files of a process, while each file loads modules anew.
const kept = os as { [KEPT]?: Promise<PulumiCli> };

/** The CLI. A process of tests asks it for its version once. */
export function foundCli(): Promise<PulumiCli> {
  return (kept[KEPT] ??= ensurePulumi());
}

import type { PulumiCli } from "../pulumi-cli/get";
import type { RunResult } from "../../tests/harness/cli/types";
import type { Scene } from "./scene";

/** Something that goes wrong, and what its user does about it. */
export interface Mistake {
  title: string;
  /** The command whose output is shown. */
  command: "pulumi preview" | "pulumi up" | "pulumi destroy";
  remedy: string;
  /** Over the address, the token and the workspace of the server. */
  env?: Record<string, string | undefined>;
  /** Makes another CLI than the usual one, in a folder of its own. */
  cli?: (dir: string) => Promise<PulumiCli>;
  /** Brings it about; gives the run that shows it. */
  run: (scene: Scene) => Promise<RunResult>;
  /** What is printed is Pulumi's own, and differs between its versions; these words are in it. */
  ofPulumi?: RegExp;
  /** The same message without a run of the CLI, for the tests. */
  inProcess?: () => string;
}

export interface Section {
  title: string;
  about?: string;
  mistakes: readonly Mistake[];
}

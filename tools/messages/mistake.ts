import type { Emulator } from "../../emulator";
import type { PulumiCli } from "../pulumi-cli/get";
import type { Scene } from "./scene";

/** A stack and a server of one mistake's own; each operation gives the lines that a user sees under "Diagnostics:". */
export interface Stage {
  readonly emulator: Emulator;
  /** Runs the body of a program, with plain values of the `coze:` configuration. */
  up(source: string, config?: Record<string, string>): Promise<string>;
  preview(source: string, config?: Record<string, string>): Promise<string>;
  destroy(): Promise<string>;
}

interface Described {
  readonly title: string;
  /** The command whose output is shown. */
  readonly command: "pulumi preview" | "pulumi up" | "pulumi destroy";
  readonly remedy: string;
  /** Over the address, the token and the workspace of the server. */
  readonly env?: Record<string, string | undefined>;
}

/** A mistake about the CLI or its packages, which only the CLI shows. */
interface OfCli extends Described {
  readonly onCli: (scene: Scene) => Promise<string>;
  /** Makes another CLI than the usual one, in a folder of its own. */
  readonly cli?: (dir: string) => Promise<PulumiCli>;
  /** What is printed is Pulumi's own, and differs between its versions; these words are in it. */
  readonly ofPulumi: RegExp;
}

interface OfProvider extends Described {
  /** Brings it about; gives what is printed by the run that shows it. */
  readonly run: (stage: Stage) => Promise<string>;
}

/** Something that goes wrong, and what its user does about it. */
export type Mistake = OfCli | OfProvider;

export interface Section {
  title: string;
  about?: string;
  mistakes: readonly Mistake[];
}

import type { Emulator } from "../../emulator";
import type { Stage } from "../../tools/messages/mistake";
import { Scene, type Run, type RunOptions } from "../harness/engine/scene";

const MAY_FAIL: RunOptions = { expect: "any" };

/** What brings a mistake about without the CLI, and prints what that would. */
export class InProcess implements Stage {
  private constructor(private readonly scene: Scene) {}

  static async open(env: Record<string, string | undefined> = {}): Promise<InProcess> {
    const scene = await Scene.start({ env });
    scene.setConfig("coze:allowSameName", undefined);
    return new InProcess(scene);
  }

  get emulator(): Emulator {
    return this.scene.emulator;
  }

  async up(source: string, config?: Record<string, string>): Promise<string> {
    this.configure(config);
    return shown(await this.scene.up(source, MAY_FAIL));
  }

  async preview(source: string, config?: Record<string, string>): Promise<string> {
    this.configure(config);
    return shown(await this.scene.preview(source, MAY_FAIL));
  }

  async destroy(): Promise<string> {
    return shown(await this.scene.destroy(MAY_FAIL));
  }

  private configure(config: Record<string, string> = {}): void {
    for (const [key, value] of Object.entries(config)) this.scene.setConfig(`coze:${key}`, value);
  }
}

function shown({ lines, errors, error }: Run): string {
  const all: { message: string }[] = Object.values(errors);
  const failures = all.length > 0 ? all : error === undefined ? [] : [{ message: error }];
  return [...lines, ...failures.flatMap(printed)].map((line) => line.trimEnd()).join("\n");
}

/** The engine prints the reasons of a partial failure as a list. */
function printed(failure: { readonly message: string }): string[] {
  const lines = failure.message.split("\n");
  if (!("reasons" in failure)) return lines.map((line) => `error: ${line}`);
  const [first = "", ...others] = lines;
  return ["error: 1 error occurred:", `\t* ${first}`, ...others];
}

import { join } from "node:path";
import type { Emulator } from "../../../emulator";
import { Scene, type Run, type RunOptions } from "../../harness/engine/scene";

/** Something that goes wrong, and the lines that a user then sees under "Diagnostics:". */
interface Mistake {
  readonly title: string;
  readonly says: readonly string[];
  /** Over the address, the token and the workspace of the server. */
  readonly env?: Record<string, string | undefined>;
  /** Brings it about; gives the lines of the run that shows it. */
  readonly run: (stage: Stage) => Promise<string[]>;
}

/** One test for each. */
export function scenes(mistakes: readonly Mistake[]): void {
  test.each(mistakes)("$title", async ({ says, env, run }) => {
    const stage = await Stage.open(env);
    try {
      expect(withPlaceholders(stage.emulator, (await run(stage)).join("\n")).split("\n")).toEqual(says);
    } finally {
      await stage.emulator.close();
    }
  });
}

const MAY_FAIL: RunOptions = { expect: "any" };

/** A stack and a server of one mistake's own. */
class Stage {
  private constructor(private readonly scene: Scene) {}

  static async open(env: Record<string, string | undefined> = {}): Promise<Stage> {
    const scene = await Scene.start({ env });
    scene.setConfig("coze:allowSameName", undefined);
    return new Stage(scene);
  }

  get emulator(): Emulator {
    return this.scene.emulator;
  }

  /** Runs the body of a program, with plain values of the `coze:` configuration. */
  async up(source: string, config?: Record<string, string>): Promise<string[]> {
    this.configure(config);
    return shown(await this.scene.up(source, MAY_FAIL));
  }

  async preview(source: string, config?: Record<string, string>): Promise<string[]> {
    this.configure(config);
    return shown(await this.scene.preview(source, MAY_FAIL));
  }

  async destroy(): Promise<string[]> {
    return shown(await this.scene.destroy(MAY_FAIL));
  }

  private configure(config: Record<string, string> = {}): void {
    for (const [key, value] of Object.entries(config)) this.scene.setConfig(`coze:${key}`, value);
  }
}

function shown({ lines, errors, error }: Run): string[] {
  const all: { message: string }[] = Object.values(errors);
  const failures = all.length > 0 ? all : error === undefined ? [] : [{ message: error }];
  return [...lines, ...failures.flatMap(printed)].map((line) => line.trimEnd());
}

/** The engine prints the reasons of a partial failure as a list. */
function printed(failure: { readonly message: string }): string[] {
  const lines = failure.message.split("\n");
  if (!("reasons" in failure)) return lines.map((line) => `error: ${line}`);
  const [first = "", ...others] = lines;
  return ["error: 1 error occurred:", `\t* ${first}`, ...others];
}

/** Where the packages of the programs are. */
const CHECKOUT = join(__dirname, "..", "..", "..");

/** The text with placeholders for what is another in each run. */
function withPlaceholders(emulator: Emulator, text: string): string {
  // In the order in which the text names them, which is not always that in which they were made.
  const named = emulator.bots.map(({ id }) => id).filter((id) => text.includes(id));
  const bots = named
    .sort((a, b) => text.indexOf(a) - text.indexOf(b))
    .map((id, i, { length }): [string, string] => [id, length > 1 ? `<bot ${i + 1}>` : "<bot>"]);
  const fixed: [string, string][] = [
    [`${emulator.url}/space/`, "https://www.coze.cn/space/"],
    [emulator.url, "https://api.coze.cn"],
    [emulator.spaceId, "<workspace>"],
    [emulator.otherSpaceId, "<other workspace>"],
    [CHECKOUT, "<project>"],
    ...bots,
    ...emulator.bots.flatMap(({ versions }) => versions.map(({ version }): [string, string] => [version, "<version>"])),
  ];
  return fixed
    .reduce((result, [value, name]) => result.replaceAll(value, name), text)
    .replaceAll(/log id [0-9A-F]+/g, "log id <log id>")
    .replaceAll(/v1:[0-9a-f]{64}/g, "v1:<hash>")
    .replaceAll(/waiting \d+ s/g, "waiting <n> s");
}

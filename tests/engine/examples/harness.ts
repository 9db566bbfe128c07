import { cp } from "node:fs/promises";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { Scene } from "../../harness/cli/scene";
import { startEmulator } from "../../../emulator";
import { Files } from "../../harness/files";
import { openWorkspace } from "../../harness/cli/stack";
import { linkModules } from "../../harness/modules";

export { CREATE, LIST, previewOf, PUBLISH, UPDATE, writesOf } from "../../harness/cli/scene";

export const EXAMPLES = join(__dirname, "..", "..", "..", "examples");

const open: Example[] = [];
afterAll(async () => {
  await Promise.all(open.splice(0).map((example) => example.close()));
});

/** An example's own files in a folder of their own, with an emulator and a backend, until the end of the file. */
export async function openExample(name: string): Promise<Example> {
  const emulator = await startEmulator();
  const ws = await openWorkspace({
    env: {
      COZE_API_BASE: emulator.url,
      COZE_API_TOKEN: emulator.token,
      COZE_SPACE_ID: emulator.spaceId,
      // The types are checked elsewhere, once for all examples.
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    },
  });
  const example = new Example(emulator, ws);
  open.push(example);
  await cp(join(EXAMPLES, name), ws.projectDir, {
    recursive: true,
    filter: (path) => !path.includes("node_modules"),
  });
  await linkModules(ws.projectDir);
  return example;
}

/** An example at work: its project may be edited and configured as its user would. */
export class Example extends Scene {
  /** Sets keys of a stack's configuration; `undefined` removes one. */
  async configure(values: Record<string, unknown>, stack = this.ws.stack): Promise<void> {
    await this.edit(`Pulumi.${stack}.yaml`, (text) => {
      const settings = (parse(text) ?? {}) as { config?: Record<string, unknown> };
      return stringify({ ...settings, config: { ...settings.config, ...values } });
    });
  }

  edit(path: string, change: (text: string) => string): Promise<void> {
    return new Files(this.ws.projectDir).edit(path, change);
  }

  read(path: string): Promise<string> {
    return new Files(this.ws.projectDir).read(path);
  }
}

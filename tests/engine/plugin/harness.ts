import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { startEmulator } from "../../../emulator";
import { foundCli } from "../../harness/cli/found";
import { openWorkspace } from "../../harness/cli/stack";
import { ensureLanguageHost } from "../../../tools/pulumi-cli/hosts";
import { IMPORTS, Scene } from "../../harness/cli/scene";
import { linkModules } from "../../harness/modules";

export * from "../../harness/cli/scene";

/** How a project uses the plugin of the npm package. */
const PLUGINS = { providers: [{ name: "coze", path: "./node_modules/pulumi-coze/plugin" }] };

const open: YamlScene[] = [];
afterAll(async () => {
  await Promise.all(open.splice(0).map((scene) => scene.close()));
});

export interface YamlProgram {
  readonly resources?: Record<string, unknown>;
  readonly variables?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
  readonly config?: Record<string, unknown>;
}

interface PluginSceneOptions {
  readonly env?: Record<string, string | undefined>;
  /** The project's packages; default: the checkout's. */
  readonly modules?: string;
}

/** An emulator and a stack for programs in YAML, until the end of the file. */
export async function openYaml(options: PluginSceneOptions = {}): Promise<YamlScene> {
  return openWith([await ensureLanguageHost("yaml")], options);
}

/** The same for another language, with the folders of its host and its programs on `PATH`. */
export async function openWith(folders: readonly string[], options: PluginSceneOptions = {}): Promise<YamlScene> {
  const emulator = await startEmulator();
  const cli = await foundCli();
  const ws = await openWorkspace({
    cli: { ...cli, binDirs: [...cli.binDirs, ...folders] },
    env: {
      COZE_API_BASE: emulator.url,
      COZE_API_TOKEN: emulator.token,
      COZE_SPACE_ID: emulator.spaceId,
      ...options.env,
    },
  });
  await linkModules(ws.projectDir, options.modules);
  const scene = new YamlScene(emulator, ws);
  open.push(scene);
  return scene;
}

/** The look for what a run before this one left behind has tests of its own. */
const CONFIG = { "coze:allowSameName": { value: "true" } };

export class YamlScene extends Scene {
  /** A file of the project, or a new edition of it. */
  async writeFile(path: string, text: string): Promise<void> {
    await writeFile(join(this.ws.projectDir, path), text);
  }

  /** The project of a program in another language, with the plugin of this checkout. */
  async writeProject(runtime: unknown): Promise<void> {
    await this.writeFile("Pulumi.yaml", stringify({ name: "support", runtime, plugins: PLUGINS }));
  }

  /** The same project as a program in JavaScript, with the dynamic resources. */
  async writeClasses(source: string): Promise<void> {
    const yaml = stringify({ config: CONFIG, plugins: PLUGINS });
    await this.ws.writeProgram(IMPORTS + source, {}, { name: "program", yaml });
  }

  async write(program: YamlProgram): Promise<void> {
    const project = { name: "program", runtime: "yaml", plugins: PLUGINS };
    const config = { ...CONFIG, ...program.config };
    // The host of YAML knows no aliases.
    const text = stringify({ ...project, ...program, config }, { aliasDuplicateObjects: false });
    await this.writeFile("Pulumi.yaml", text);
  }
}

/** A publication of a bot of the program. */
export const publicationOf = (bot: string, more: Record<string, unknown> = {}): object => ({
  type: "coze:Publication",
  properties: { bot: `\${${bot}}`, ...more },
});

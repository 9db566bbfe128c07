import { copyFile, link, mkdir, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ensurePulumi, type PulumiCli } from "../pulumi-cli/get";
import { lookup } from "../pulumi-cli/lookup";
import type { Section } from "./mistake";
import type { Scene } from "./scene";

const PROGRAM = `new CozeBot("support", { name: "Support" });`;

/** As a user has it: the program is run by what is in its own node_modules. */
const OWN_RUNNER = { PULUMI_LANGUAGE_NODEJS_RUN_PATH: undefined };

/** Everything is installed but this package. */
async function uninstall({ ws }: Scene): Promise<void> {
  const modules = join(ws.projectDir, "node_modules");
  await rm(modules);
  await mkdir(join(modules, "@pulumi"), { recursive: true });
  await symlink(dirname(require.resolve("@pulumi/pulumi/package.json")), join(modules, "@pulumi", "pulumi"));
}

/** The CLI and its host of Node.js programs, without the script that starts dynamic providers. */
async function cliWithoutScript(bin: string): Promise<PulumiCli> {
  const cli = await ensurePulumi();
  for (const name of ["pulumi", "pulumi-language-nodejs", "pulumi-language-nodejs-exec"]) {
    const dir = lookup(name, cli.binDirs.join(":"));
    if (!dir) continue;
    // No symbolic link: the CLI looks beside its real place as well.
    await link(join(dir, name), join(bin, name)).catch(() => copyFile(join(dir, name), join(bin, name)));
  }
  return { ...cli, command: join(bin, "pulumi"), binDirs: [bin] };
}

export const installation: Section = {
  title: "Installation",
  about: "These words are Pulumi's and Node.js's own, and differ between their versions.",
  mistakes: [
    {
      title: "The package is not installed",
      command: "pulumi up",
      remedy: "Run `npm install` in the program's folder.",
      env: OWN_RUNNER,
      ofPulumi: /Cannot find module 'pulumi-coze'/,
      onCli: async (scene) => {
        await scene.write(PROGRAM);
        await uninstall(scene);
        return scene.runAgain();
      },
    },
    {
      title: "The package is not installed where a stack is destroyed",
      command: "pulumi destroy",
      remedy: "Run `npm install` in the program's folder: refresh and destroy need the package, too.",
      env: OWN_RUNNER,
      ofPulumi: /Cannot find module 'pulumi-coze\/runtime'/,
      onCli: async (scene) => {
        await scene.up(PROGRAM);
        await uninstall(scene);
        return scene.destroy();
      },
    },
    {
      title: "The script that starts dynamic providers is not on PATH",
      command: "pulumi up",
      remedy:
        "Install the Pulumi CLI whole: `pulumi-resource-pulumi-nodejs` belongs beside it. It is in the folder of `@pulumi/pulumi`, too.",
      env: { ...OWN_RUNNER, PATH: `${dirname(process.execPath)}:/usr/bin:/bin` },
      ofPulumi: /pulumi-nodejs/,
      cli: cliWithoutScript,
      onCli: (scene) => scene.up(PROGRAM),
    },
  ],
};

import { join } from "node:path";
import { exec } from "./exec";
import { lookup } from "./lookup";

const SCRIPT = `require("@pulumi/pulumi/automation").PulumiCommand.install({ root: process.argv[1] }).then(
  () => process.exit(0),
  (error) => { console.error(error.message); process.exit(1); },
);`;

/**
 * The official installer, of the version that `@pulumi/pulumi` has. It runs in a process of its own, since a hanging download
 * cannot be called off any other way.
 */
export async function installOfficial(root: string, env: NodeJS.ProcessEnv, timeoutMs: number): Promise<void> {
  const node = lookup("node", env.PATH);
  const command = node ? join(node, "node") : process.execPath;
  await exec(command, ["-e", SCRIPT, root], { env, cwd: __dirname, timeoutMs });
}

import { join } from "node:path";
import { exec } from "./exec";
import { lookup } from "./lookup";

const SCRIPT = `require("@pulumi/pulumi/automation").PulumiCommand.install({ root: process.argv[1] }).then(
  () => process.exit(0),
  (error) => { console.error(error.message); process.exit(1); },
);`;

/**
 * Runs the official installer for the version of `@pulumi/pulumi`. It has its own process, since a hanging download
 * cannot be stopped in any other way.
 */
export async function installOfficial(root: string, env: NodeJS.ProcessEnv, timeoutMs: number): Promise<void> {
  const node = lookup("node", env.PATH);
  const command = node ? join(node, "node") : process.execPath;
  await exec(command, ["-e", SCRIPT, root], { env, cwd: __dirname, timeoutMs });
}

import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { SECRETS_PROVIDER } from "./vault";

export interface StackFiles {
  readonly backendDir: string;
  readonly configFile: string;
  readonly project: string;
  readonly stack: string;
}

/** Makes an empty stack, as `pulumi stack init` does, without the time of a command. */
export async function writeStack({ backendDir, configFile, project, stack }: StackFiles): Promise<void> {
  const home = join(backendDir, ".pulumi");
  const stacks = join(home, "stacks", project);
  await mkdir(stacks, { recursive: true });
  await writeFile(join(home, "meta.yaml"), "version: 1\n");
  const checkpoint = { version: 3, checkpoint: { stack: `organization/${project}/${stack}` } };
  await writeFile(join(stacks, `${stack}.json`), JSON.stringify(checkpoint));
  const config = existsSync(configFile) ? await readFile(configFile, "utf8") : "";
  if (/^(encryptionsalt|secretsprovider):/m.test(config)) return;
  await appendFile(configFile, `${config === "" || config.endsWith("\n") ? "" : "\n"}${SECRETS_PROVIDER}`);
}

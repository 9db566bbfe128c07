import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { exec } from "./exec";
import { isExecutable, lookup } from "./lookup";
import { atLeast, parseVersion } from "./version";

/** In older versions, `read` of a dynamic provider cannot return inputs, so a refresh finds no drift of inputs. */
export const MINIMUM_PULUMI = "3.216.0";

export interface FoundCli {
  command: string;
  version: string;
  /** The directories that must be on `PATH`: the CLI's, and the Node language host's if it is another one. */
  binDirs: string[];
}

/** The CLI on this `PATH`, with its Node language host. The error says what is missing. */
export async function findCli(env: NodeJS.ProcessEnv): Promise<FoundCli> {
  const dir = lookup("pulumi", env.PATH);
  if (!dir) throw new Error("there is none");
  const command = join(dir, "pulumi");
  const printed = await exec(command, ["version"], {
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeoutMs: 20_000,
  });
  const version = parseVersion(printed);
  if (!version) throw new Error(`${command} printed no version`);
  if (!atLeast(version, MINIMUM_PULUMI)) throw new Error(`${command} is ${version}, older than ${MINIMUM_PULUMI}`);
  const hostDir = [dir, dirname(realpathSync(command))].find((d) => isExecutable(join(d, "pulumi-language-nodejs")));
  const binDirs = hostDir ?? lookup("pulumi-language-nodejs", env.PATH);
  if (!binDirs) throw new Error(`${command} has no pulumi-language-nodejs beside it`);
  return { command, version, binDirs: [...new Set([dir, binDirs])] };
}

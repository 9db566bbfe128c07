import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { copyConfig, type RawConfig } from "../../client/settings";
import { SETTINGS } from "../../values/settings-table";

const TIMEOUT_MS = 20_000;

/** The settings of the selected stack; none if they cannot be read. */
export interface StackSettings {
  readonly config: RawConfig;
  /** The stack and its settings in words, without values; or the reason why there are none. */
  readonly about: string;
}

/** Whether the environment lacks credentials. The doctor then looks at the stack. */
export function lacksCredentials(env: NodeJS.ProcessEnv): boolean {
  return !env[SETTINGS.token.env] && !env[SETTINGS.oauthAppId.env];
}

/** Reads the settings of a folder's selected stack with Pulumi's command. */
export async function stackSettings(directory: string): Promise<StackSettings> {
  try {
    const name = (await pulumi(directory, "stack", "--show-name")).trim();
    const values = JSON.parse(await pulumi(directory, "config", "--json", "--show-secrets")) as Record<
      string,
      { readonly value?: string } | undefined
    >;
    const config = copyConfig((key) => values[key]?.value);
    const keys = Object.keys(config).map((key) => `coze:${key}`);
    return { config, about: `the configuration of stack ${name}, which has ${keys.join(", ") || "no coze: key"}` };
  } catch (error) {
    const { stderr = "" } = error as { stderr?: string };
    const reason = /^error: (.+)$/m.exec(stderr)?.[1] ?? "`pulumi config` cannot be run here";
    return { config: {}, about: `no stack's configuration: ${reason}` };
  }
}

async function pulumi(cwd: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("pulumi", [...args, "--non-interactive"], { cwd, timeout: TIMEOUT_MS });
  return stdout;
}

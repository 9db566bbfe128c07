import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { messageOf } from "../../client/errors/errors";
import { counted } from "../../values/problem";
import { print, printable, say } from "../../values/terminal";
import { Probe } from "../../client/probe";
import { copyConfig, type RawConfig } from "../../client/settings";
import { SETTINGS } from "../../values/settings-table";
import { addressCheck, audienceCheck, userChecks, workspaceCheck } from "./account";
import { failure, ok, type Check } from "./check";
import { machineChecks, networkChecks } from "./machine";
import { permissionChecks } from "./permissions";

const TIMEOUT_MS = 20_000;

export interface Diagnosis {
  readonly ok: boolean;
  readonly calls: number;
  readonly checks: readonly Check[];
}

/**
 * Checks everything between a program and its workspace: the installation, the network, the account, the workspace.
 * Reads only.
 */
export async function diagnose(spaceId: string | undefined): Promise<Diagnosis> {
  const checks = [...(await machineChecks(process.cwd())), ...networkChecks(process.env)];
  const stack = lacksCredentials(process.env) ? await stackSettings(process.cwd()) : undefined;
  let probe: Probe | undefined;
  try {
    probe = Probe.open(process.env, say, stack?.config);
  } catch (error) {
    const looked = stack ? ` The doctor has looked at the environment and at ${stack.about}.` : "";
    checks.push(failure("settings", `${messageOf(error)}${looked}`));
  }
  const used = stack ? stack.about : "the environment";
  if (probe) checks.push(...(await accountChecks(probe, spaceId ?? probe.settings.spaceId, used)));
  const calls = probe?.calls ?? 0;
  return { ok: checks.every(({ status }) => status !== "failure"), calls, checks };
}

async function accountChecks(probe: Probe, spaceId: string | undefined, used: string): Promise<Check[]> {
  const { checks, usable } = await userChecks(probe);
  const source = `the credentials are those of ${probe.source}; settings come from ${used}`;
  const found = [ok("settings", source), addressCheck(probe), ...audienceCheck(probe), ...checks];
  if (!usable) return found;
  found.push(await workspaceCheck(probe, spaceId));
  if (spaceId !== undefined) found.push(...(await permissionChecks(probe, spaceId)));
  return found;
}

/** Prints one line for each check. */
export function printDiagnosis({ checks, calls, ok: fine }: Diagnosis): void {
  const width = Math.max(...checks.map(({ name }) => name.length));
  for (const { name, status, detail } of checks) {
    print(`${status.padEnd(7)}  ${name.padEnd(width)}  ${printable(detail)}\n`);
  }
  const warnings = checks.filter(({ status }) => status === "warning").length;
  const failures = checks.filter(({ status }) => status === "failure").length;
  print(
    `${fine ? "ok" : "not ok"}: ${counted(failures, "failure")}, ${counted(warnings, "warning")}; ${counted(calls, "API call")} made, all reads\n`,
  );
}

/** The settings of the selected stack; none if they cannot be read. */
interface StackSettings {
  readonly config: RawConfig;
  /** The stack and its settings in words, without values; or the reason why there are none. */
  readonly about: string;
}

/** Whether the environment lacks credentials. The doctor then looks at the stack. */
function lacksCredentials(env: NodeJS.ProcessEnv): boolean {
  return !env[SETTINGS.token.env] && !env[SETTINGS.oauthAppId.env];
}

/** Reads the settings of a folder's selected stack with Pulumi's command. */
async function stackSettings(directory: string): Promise<StackSettings> {
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

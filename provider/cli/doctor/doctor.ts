import { messageOf } from "../../client/errors/errors";
import { counted } from "../../values/problem";
import { print, printable, say } from "../../values/terminal";
import { Probe } from "../../client/probe";
import { addressCheck, audienceCheck, userChecks, workspaceCheck } from "./account";
import { failure, ok, type Check } from "./check";
import { machineChecks, networkChecks } from "./machine";
import { lacksCredentials, stackSettings } from "./stack-settings";
import { permissionChecks } from "./permissions";

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

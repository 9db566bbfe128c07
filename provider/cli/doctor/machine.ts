import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { failure, ok, warning, type Check } from "./check";

const MINIMUM_NODE = 20;
/**
 * The first Node.js version that runs every version of the SDK, and the last version of the SDK that older Node.js
 * versions run.
 */
const NODE_OF_ANY_SDK = 22;
const LAST_SDK_OF_OLD_NODE = "3.248";
const MINIMUM_SDK = "3.216";
const SDK = "@pulumi/pulumi";
const CLI_TIMEOUT_MS = 10_000;

/** Checks the installation: Node, this package, the SDK that the program finds, Pulumi's command. */
export async function machineChecks(directory: string): Promise<Check[]> {
  const sdk = sdkVersion(directory);
  return [nodeCheck(process.versions.node, sdk), packageCheck(), sdkCheck(sdk), await cliCheck()];
}

/** Whether Node.js runs this package and the program's SDK. */
export function nodeCheck(node: string, sdk: string | undefined): Check {
  const major = Number.parseInt(node, 10);
  if (major < MINIMUM_NODE) return failure("node", `${node}: install Node 22, 24 or 26`);
  if (major >= NODE_OF_ANY_SDK) return ok("node", node);
  const limit = `${node}, which runs ${SDK} up to ${LAST_SDK_OF_OLD_NODE}`;
  return sdk !== undefined && isOlder(LAST_SDK_OF_OLD_NODE, sdk)
    ? warning("node", `${limit}, and here is ${sdk}: install Node 22, 24 or 26, or ${SDK}@${LAST_SDK_OF_OLD_NODE}`)
    : ok("node", `${limit}; Node 22, 24 and 26 run all`);
}

function packageCheck(): Check {
  return ok("pulumi-coze", versionIn(join(__dirname, "..", "..", "..", "package.json")));
}

function sdkCheck(version: string | undefined): Check {
  if (version === undefined) {
    return warning(SDK, "not found from this directory: run the doctor where the program is, or npm install it");
  }
  return isOlder(version, MINIMUM_SDK) ? failure(SDK, `${version}: install ${MINIMUM_SDK} or newer`) : ok(SDK, version);
}

function sdkVersion(directory: string): string | undefined {
  try {
    return versionIn(createRequire(join(directory, "index.js")).resolve(`${SDK}/package.json`));
  } catch {
    return undefined;
  }
}

/** Whether a version is older than another one, by the major and minor numbers. */
function isOlder(version: string, than: string): boolean {
  const [[major = 0, minor = 0], [otherMajor = 0, otherMinor = 0]] = [numbers(version), numbers(than)];
  return major < otherMajor || (major === otherMajor && minor < otherMinor);
}

const numbers = (version: string): number[] => version.split(".").map(Number);

async function cliCheck(): Promise<Check> {
  try {
    const { stdout } = await promisify(execFile)("pulumi", ["version"], { timeout: CLI_TIMEOUT_MS });
    return ok("pulumi", stdout.trim().replace(/^v/, ""));
  } catch {
    return warning("pulumi", "no `pulumi` that runs is on PATH: install Pulumi's command to deploy with it");
  }
}

function versionIn(file: string): string {
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

const PROXY_VARIABLES = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy"];

/** The environment variables for the network: proxies, and certificates beside Node's own. */
export function networkChecks(env: NodeJS.ProcessEnv): Check[] {
  const proxies = PROXY_VARIABLES.filter((name) => env[name]).map(
    (name) => `${name}=${withoutPassword(env[name] ?? "")}`,
  );
  return [ok("proxy", proxies.join(", ") || "none is set"), certificatesCheck(env["NODE_EXTRA_CA_CERTS"])];
}

function certificatesCheck(file: string | undefined): Check {
  if (!file) return ok("certificates", "Node's own; NODE_EXTRA_CA_CERTS is not set");
  return existsSync(file)
    ? ok("certificates", `Node's own and those of NODE_EXTRA_CA_CERTS=${file}`)
    : failure("certificates", `NODE_EXTRA_CA_CERTS names ${file}, which does not exist: correct the path`);
}

/** The address of a proxy, without user and password. */
function withoutPassword(proxy: string): string {
  return proxy.replace(/\/\/[^/@]*@/, "//[user]@");
}

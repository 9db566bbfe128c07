import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { failure, ok, warning, type Check } from "./check";

const MINIMUM_NODE = 20;
const MINIMUM_SDK = [3, 216];
const CLI_TIMEOUT_MS = 10_000;

/** What is installed: Node, this package, Pulumi's SDK as the program finds it, Pulumi's command. */
export async function machineChecks(directory: string): Promise<Check[]> {
  return [nodeCheck(), packageCheck(), sdkCheck(directory), await cliCheck()];
}

function nodeCheck(): Check {
  const { node } = process.versions;
  return Number.parseInt(node, 10) >= MINIMUM_NODE
    ? ok("node", node)
    : failure("node", `${node}: install Node ${MINIMUM_NODE} or newer`);
}

function packageCheck(): Check {
  return ok("pulumi-coze", versionIn(join(__dirname, "..", "..", "..", "package.json")));
}

function sdkCheck(directory: string): Check {
  const name = "@pulumi/pulumi";
  let version: string;
  try {
    version = versionIn(createRequire(join(directory, "index.js")).resolve(`${name}/package.json`));
  } catch {
    return warning(name, "not found from this directory: run the doctor where the program is, or npm install it");
  }
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [minMajor = 0, minMinor = 0] = MINIMUM_SDK;
  return major > minMajor || (major === minMajor && minor >= minMinor)
    ? ok(name, version)
    : failure(name, `${version}: install ${MINIMUM_SDK.join(".")} or newer`);
}

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

/** The environment variables that decide how the server is reached: proxies, and certificates beside Node's own. */
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

/** The address of a proxy without the user and the password that it may hold. */
function withoutPassword(proxy: string): string {
  return proxy.replace(/\/\/[^/@]*@/, "//[user]@");
}

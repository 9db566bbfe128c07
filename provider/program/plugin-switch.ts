import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { isMocked, programError } from "./sdk-internals";

/**
 * Which host runs the resources of the program. The entry that the program imports chooses the host, before the first
 * resource.
 */
let isPlugin = false;
let isFound = false;

/** From now on the plugin runs the resources. */
export function usePlugin(): void {
  isPlugin = true;
}

/** Whether the plugin runs the resources. If the engine has no plugin then, that is an error of the program. */
export function usesPlugin(): boolean {
  if (!isPlugin) return false;
  isFound ||= isMocked() || isInstalled(process.env, process.cwd());
  if (isFound) return true;
  throw programError(
    "pulumi-coze/plugin: the engine finds no plugin. Add it to Pulumi.yaml: " +
      "plugins: { providers: [{ name: coze, path: ./node_modules/pulumi-coze/plugin }] }",
  );
}

const EXECUTABLE = "pulumi-resource-coze";

/**
 * Looks where the engine looks: in the project's file, its folder of plugins, and `PATH`. The engine's own error does
 * not say what to write.
 */
function isInstalled(env: NodeJS.ProcessEnv, directory: string): boolean {
  if (/\bname["']?:\s*["']?coze["']?\s*(?:[,}\n]|$)/.test(pluginsOf(directory))) return true;
  const plugins = join(env["PULUMI_HOME"] ?? join(homedir(), ".pulumi"), "plugins");
  if (existsSync(plugins) && readdirSync(plugins).some((name) => name.startsWith("resource-coze-v"))) return true;
  const folders = (env["PATH"] ?? "").split(delimiter);
  return folders.some((folder) => [EXECUTABLE, `${EXECUTABLE}.cmd`].some((file) => existsSync(join(folder, file))));
}

/** The text after `plugins` in the project's file. */
function pluginsOf(directory: string): string {
  const file = ["Pulumi.yaml", "Pulumi.yml"].map((name) => join(directory, name)).find(existsSync);
  if (file !== undefined) return /^plugins:[\s\S]*/m.exec(readFileSync(file, "utf8"))?.[0] ?? "";
  const parent = dirname(directory);
  return parent === directory ? "" : pluginsOf(parent);
}

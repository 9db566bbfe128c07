import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";

/** A resource of a stack, as far as a command looks at it. */
export interface StateResource {
  readonly type?: string;
  readonly urn?: string;
  readonly id?: string;
  readonly external?: boolean;
  readonly inputs?: { readonly adoptVersion?: unknown };
  readonly outputs?: { readonly spaceId?: unknown };
}

/** The resources of a kind in what `pulumi stack export` prints, of the dynamic form and of the plugin, but for those that are only read. */
export async function resourcesOf(
  command: string,
  kind: "Bot" | "Publication",
  file: string | undefined,
): Promise<StateResource[]> {
  const types = [`pulumi-nodejs:dynamic/coze:${kind}`, `coze:index:${kind}`];
  const resources = await readResources(command, file);
  return resources.filter(({ type = "", external }) => types.includes(type) && external !== true);
}

const contents = new Map<string, Promise<string>>();

async function readResources(command: string, file = "-"): Promise<StateResource[]> {
  if (file === "-" && process.stdin.isTTY) {
    throw new Error(
      `${command} needs the stack's state: pipe \`pulumi stack export\` into it, or name a file with --state`,
    );
  }
  // Standard input can be read once.
  const content = contents.get(file) ?? (file === "-" ? text(process.stdin) : readFile(file, "utf8"));
  contents.set(file, content);
  const state = parsed(await content);
  const isExport = typeof state === "object" && state !== null && "deployment" in state;
  // A stack that was never updated has no deployment.
  const resources = isExport ? ((state.deployment as { resources?: unknown } | null)?.resources ?? []) : undefined;
  if (!Array.isArray(resources))
    throw new Error("the state has no list of resources: it must be what `pulumi stack export` prints");
  return resources as StateResource[];
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content) as unknown;
  } catch {
    throw new Error("the state is not JSON: it must be what `pulumi stack export` prints");
  }
}

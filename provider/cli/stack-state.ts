import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { isSecret } from "../values/marks";
import { UsageError } from "../values/terminal";

/** A resource in the output of `pulumi stack export`. */
export interface StateResource {
  readonly type?: string;
  readonly urn?: string;
  readonly id?: string;
  readonly external?: boolean;
  /** Whether the resource was replaced, and is still to be deleted. */
  readonly delete?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** The placeholder of a secret that the export has encrypted. */
export const ENCRYPTED = Symbol("encrypted");

/** The text of a file that the command line names. */
export async function readNamed(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new Error(`there is no file ${file}`, { cause: error });
  }
}

/** Reads the output of `pulumi stack export`, from the file or the standard input. `command` is for the message. */
export async function readState(file: string | undefined, command: string): Promise<unknown> {
  if (file === undefined && process.stdin.isTTY) {
    throw new Error(
      `${command} needs the stack's state: pipe \`pulumi stack export\` into it, or name a file with --state`,
    );
  }
  const content = file === undefined || file === "-" ? await text(process.stdin) : await readNamed(file);
  if (content.trim() === "") {
    throw new Error(
      "the state is empty: what `pulumi stack export` says is the reason, such as that no stack is selected",
    );
  }
  try {
    // PowerShell begins its output with a byte order mark.
    return JSON.parse(content.replace(/^\uFEFF/, "")) as unknown;
  } catch {
    throw new Error("the state is not JSON: it must be what `pulumi stack export` prints");
  }
}

/** The resources of a kind that the stack manages, in both forms: dynamic resources, and resources of the plugin. */
export function managedOf(state: unknown, kind: "Bot" | "Publication"): StateResource[] {
  const isExport = typeof state === "object" && state !== null && "deployment" in state;
  // A stack that was never updated has no deployment.
  const resources = isExport ? ((state.deployment as { resources?: unknown } | null)?.resources ?? []) : undefined;
  if (!Array.isArray(resources))
    throw new Error("the state has no list of resources: it must be what `pulumi stack export` prints");
  const types = [`pulumi-nodejs:dynamic/coze:${kind}`, `coze:index:${kind}`];
  return (resources as StateResource[]).filter(({ type = "", external }) => types.includes(type) && external !== true);
}

/** The name of the resource in the program. */
export const nameOf = ({ urn = "" }: StateResource): string => urn.split("::").at(-1) ?? "";

/** The name of the stack, from a URN. */
export const stackOf = ({ urn = "" }: StateResource): string => /^urn:pulumi:(.*?)::/.exec(urn)?.[1] ?? "";

/** The value without the marks of secrets. An encrypted secret becomes `ENCRYPTED`. */
export function unmarked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unmarked);
  if (typeof value !== "object" || value === null) return value;
  if (!isSecret(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unmarked(item)]));
  const { plaintext } = value as { plaintext?: unknown };
  return typeof plaintext === "string" ? unmarked(JSON.parse(plaintext)) : ENCRYPTED;
}

/** The items with the wanted name or bot's id; all items if none is wanted. */
export function chosenFrom<T extends { readonly name: string }>(
  all: readonly T[],
  wanted: string | undefined,
  idOf: (one: T) => unknown,
): T[] {
  if (wanted === undefined) return [...all];
  const found = all.filter((one) => one.name === wanted || idOf(one) === wanted);
  if (found.length > 0) return found;
  const names = [...new Set(all.map(({ name }) => name))].sort().join(", ") || "none";
  throw new UsageError(`the state has no bot ${JSON.stringify(wanted)}: its bots are ${names}`);
}

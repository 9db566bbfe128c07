import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { UNKNOWN } from "../../../provider/values/tree";
import { ARCHIVE, ASSET, RESOURCE, SECRET, secret as secretOf, SIGNATURE } from "../marks";

/** Inputs or outputs as the engine holds them: secrets, assets and unknown values are marked. */
export type Properties = Record<string, unknown>;

const isBlock = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const signatureOf = (value: unknown): unknown => (isBlock(value) ? value[SIGNATURE] : undefined);

const isSecret = (value: unknown): value is { value: unknown } => signatureOf(value) === SECRET;

const secret = (value: unknown): unknown => (isSecret(value) ? value : secretOf(value));

/** The value with every part of it replaced by what `change` makes of it, inner parts first. */
function mapped(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapped(item, change));
  if (!isBlock(value)) return change(value);
  return change(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapped(item, change)])));
}

/** A copy that can be written to. Not `structuredClone`, whose objects are of another realm under jest. */
export function copied<T>(value: T): T {
  return mapped(value, (part) => part) as T;
}

/** With the properties of these names as secrets. */
export function withSecrets(outputs: Properties, keys: readonly string[] = []): Properties {
  const marked = keys.filter((key) => key in outputs).map((key) => [key, secret(revealed(outputs[key]))]);
  return { ...outputs, ...(Object.fromEntries(marked) as Properties) };
}

/** Without the marks of secrets: what a provider gets that does not accept secrets. */
export function revealed<T>(value: T): T {
  return mapped(value, (part) => (isSecret(part) ? part.value : part)) as T;
}

/** References to resources as their ids: what a provider gets. */
export function dereferenced<T>(value: T): T {
  return mapped(value, (part) => (signatureOf(part) === RESOURCE ? (part as Properties)["id"] : part)) as T;
}

/** Assets without their content: what is kept in the state, and what a diff gets of old values. */
export function elided<T>(value: T): T {
  return mapped(value, (part) => {
    const signature = signatureOf(part);
    if (signature !== ASSET && signature !== ARCHIVE) return part;
    return { [SIGNATURE]: signature, hash: (part as Properties)["hash"] };
  }) as T;
}

/** With the assets of the inputs in place of their like without content. */
export function withAssets(outputs: Properties, inputs: Properties): Properties {
  const isElided = (value: unknown): boolean =>
    isSecret(value)
      ? isElided(value.value)
      : signatureOf(value) === ASSET &&
        Object.keys(value as Properties).every((key) => key === SIGNATURE || key === "hash");
  return Object.fromEntries(
    Object.entries(outputs).map(([key, value]) => [key, isElided(value) && key in inputs ? inputs[key] : value]),
  );
}

/** Assets with their hashes, for which the engine reads them. */
export function hashed<T>(value: T, directory: string): T {
  const sha = (bytes: string | Buffer): string => createHash("sha256").update(bytes).digest("hex");
  return mapped(value, (part) => {
    const signature = signatureOf(part);
    if (signature !== ASSET && signature !== ARCHIVE) return part;
    const {
      __pulumiAsset: _,
      __pulumiArchive: __,
      ...asset
    } = part as { hash?: string; text?: string; path?: string } & Properties;
    if (signature === ARCHIVE) return { ...asset, hash: sha(JSON.stringify(asset)) };
    if (asset.hash !== undefined) return asset;
    if (asset.text !== undefined) return { ...asset, hash: sha(asset.text) };
    if (asset.path !== undefined) return { ...asset, hash: sha(readFileSync(resolve(directory, asset.path))) };
    throw new Error("this engine reads no remote assets");
  }) as T;
}

/** What a provider that knows no secrets answers, with what was a secret among its inputs as one again. */
export function annotated(answer: Properties, given: Properties): Properties {
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]) => {
      const input = given[key];
      if (isSecret(input)) return [key, secret(value)];
      if (isBlock(value) && isBlock(input)) return [key, annotated(value, input)];
      // Of a list that holds a secret, and of a text that was a block with one, all is one.
      if (containsSecret(input)) return [key, secret(value)];
      return [key, value];
    }),
  );
}

function containsSecret(value: unknown): boolean {
  if (isSecret(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(containsSecret);
}

/** The properties that cannot be known before what they depend on is there. */
export function withUnknown(properties: Properties, keys: readonly string[]): Properties {
  return { ...properties, ...Object.fromEntries(keys.map((key) => [key, UNKNOWN])) };
}

/**
 * Through the wire: what JSON does not hold fails there, after Coze has acted, or comes out as something else.
 */
function transferred(value: unknown): Properties {
  const copy = JSON.parse(JSON.stringify(value)) as Properties;
  if (!isDeepStrictEqual(copy, value)) throw new Error("Unexpected struct type: an answer holds what JSON does not");
  return copy;
}

/** The leaves in which the two differ, by their paths, each as [before, after]. */
export function changesBetween(before: unknown, after: unknown, path = ""): Record<string, [unknown, unknown]> {
  if (isDeepStrictEqual(before, after)) return {};
  if (!isBlock(before) || !isBlock(after) || isSecret(before) || isSecret(after)) return { [path]: [before, after] };
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.assign(
    {},
    ...keys.map((key) => changesBetween(before[key], after[key], path === "" ? key : `${path}.${key}`)),
  ) as Record<string, [unknown, unknown]>;
}

/** The recorded properties as a provider receives them. */
export const asOld = (properties: Properties): Properties => elided(revealed(properties));

/** The answer of a provider, with the text that its host puts back into every answer. */
export function answerOf(answered: unknown, given: Properties): Properties {
  return { ...transferred(answered), __provider: given["__provider"] };
}

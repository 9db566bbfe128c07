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

/** Applies `change` to every part of the value, inner parts first. */
function mapped(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapped(item, change));
  if (!isBlock(value)) return change(value);
  return change(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapped(item, change)])));
}

/** A writable copy. `structuredClone` would return objects of another realm under jest. */
export function copied<T>(value: T): T {
  return mapped(value, (part) => part) as T;
}

/** Marks the properties of these names as secrets. */
export function withSecrets(outputs: Properties, keys: readonly string[] = []): Properties {
  const marked = keys.filter((key) => key in outputs).map((key) => [key, secret(revealed(outputs[key]))]);
  return { ...outputs, ...(Object.fromEntries(marked) as Properties) };
}

/** Removes the marks of secrets, for a provider that does not accept secrets. */
export function revealed<T>(value: T): T {
  return mapped(value, (part) => (isSecret(part) ? part.value : part)) as T;
}

/** Replaces references to resources by their ids, for a provider. */
export function dereferenced<T>(value: T): T {
  return mapped(value, (part) => (signatureOf(part) === RESOURCE ? (part as Properties)["id"] : part)) as T;
}

/** Removes the content of assets, as in the state and in the old values of a diff. */
export function elided<T>(value: T): T {
  return mapped(value, (part) => {
    const signature = signatureOf(part);
    if (signature !== ASSET && signature !== ARCHIVE) return part;
    return { [SIGNATURE]: signature, hash: (part as Properties)["hash"] };
  }) as T;
}

/** Replaces assets without content by the same assets of the inputs. */
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

/** Reads the assets and adds their hashes, as the engine does. */
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

/** The answer of a provider that knows no secrets. Values that were secrets in its inputs become secrets again. */
export function annotated(answer: Properties, given: Properties): Properties {
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]) => {
      const input = given[key];
      if (isSecret(input)) return [key, secret(value)];
      if (isBlock(value) && isBlock(input)) return [key, annotated(value, input)];
      // A list with a secret becomes a secret as a whole, and so does a text whose input was a block with a secret.
      if (containsSecret(input)) return [key, secret(value)];
      return [key, value];
    }),
  );
}

function containsSecret(value: unknown): boolean {
  if (isSecret(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(containsSecret);
}

/** Replaces these properties by unknown values: they depend on a resource that does not exist yet. */
export function withUnknown(properties: Properties, keys: readonly string[]): Properties {
  return { ...properties, ...Object.fromEntries(keys.map((key) => [key, UNKNOWN])) };
}

/**
 * Sends the value through JSON, as over the wire. A value that JSON cannot express would fail there after Coze has
 * acted, or change.
 */
function transferred(value: unknown): Properties {
  const copy = JSON.parse(JSON.stringify(value)) as Properties;
  if (!isDeepStrictEqual(copy, value)) throw new Error("Unexpected struct type: an answer holds what JSON does not");
  return copy;
}

/** The leaves in which the two differ, by path, each as [before, after]. */
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

/** The answer of a provider, with the provider's text, which its host adds to every answer. */
export function answerOf(answered: unknown, given: Properties): Properties {
  return { ...transferred(answered), __provider: given["__provider"] };
}

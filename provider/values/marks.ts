/** The key of an object that represents another kind of value, and the signatures that the key may have. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";
export const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
export const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";

/** The signature that marks a special value; `undefined` if the value has no mark. */
export function signatureOf(value: unknown): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[SIGNATURE] : undefined;
}

/** Marks a value as a secret, for fields that are always secret. */
export function secret(value: unknown): unknown {
  return { [SIGNATURE]: SECRET, value };
}

export function isSecret(value: unknown): boolean {
  const signature = signatureOf(value);
  return signature === SECRET || (signature === OUTPUT && (value as Record<string, unknown>)["secret"] === true);
}

/** Whether the value is a secret or contains one, in the engine's form. */
export function containsSecret(value: unknown): boolean {
  if (isSecret(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(containsSecret);
}

/** The value without the marks of secrets in it. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  if (isSecret(value)) return withoutSecrets((value as { value?: unknown }).value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutSecrets(item)]));
}

/**
 * An asset in a provider, with the engine's hash. Only `check`, `create` and the new inputs of `update` have its
 * source, so assets are compared by their hashes.
 */
export interface Asset {
  /** SHA-256 of the bytes, in hex. */
  readonly hash: string;
  readonly text?: string;
  /** The path, relative to the directory of the project, which is also the provider's working directory. */
  readonly path?: string;
  readonly uri?: string;
}

/** The value as an asset; `undefined` for any other value, archives included. */
export function assetOf(value: unknown): Asset | undefined {
  if (signatureOf(value) !== ASSET) return undefined;
  const { hash, text, path, uri } = value as Record<string, unknown>;
  if (typeof hash !== "string") return undefined;
  return {
    hash,
    ...(typeof text === "string" ? { text } : {}),
    ...(typeof path === "string" ? { path } : {}),
    ...(typeof uri === "string" ? { uri } : {}),
  };
}

/**
 * The value with hashes in place of assets and archives, for comparisons: the old and the new value may differ in the
 * source of an asset.
 */
export function byHash(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(byHash);
  if (typeof value !== "object" || value === null) return value;
  const signature = signatureOf(value);
  if (signature === ASSET || signature === ARCHIVE) return { hash: (value as Record<string, unknown>)["hash"] };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, byHash(item)]));
}

export function isArchive(value: unknown): boolean {
  return signatureOf(value) === ARCHIVE;
}

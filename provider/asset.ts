import { createHash } from "node:crypto";
import { openAsBlob } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { messageOf } from "./client/errors/errors";
import { proxyAgent, ProxyError } from "./client/http/proxy";
import { distrust } from "./client/http/transport";
import { assetOf, isArchive, type Asset } from "./values/marks";
import type { Locks } from "./values/locks";
import type { Problem } from "./values/problem";

const LARGE_BYTES = 8 * 1024 * 1024;
const EMPTY = createHash("sha256").digest("hex");

/** The schema of an input that is an asset. */
export const assetInput: z.ZodType = z.custom((value) => assetOf(value) !== undefined, {
  error: ({ input }) =>
    isArchive(input)
      ? "must be one file, and this is an archive: give it as a pulumi.asset.FileAsset"
      : "must be a pulumi.asset.FileAsset, StringAsset or RemoteAsset",
});

/** The name of the asset: the last segment of its path or URI. */
export function assetName({ path, uri }: Asset): string | undefined {
  if (path !== undefined) return basename(path) || undefined;
  if (uri === undefined || !URL.canParse(uri)) return undefined;
  const segment = new URL(uri).pathname.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(segment).split("/").at(-1) || undefined;
  } catch {
    return segment;
  }
}

/** The number of bytes. `undefined` for a remote asset, whose size needs a call. */
export async function assetSize(asset: Asset): Promise<number | undefined> {
  if (asset.text !== undefined) return Buffer.byteLength(asset.text);
  const path = localPath(asset);
  return path === undefined ? undefined : (await reading(asset, () => stat(path))).size;
}

/**
 * Runs work that has the bytes of the asset in memory. Large assets take turns: the engine starts many operations at
 * once.
 */
export async function oneLargeAtATime<T>(locks: Locks, asset: Asset | undefined, work: () => Promise<T>): Promise<T> {
  const isLarge = asset !== undefined && ((await assetSize(asset)) ?? Infinity) >= LARGE_BYTES;
  return isLarge ? locks.run("a large asset", work) : work();
}

/** The problems of the asset's bytes that can be found without a call. */
export async function contentProblems(input: string, asset: Asset, maxBytes: number): Promise<Problem[]> {
  try {
    const size = await assetSize(asset);
    if (size === 0 || asset.hash === EMPTY) return [{ path: [input], rule: "must not be empty", given: "0 bytes" }];
    if (size === undefined || size <= maxBytes) return [];
    const rule = `must be at most ${maxBytes / 1024 / 1024} MB (${maxBytes} bytes)`;
    return [{ path: [input], rule, given: `${size} bytes` }];
  } catch (error) {
    return [{ path: [input], rule: messageOf(error) }];
  }
}

/** The limits of an asset: its size, and the time of its download. */
export interface AssetLimits {
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

/** The bytes of the asset. Fails if they no longer have its hash. */
export async function assetBytes(asset: Asset, limits: AssetLimits): Promise<Buffer | Uint8Array> {
  await checkSize(asset, limits);
  const bytes = await reading(asset, () => content(asset, limits));
  checkHash(asset, createHash("sha256").update(bytes).digest("hex"));
  return bytes;
}

/** The bytes of the asset as a blob. A local file is never in memory as a whole: it is read while it is sent. */
export async function assetBlob(asset: Asset, limits: AssetLimits): Promise<Blob> {
  const path = localPath(asset);
  if (path === undefined) return new Blob([await assetBytes(asset, limits)]);
  await checkSize(asset, limits);
  return reading(asset, async () => {
    // A later read of the blob fails if the file has changed, so the hashed bytes are the sent bytes.
    const blob = await openAsBlob(path);
    const hash = createHash("sha256");
    for await (const chunk of blob.stream() as AsyncIterable<Uint8Array>) hash.update(chunk);
    checkHash(asset, hash.digest("hex"));
    return blob;
  });
}

async function checkSize(asset: Asset, { maxBytes }: AssetLimits): Promise<void> {
  const size = await assetSize(asset);
  if (size !== undefined && size > maxBytes) throw tooBig(asset, maxBytes);
}

function checkHash(asset: Asset, hash: string): void {
  if (hash === asset.hash) return;
  throw new AssetError(`${described(asset)} has changed since this run began to read it. Run the same command again.`);
}

async function content(asset: Asset, limits: AssetLimits): Promise<Buffer> {
  if (asset.text !== undefined) return Buffer.from(asset.text);
  const path = localPath(asset);
  if (path !== undefined) return readFile(path);
  if (asset.uri !== undefined) return download(asset, asset.uri, limits);
  throw new AssetError(`${described(asset)} could not be read: the engine gave no source for it.`);
}

/** Downloads a remote asset. The request has no header of the provider: the host is not Coze. */
async function download(asset: Asset, uri: string, { maxBytes, timeoutMs }: AssetLimits): Promise<Buffer> {
  const { ofetch } = await import("ofetch");
  const dispatcher = await proxyAgent(uri);
  const response = await ofetch.raw<unknown, "stream">(uri, {
    ...(dispatcher ? { dispatcher } : {}),
    responseType: "stream",
    retry: 2,
    retryDelay: 500,
    signal: AbortSignal.timeout(timeoutMs),
  });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response._data ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) throw tooBig(asset, maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

class AssetError extends Error {}

function tooBig(asset: Asset, maxBytes: number): AssetError {
  return new AssetError(`${described(asset)} has more than ${maxBytes} bytes, which is the most that Coze accepts.`);
}

async function reading<T>(asset: Asset, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (cause) {
    if (cause instanceof AssetError) throw cause;
    throw new Error(`${described(asset)} could not be read: ${reason(cause)}.`, { cause });
  }
}

/** The reason of a failed read. It leaves out the HTTP client's own message, which contains the whole address. */
function reason(error: unknown): string {
  if (error instanceof ProxyError) return error.message;
  const { status, code, cause, name } = error as NodeJS.ErrnoException & { status?: number; cause?: unknown };
  if (status !== undefined) return `HTTP ${status}`;
  const untrusted = distrust(code);
  if (untrusted) return `${untrusted}; NODE_EXTRA_CA_CERTS names a file (PEM) with more to trust`;
  if (typeof code === "string") return code;
  if (name === "TimeoutError") return "it took too long";
  return cause === undefined ? "there was no answer" : reason(cause);
}

/**
 * The asset in the words of messages. It leaves out the query of an address, which may be a signature, and user and
 * password.
 */
function described({ path, uri }: Asset): string {
  if (path !== undefined) return `The file ${path}`;
  if (uri === undefined) return "The text";
  return `The file at ${uri.replace(/[?#].*$/s, "").replace(/^(\w+:\/\/)[^/]*@/, "$1")}`;
}

function localPath(asset: Asset): string | undefined {
  const { path, uri } = asset;
  if (path !== undefined || !uri?.startsWith("file:")) return path;
  try {
    return fileURLToPath(uri);
  } catch (cause) {
    throw new AssetError(`${described(asset)} could not be read: ${messageOf(cause)}.`, { cause });
  }
}

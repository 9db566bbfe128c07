import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { parseBody } from "hono/utils/body";
import { createHash } from "node:crypto";

/** The limit of every call but an upload. */
const MAX_BODY_BYTES = 15 * 1024 * 1024;
/** The largest file, with the lines around it in a form. */
const MAX_UPLOAD_BYTES = 513 * 1024 * 1024;
/** A snapshot contains all documents. */
const MAX_CONTROL_BYTES = 256 * 1024 * 1024;
/** No body of Coze is deeper, and recursive functions would overflow the stack on one. */
const MAX_DEPTH = 200;

type Incoming = Context<{ Bindings: HttpBindings }>["req"];

/** A file of a form, without its bytes. */
export interface UploadedPart {
  fileName: string;
  size: number;
  sha256: string;
}

/** A parsed body. `text` is empty for a form. */
interface Body {
  readonly value: unknown;
  readonly text: string;
}

/** The body is larger than Coze takes. The emulator keeps nothing of it. */
export class TooLarge extends Error {}

/**
 * The body of a call: JSON, or the parts of a form. Undefined if there is none or it cannot be parsed. Only a caller
 * who may upload can send more than 15 MB.
 */
export async function readBody(request: Incoming, mayUpload: boolean): Promise<Body> {
  const type = request.header("content-type") ?? "";
  const isForm = type.startsWith("multipart/form-data");
  const bytes = await bytesOf(request, isForm && mayUpload ? MAX_UPLOAD_BYTES : MAX_BODY_BYTES);
  const text = isForm ? "" : bytes.toString("utf8");
  if (!isForm) return { value: parseJson(text), text };
  const whole = new Request(request.url, { method: "POST", headers: { "content-type": type }, body: bytes });
  const form = await parseBody(whole).catch(() => undefined);
  if (!form) return { value: undefined, text };
  const parts = Object.entries(form).map(async ([name, part]): Promise<[string, unknown]> => {
    return [name, part instanceof File ? await uploaded(part) : part];
  });
  return { value: Object.fromEntries(await Promise.all(parts)), text };
}

/** The JSON body of a call to the control interface or the page. The error names the fault. */
export async function readControlBody(request: Incoming): Promise<unknown> {
  const text = (await bytesOf(request, MAX_CONTROL_BYTES)).toString("utf8");
  if (text === "") return {};
  const value = JSON.parse(text) as unknown;
  if (isDeep(value)) throw new Error(`the body is nested deeper than ${MAX_DEPTH} levels`);
  return value;
}

/**
 * Reads even a body that is too large to its end: otherwise the client would see a broken connection in place of the
 * answer.
 */
async function bytesOf(request: Incoming, max: number): Promise<Buffer> {
  const body = request.raw.body as AsyncIterable<Uint8Array> | null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (body) {
    for await (const chunk of body) {
      size += chunk.length;
      if (size <= max) chunks.push(chunk);
      else chunks.length = 0;
    }
  }
  if (size > max) throw new TooLarge(`The body is larger than ${Math.round(max / 1024 / 1024)} MB.`);
  return Buffer.concat(chunks);
}

async function uploaded(file: File): Promise<UploadedPart> {
  const bytes = Buffer.from(await file.arrayBuffer());
  return { fileName: file.name, size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

function parseJson(text: string): unknown {
  try {
    const value = JSON.parse(text) as unknown;
    return isDeep(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Works level by level, since recursion could overflow the stack. */
function isDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((item): unknown[] => (typeof item === "object" && item !== null ? Object.values(item) : []));
  }
  return false;
}

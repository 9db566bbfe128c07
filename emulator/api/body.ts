import { createHash } from "node:crypto";

/** The part of a request that a body is read by. */
interface Request {
  header(name: string): string | undefined;
  text(): Promise<string>;
  parseBody(): Promise<Record<string, string | File>>;
}

/** What is kept of a file in a form. */
export interface UploadedPart {
  fileName: string;
  size: number;
  sha256: string;
}

/** The body of a call: JSON, or the parts of a form. Undefined where there is none, or none that can be parsed. */
export async function readBody(request: Request): Promise<unknown> {
  if (!request.header("content-type")?.startsWith("multipart/form-data")) return parseJson(await request.text());
  const form = await request.parseBody().catch(() => undefined);
  if (!form) return undefined;
  const parts = Object.entries(form).map(async ([name, part]): Promise<[string, unknown]> => {
    return [name, part instanceof File ? await uploaded(part) : part];
  });
  return Object.fromEntries(await Promise.all(parts));
}

async function uploaded(file: File): Promise<UploadedPart> {
  const bytes = Buffer.from(await file.arrayBuffer());
  return { fileName: file.name, size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

import type { Call } from "../call-log";

/** The call as a command line; the token is the environment's. */
export function asCurl({ method, path, query, body }: Call, url: string): string {
  const search = new URLSearchParams(query).toString();
  const parts = [`curl -X ${method} ${quoted(`${url}${path}${search ? `?${search}` : ""}`)}`];
  parts.push('-H "Authorization: Bearer $COZE_API_TOKEN"');
  if (isUpload(body)) parts.push(`-F ${quoted(`file=@${body.file.fileName}`)}`);
  else if (body !== undefined) {
    parts.push("-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(body))}`);
  }
  return parts.join(" \\\n  ");
}

function isUpload(body: unknown): body is { file: { fileName: string } } {
  const file = typeof body === "object" && body !== null && "file" in body ? body.file : undefined;
  return typeof file === "object" && file !== null && "sha256" in file;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

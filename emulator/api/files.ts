import * as z from "zod";
import type { FileView } from "../files/store";
import type { UploadedPart } from "./body";
import { invalid, parseQuery } from "./parse";
import { ApiError } from "./reply";
import { route, type ApiCall, type Route } from "./route";

const FORMATS =
  "doc docx xls xlsx ppt pptx pdf numbers csv cpp py java c " +
  "jpg jpeg jpg2 png gif webp heic heif bmp pcd tiff tif " +
  "wav mp3 flac m4a aac ogg wma midi mp4 avi mov 3gp 3gpp flv webm wmv rmvb m4v mkv " +
  "rar zip 7z gz gzip bz2";

const endings = new Set(FORMATS.split(" "));

function isFormat(fileName: string): boolean {
  return endings.has(fileName.split(".").slice(1).at(-1)?.toLowerCase() ?? "");
}

const MAX_BYTES = 512 * 1024 * 1024;

const retrieveQuery = z.object({ file_id: z.string().min(1) });

export const fileRoutes: Route[] = [
  route("POST", "/v1/files/upload", ["uploadFile"], (call) => {
    const { fileName, size, sha256 } = filePart(call);
    if (size === 0) throw new ApiError(4300, "The file is empty.");
    if (size > MAX_BYTES) throw new ApiError(4302, "The file is larger than 512 MB.");
    if (!isFormat(fileName)) throw new ApiError(4303, "The format of the file is not supported.");
    const { platform, identity } = call;
    return info(platform.files.add({ userId: identity.userId, fileName, bytes: size, sha256 }));
  }),

  route("GET", "/v1/files/retrieve", ["retrieveFile"], (call) => {
    const { file_id } = parseQuery(call, retrieveQuery);
    const file = call.platform.files.find(file_id);
    if (!file || file.userId !== call.identity.userId) {
      throw new ApiError(4200, `Requested resource file_id=${file_id} does not exist.`);
    }
    return info(file);
  }),
];

/** The file of the form. The call takes exactly one part of that name. */
export function filePart({ header, body }: ApiCall): UploadedPart {
  if (!/^multipart\/form-data\s*;/i.test(header("content-type") ?? "")) {
    invalid("Content-Type", "must be multipart/form-data");
  }
  const parts = (body ?? {}) as Record<string, unknown>;
  const file = parts["file"];
  if (typeof file !== "object" || file === null || Array.isArray(file)) invalid("file", "must be a file");
  return file as UploadedPart;
}

function info({ id, bytes, createdAt, fileName }: FileView): object {
  return { id, bytes, created_at: Math.floor(createdAt / 1000), file_name: fileName };
}

import type { FileInfo } from "../../client/files";
import type { FileComputed } from "./state";

/** What Coze returns of a file and nobody declares. */
export function computedFrom({ bytes, createdAt }: FileInfo): FileComputed {
  return { bytes, createdAt };
}

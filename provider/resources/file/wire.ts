import type { FileInfo } from "../../client/files";
import type { FileComputed } from "./state";

/** The outputs that only Coze has. */
export function computedFrom({ bytes, createdAt }: FileInfo): FileComputed {
  return { bytes, createdAt };
}

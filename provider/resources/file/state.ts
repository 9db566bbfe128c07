import { MOCKED_TIME, stateForm, type Recorded } from "../state";
import type { CheckedFile } from "./inputs";
import type { FileInfo } from "../../client/files";

/** The outputs of a file that only Coze has. The time is in Unix seconds. */
export type FileComputed = {
  readonly bytes?: number | undefined;
  readonly createdAt?: number | undefined;
};

export type FileOutputs = Recorded<CheckedFile, FileComputed, "fileId">;

export const { outputs, inputsOf, computedOf, computed } = stateForm<CheckedFile, FileComputed, "fileId">("fileId", {
  bytes: undefined,
  createdAt: MOCKED_TIME,
});

/** The outputs that only Coze has. */
export function computedFrom({ bytes, createdAt }: FileInfo): FileComputed {
  return { bytes, createdAt };
}

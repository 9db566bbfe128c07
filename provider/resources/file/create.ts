import { assetBlob, assetOf, oneLargeAtATime } from "../../asset";
import type { FileInfo } from "../../client/files";
import type { Created } from "../../lifecycle";
import type { Session } from "../../session/session";
import { MAX_BYTES, type CheckedFile } from "./inputs";
import { outputs, type FileOutputs } from "./state";
import { computedFrom } from "./wire";

/** Uploads the file. A second upload after a lost answer does no harm, so nothing is looked for. */
export async function createFile(session: Session, inputs: CheckedFile): Promise<Created<FileOutputs>> {
  const source = assetOf(inputs.source);
  if (!source) throw new Error("source: the engine has given no asset");
  const upload = async (): Promise<FileInfo> => {
    const content = await assetBlob(source, { maxBytes: MAX_BYTES, timeoutMs: session.settings().timeoutMs });
    return session.api().files.upload(content, inputs.fileName);
  };
  const file = await oneLargeAtATime(session.locks, source, upload);
  return { id: file.id, outs: outputs(file.id, inputs, computedFrom(file)) };
}

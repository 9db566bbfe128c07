import { assetBlob, assetOf, oneLargeAtATime } from "../../asset/asset";
import { saysMissing } from "../../client/http/errors";
import type { FileInfo } from "../../client/files";
import type { Checked, Created, Diff, Found, Lifecycle, Props } from "../../host/lifecycle";
import type { Session } from "../../session/session";
import type { Declared } from "../../values/unknown";
import { declaredName, fileProblems, MAX_BYTES, type CheckedFile, type FileInputs } from "./inputs";
import { computedFrom, computedOf, inputsOf, outputs, type FileOutputs } from "./state";

/** Coze keeps a file for three months; no three are shorter. */
const KEPT_SECONDS = 89 * 24 * 60 * 60;

/** A file on Coze never changes, so a resource is its content: other bytes or another name are another file. */
export function fileLifecycle(session: Session): Lifecycle<CheckedFile, FileOutputs> {
  async function check(olds: Partial<CheckedFile>, news: Props): Promise<Checked<CheckedFile>> {
    const problems = await fileProblems(news);
    if (problems.length > 0) return { problems };
    const inputs = { ...news, fileName: nameOf(olds, news) } as Declared<CheckedFile>;
    return { inputs, problems };
  }

  function diff(_id: string, olds: FileOutputs, news: Declared<CheckedFile>): Diff {
    const replaces = [
      ...(hashIn(olds) === hashIn(news) ? [] : ["source"]),
      ...(olds.fileName === news.fileName ? [] : ["fileName"]),
    ];
    return { changes: replaces.length > 0, changed: replaces, replaces };
  }

  async function create(inputs: CheckedFile): Promise<Created<FileOutputs>> {
    const source = assetOf(inputs.source);
    if (!source) throw new Error("source: the engine has given no asset");
    const upload = async (): Promise<FileInfo> => {
      const content = await assetBlob(source, { maxBytes: MAX_BYTES, timeoutMs: session.settings().timeoutMs });
      return session.api().files.upload(content, inputs.fileName);
    };
    const file = await oneLargeAtATime(session.locks, source, upload);
    return { id: file.id, outs: outputs(file.id, inputs, computedFrom(file)) };
  }

  async function read(id: string, outs: FileOutputs): Promise<Found<CheckedFile, FileOutputs>> {
    const inputs = inputsOf(outs);
    try {
      const file = await session.api().files.retrieve(id);
      return { outs: outputs(id, inputs, { ...computedOf(outs), ...computedFrom(file) }), inputs };
    } catch (error) {
      if (!saysMissing(error)) throw error;
      const isOld = session.api().serverNow() / 1000 - Number(outs.createdAt) > KEPT_SECONDS;
      // For another account, too, Coze says that there is no such file, and no list tells the two apart: age does.
      if (!isOld) throw stillDue(id, error);
      session.log("it has expired, as Coze keeps a file for three months: the next `pulumi up` uploads it again", id);
      return "gone";
    }
  }

  /** `CozeFile.get`: a file that somebody else has uploaded with the same account. */
  async function readUnmanaged(id: string): Promise<Props> {
    const file = await session.api().files.retrieve(id);
    return { fileId: id, fileName: file.fileName, ...computedFrom(file) };
  }

  function stillDue(id: string, cause: unknown): Error {
    return new Error(
      `File ${id} was not found at ${session.settings().baseUrl} with the token from ${session.tokenSource()}. Coze says so of another ` +
        "account's file, too, and this one is too young to have expired, so it is kept. Is this the right account and region? If it is, " +
        "`pulumi up --replace` with the URN of the resource uploads the file again.",
      { cause },
    );
  }

  return {
    check,
    diff,
    create,
    read,
    readUnmanaged,
    update: (id, olds, news) => Promise.resolve(outputs(id, news, computedOf(olds))),
    // Coze has no call for it. The file expires by itself, unless it is a bot's avatar, which has to stay.
    delete: () => Promise.resolve(),
  };
}

/** The same bytes keep the name that they were uploaded under, wherever the program has them from by now. */
function nameOf(olds: Partial<CheckedFile>, declared: Partial<Declared<FileInputs>>): string | undefined {
  const isSame = hashIn(olds) !== undefined && hashIn(olds) === hashIn(declared);
  return declared.fileName ?? (isSame ? olds.fileName : undefined) ?? declaredName(declared);
}

function hashIn({ source }: { readonly source?: unknown }): string | undefined {
  return assetOf(source)?.hash;
}

import { assetBlob, oneLargeAtATime } from "../../asset";
import { assetOf } from "../../values/marks";
import { CozeApiError, lacksCall, saysMissing } from "../../client/errors/errors";
import type { Checked, Diff, Found, Lifecycle, Props, Created } from "../../lifecycle";
import type { Session } from "../../session/session";
import type { Declared } from "../../values/tree";
import { fileInputs, declaredName, fileProblems, type CheckedFile, type FileInputs, MAX_BYTES } from "./inputs";
import { MOCKED_TIME, stateForm, type Recorded } from "../state";
import type { FileInfo } from "../../client/files";
import type { Kind, PluginSide } from "../../host/kind";

/** The outputs of a file that only Coze has. The time is in Unix seconds. */
type FileComputed = {
  readonly bytes?: number | undefined;
  readonly createdAt?: number | undefined;
};

type FileOutputs = Recorded<CheckedFile, FileComputed, "fileId">;

const { outputs, inputsOf, computedOf, computed } = stateForm<CheckedFile, FileComputed, "fileId">("fileId", {
  bytes: undefined,
  createdAt: MOCKED_TIME,
});

/** The outputs that only Coze has. */
function computedFrom({ bytes, createdAt }: FileInfo): FileComputed {
  return { bytes, createdAt };
}

/** Coze keeps a file for three months. The shortest three calendar months are 89 days. */
const KEPT_SECONDS = 89 * 24 * 60 * 60;

/** The lifecycle of a file. A file on Coze never changes, so other bytes or another name are another file. */
export function fileLifecycle(session: Session): Lifecycle<CheckedFile, FileOutputs> {
  return {
    check: (olds, news) => check(olds, news),
    diff: (_id, olds, news) => diff(olds, news),
    create: (inputs) => createFile(session, inputs),
    read: (id, outs) => read(session, id, outs),
    readUnmanaged: (id) => readUnmanaged(session, id),
    update: (id, olds, news) => Promise.resolve(outputs(id, news, computedOf(olds))),
    // Coze has no call that deletes a file. A file expires by itself, except a bot's avatar, which must stay.
    delete: () => Promise.resolve(),
  };
}

async function check(olds: Partial<CheckedFile>, news: Props): Promise<Checked<CheckedFile>> {
  const problems = await fileProblems(news);
  if (problems.length > 0) return { problems };
  const inputs = { ...news, fileName: nameOf(olds, news) } as Declared<CheckedFile>;
  return { inputs, problems };
}

function diff(olds: FileOutputs, news: Declared<CheckedFile>): Diff {
  const replaces = [
    ...(hashIn(olds) === hashIn(news) ? [] : ["source"]),
    ...(olds.fileName === news.fileName ? [] : ["fileName"]),
  ];
  return { changes: replaces.length > 0, changed: replaces, replaces };
}

async function read(session: Session, id: string, outs: FileOutputs): Promise<Found<CheckedFile, FileOutputs>> {
  const inputs = inputsOf(outs);
  try {
    const file = await session.api().files.retrieve(id);
    return { outs: outputs(id, inputs, { ...computedOf(outs), ...computedFrom(file) }), inputs };
  } catch (error) {
    if (error instanceof CozeApiError && lacksCall(error)) {
      session.log("this server has no call that reads a file: it is kept as recorded", id);
      return { outs, inputs };
    }
    if (!saysMissing(error)) throw error;
    const isOld = session.api().serverNow() / 1000 - Number(outs.createdAt) > KEPT_SECONDS;
    // Coze answers "no such file" for another account's file as well, and has no list of files. So only the age
    // decides.
    if (!isOld) throw notExpired(session, id, error);
    session.log("it has expired, as Coze keeps a file for three months: the next `pulumi up` uploads it again", id);
    return "gone";
  }
}

function notExpired(session: Session, id: string, cause: unknown): Error {
  return new Error(
    `File ${id} was not found at ${session.settings().baseUrl} with the token from ${session.tokenSource()}. Coze says so of another ` +
      "account's file, too, and this one is too young to have expired, so it is kept. Is this the right account and region? If it is, " +
      "`pulumi up --replace` with the URN of the resource uploads the file again.",
    { cause },
  );
}

/** `CozeFile.get`: a file of the same account that this program does not manage. */
async function readUnmanaged(session: Session, id: string): Promise<Props> {
  const file = await session.api().files.retrieve(id);
  return { fileId: id, fileName: file.fileName, ...computedFrom(file) };
}

/**
 * The name of the file. The same bytes keep the name of their upload, even if the program reads them from another path.
 */
function nameOf(olds: Partial<CheckedFile>, declared: Partial<Declared<FileInputs>>): string | undefined {
  const isSame = hashIn(olds) !== undefined && hashIn(olds) === hashIn(declared);
  return declared.fileName ?? (isSame ? olds.fileName : undefined) ?? declaredName(declared);
}

function hashIn({ source }: { readonly source?: unknown }): string | undefined {
  return assetOf(source)?.hash;
}

/** Uploads the file. A second upload after a lost answer does no harm, so there is no search for the first one. */
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

const filePlugin: PluginSide = {
  importOf: (id) =>
    Promise.reject(
      new Error(
        `File ${id} cannot be imported: Coze does not return the content of a file, by which it is compared. Declare it, which uploads ` +
          "it again; the file on Coze expires by itself.",
      ),
    ),
};

export const fileKind: Kind = { inputs: fileInputs, lifecycle: fileLifecycle, plugin: () => filePlugin, computed };

import { assetBlob, assetOf, oneLargeAtATime } from "../../asset/asset";
import { saysMissing } from "../../client/http/errors";
import type { FileInfo } from "../../client/files";
import type { Diff, Found, Lifecycle, Props } from "../../host/lifecycle";
import type { Session } from "../../session/session";
import { stored } from "../stored";
import type { Problem } from "../../values/validate";
import { declaredName, fileProblems, MAX_BYTES } from "./inputs";

/** What Coze tells of a file and nobody declares. */
const COMPUTED = ["bytes", "createdAt"] as const;
const { outputs, inputsOf, computedOf } = stored("fileId", COMPUTED);
/** Coze keeps a file for three months; no three are shorter. */
const KEPT_SECONDS = 89 * 24 * 60 * 60;

/** A file on Coze never changes, so a resource is its content: other bytes or another name are another file. */
export function fileLifecycle(session: Session): Lifecycle {
  async function check(olds: Props, news: Props): Promise<{ inputs: Props; problems: Problem[] }> {
    const { __resource, ...declared } = news;
    const problems = await fileProblems(declared);
    return { inputs: { ...declared, fileName: nameOf(olds, declared), __resource }, problems };
  }

  function diff(_id: string, olds: Props, news: Props): Diff {
    const replaces = [
      ...(hashIn(olds) === hashIn(news) ? [] : ["source"]),
      ...(olds["fileName"] === news["fileName"] ? [] : ["fileName"]),
    ];
    return { changes: replaces.length > 0, replaces };
  }

  async function create(inputs: Props): Promise<{ id: string; outs: Props }> {
    const source = assetOf(inputs["source"]);
    if (!source) throw new Error("source: the engine has given no asset");
    const upload = async (): Promise<FileInfo> => {
      const content = await assetBlob(source, { maxBytes: MAX_BYTES, timeoutMs: session.settings().timeoutMs });
      return session.api().files.upload(content, String(inputs["fileName"]));
    };
    const file = await oneLargeAtATime(session.locks, source, upload);
    return { id: file.id, outs: outputs(file.id, inputs, computedFrom(file)) };
  }

  async function read(id: string, props: Props): Promise<Found> {
    if (props["__schema"] === undefined) return readUnmanaged(id, props);
    const inputs = inputsOf(props);
    try {
      const file = await session.api().files.retrieve(id);
      return { outs: outputs(id, inputs, { ...computedOf(props), ...computedFrom(file) }), inputs };
    } catch (error) {
      if (!saysMissing(error)) throw error;
      const isOld = session.api().serverNow() / 1000 - Number(props["createdAt"]) > KEPT_SECONDS;
      // For another account, too, Coze says that there is no such file, and no list tells the two apart: age does.
      if (!isOld) throw stillDue(id, error);
      session.log("it has expired, as Coze keeps a file for three months: the next `pulumi up` uploads it again", id);
      return "gone";
    }
  }

  /** `CozeFile.get`: a file that somebody else has uploaded with the same account. */
  async function readUnmanaged(id: string, props: Props): Promise<Found> {
    const file = await session.api().files.retrieve(id);
    return { outs: { fileId: id, fileName: file.fileName, ...computedFrom(file) }, inputs: props };
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
    update: (id, olds, news) => Promise.resolve(outputs(id, news, computedOf(olds))),
    // Coze has no call for it. The file expires by itself, unless it is a bot's avatar, which has to stay.
    delete: () => Promise.resolve(),
  };
}

/** The same bytes keep the name that they were uploaded under, wherever the program has them from by now. */
function nameOf(olds: Props, declared: Props): unknown {
  const isSame = hashIn(olds) !== undefined && hashIn(olds) === hashIn(declared);
  return declared["fileName"] ?? (isSame ? olds["fileName"] : undefined) ?? declaredName(declared);
}

function hashIn(props: Props): string | undefined {
  return assetOf(props["source"])?.hash;
}

function computedFrom({ bytes, createdAt }: FileInfo): Props {
  return { bytes, createdAt } satisfies Record<(typeof COMPUTED)[number], unknown>;
}

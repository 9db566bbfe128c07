import * as z from "zod";
import { assetInput, assetName, contentProblems } from "../../asset";
import { assetOf, type Asset } from "../../values/marks";
import type { Props } from "../../lifecycle";
import { UNKNOWN, type Declared } from "../../values/tree";
import { problem, type Problem } from "../../values/problem";
import { validate } from "../validate";

/**
 * The formats that Coze accepts, by the extension of the file's name:
 * https://docs.coze.cn/developer_guides/upload_files. Two formats have two usual extensions.
 */
const FORMATS = {
  images: ["jpg", "jpeg", "jpg2", "png", "gif", "webp", "heic", "heif", "bmp", "pcd", "tiff", "tif"],
  documents: ["doc", "docx", "xls", "xlsx", "ppt", "pptx", "pdf", "numbers", "csv"],
  texts: ["cpp", "py", "java", "c"],
  audio: ["wav", "mp3", "flac", "m4a", "aac", "ogg", "wma", "midi"],
  video: ["mp4", "avi", "mov", "3gp", "3gpp", "flv", "webm", "wmv", "rmvb", "m4v", "mkv"],
  archives: ["rar", "zip", "7z", "gz", "gzip", "bz2"],
};

const ENDINGS = new Set(Object.values(FORMATS).flat());
const LIST = Object.entries(FORMATS).map(([group, endings]) => `${group} ${endings.join(", ")}`);

const FORMAT_RULE = `must end in a format that Coze takes (${LIST.join("; ")})`;

/** The extension without the dot; empty if there is none. */
function endingOf(fileName: string): string {
  return /\.([^.]*)$/.exec(fileName)?.[1] ?? "";
}

function isFormat(ending: string): boolean {
  return ENDINGS.has(ending.toLowerCase());
}

export const MAX_BYTES = 512 * 1024 * 1024;

/** Every input of a CozeFile, by Coze's page on uploading. */
export const fileInputs = z.strictObject({
  source: assetInput,
  fileName: z
    .string()
    .regex(/^[^/\\\p{Cc}]+$/u, "must be a file name, without / or \\")
    .optional(),
});

export type FileInputs = z.infer<typeof fileInputs>;

/** The checked inputs. */
export type CheckedFile = FileInputs & { fileName: string };

/** All problems of the inputs. Makes no call, but reads the size of a local file. */
export async function fileProblems(inputs: Props): Promise<Problem[]> {
  const { source: given } = inputs;
  const source = assetOf(given);
  return [
    ...validate(fileInputs, inputs),
    ...nameProblems(inputs, source),
    ...(source ? await contentProblems("source", source, MAX_BYTES) : []),
  ];
}

/** The declared name of the file, else the name of its source; `undefined` if there is none. */
export function declaredName({ source, fileName }: Partial<Declared<FileInputs>>): string | undefined {
  if (fileName !== undefined) return fileName;
  if (source === UNKNOWN) return UNKNOWN;
  const asset = assetOf(source);
  return asset && assetName(asset);
}

function nameProblems(inputs: Partial<Declared<FileInputs>>, source: Asset | undefined): Problem[] {
  const name = declaredName(inputs);
  if (name === undefined && source) {
    return [problem("fileName", "is required, since a text has no name, and an address may have none", undefined)];
  }
  if (typeof name !== "string" || name === UNKNOWN || isFormat(endingOf(name))) return [];
  return [
    inputs.fileName === undefined
      ? problem("source", `${FORMAT_RULE}, or have a fileName that does`, name)
      : problem("fileName", FORMAT_RULE, name),
  ];
}

import * as z from "zod";
import { assetInput, assetName, assetOf, contentProblems, type Asset } from "../../asset";
import type { Props } from "../../lifecycle";
import { UNKNOWN, type Declared } from "../../values/unknown";
import { problem, validate, type Problem } from "../../values/validate";
import { endingOf, FORMAT_RULE, isFormat } from "./formats";

export const MAX_BYTES = 512 * 1024 * 1024;

/** Every input of a CozeFile, as on Coze's page on uploading. */
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

/** All problems of the inputs. Makes no call, and reads the size of a local file. */
export async function fileProblems(inputs: Props): Promise<Problem[]> {
  const { source: given } = inputs;
  const source = assetOf(given);
  return [
    ...validate(fileInputs, inputs),
    ...nameProblems(inputs, source),
    ...(source ? await contentProblems("source", source, MAX_BYTES) : []),
  ];
}

/** The declared name of the file, or that of its source; `undefined` if there is none. */
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
      ? problem("source", `${FORMAT_RULE}, or have a fileName that does`, endingOf(name), true)
      : problem("fileName", FORMAT_RULE, endingOf(name), true),
  ];
}

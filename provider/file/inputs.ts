import { createHash } from "node:crypto";
import * as z from "zod";
import { assetInput, assetName, assetOf, assetSize, type Asset } from "../asset";
import { messageOf } from "../client/errors";
import type { Props } from "../lifecycle";
import { UNKNOWN } from "../unknown";
import { problem, validate, type Problem } from "../validate";
import { endingOf, FORMAT_RULE, isFormat } from "./formats";

export const MAX_BYTES = 512 * 1024 * 1024;
const EMPTY = createHash("sha256").digest("hex");

/** Every input of a CozeFile, as Coze's page on uploading gives them. */
export const fileInputs = z.strictObject({
  source: assetInput,
  fileName: z
    .string()
    .regex(/^[^/\\\p{Cc}]+$/u, "must be a file name, without / or \\")
    .optional(),
});

/** Everything that is wrong with the inputs, found without a call; a local file's size is asked for. */
export async function fileProblems(inputs: Props): Promise<Problem[]> {
  const source = assetOf(inputs["source"]);
  return [
    ...validate(fileInputs, inputs),
    ...nameProblems(inputs, source),
    ...(source ? await contentProblems(source) : []),
  ];
}

/** The name that the program gives the file, in its own words or by the source; `undefined` where it gives none. */
export function declaredName({ source, fileName }: Props): unknown {
  if (fileName !== undefined) return fileName;
  if (source === UNKNOWN) return UNKNOWN;
  const asset = assetOf(source);
  return asset && assetName(asset);
}

function nameProblems(inputs: Props, source: Asset | undefined): Problem[] {
  const name = declaredName(inputs);
  if (name === undefined && source) {
    return [problem("fileName", "is required, since a text has no name, and an address may have none", undefined)];
  }
  if (typeof name !== "string" || name === UNKNOWN || isFormat(endingOf(name))) return [];
  return [
    inputs["fileName"] === undefined
      ? problem("source", `${FORMAT_RULE}, or have a fileName that does`, endingOf(name), true)
      : problem("fileName", FORMAT_RULE, endingOf(name), true),
  ];
}

async function contentProblems(source: Asset): Promise<Problem[]> {
  if (source.hash === EMPTY) return ["source: must not be empty, got 0 bytes"];
  try {
    const size = await assetSize(source);
    if (size === undefined || size <= MAX_BYTES) return [];
    return [`source: must be at most 512 MB (${MAX_BYTES} bytes), got ${size} bytes`];
  } catch (error) {
    return [`source: ${messageOf(error)}`];
  }
}

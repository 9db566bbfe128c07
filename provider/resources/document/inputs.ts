import { extname } from "node:path";
import { assetName, assetInput, contentProblems } from "../../asset";
import { type Asset, assetOf } from "../../values/marks";
import * as z from "zod";
import { UNKNOWN, type Declared } from "../../values/tree";
import { problem, type Problem } from "../../values/problem";
import { id, validate } from "../validate";

/** The file types of the API. Plain text of any kind is `txt`. */
export type FileType = "pdf" | "txt" | "doc" | "docx";

const OWN_TYPES = ["pdf", "doc", "docx"] as const;

/** The file extensions of plain text. */
const PLAIN_TEXT = [
  ...["txt", "md", "markdown", "mdx", "rst", "adoc", "asciidoc", "org", "tex", "text", "log"],
  ...["html", "htm", "xml", "json", "jsonl", "yaml", "yml", "toml", "ini", "csv", "tsv"],
];

export const FILE_TYPE_RULE =
  "must be a file whose name ends in .pdf, .doc or .docx, or in that of plain text such as .txt or .md";

/**
 * The type of the file, by the extension of its own name, else of the document's name; `undefined` if neither has a
 * known extension.
 */
export function fileTypeOf(asset: Asset, documentName: unknown): FileType | undefined {
  if (asset.text !== undefined) return "txt";
  return typeOfName(assetName(asset)) ?? typeOfName(documentName);
}

function typeOfName(name: unknown): FileType | undefined {
  if (typeof name !== "string") return undefined;
  const ending = extname(name).slice(1).toLowerCase();
  return OWN_TYPES.find((type) => type === ending) ?? (PLAIN_TEXT.includes(ending) ? "txt" : undefined);
}

/** Coze accepts bodies of up to 15 MB. The bytes are sent in Base64, which is a third longer. */
export const MAX_BYTES = 11 * 1024 * 1024;

const notEmpty = z.string().refine((value) => value !== "", "must not be empty");
const webAddress = z
  .string()
  .refine(
    (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
    "must be an http or https address",
  );

/** Every input of a CozeDocument with its limits. `dataset` arrives as `datasetId` and `spaceId`. */
export const documentInputs = z.strictObject({
  datasetId: id,
  spaceId: id.optional(),
  name: notEmpty.optional(),
  source: assetInput.optional(),
  webUrl: webAddress.optional(),
  fileId: id.optional(),
  caption: notEmpty.optional(),
  updateInterval: z.int().min(24).optional(),
  chunkStrategy: z
    .strictObject({
      separator: notEmpty,
      maxTokens: z.int().min(100).max(2000),
      removeExtraSpaces: z.boolean().optional(),
      removeUrlsEmails: z.boolean().optional(),
    })
    .optional(),
  processingTimeoutSeconds: z.int().min(1).max(3600).optional(),
});

export type DocumentInputs = z.infer<typeof documentInputs>;

/** The checked inputs. A document that Coze could not process is recorded without its content. */
export type CheckedDocument = DocumentInputs & { spaceId: string; name: string };

/** Inputs before the schema has accepted them: values may have other types than these. */
type Given = Partial<Declared<DocumentInputs>>;

/** The contents of a document: exactly one of these is declared. */
export const CONTENT = ["source", "webUrl", "fileId"] as const;

/** All problems of the inputs. Makes no call. */
export async function documentProblems(inputs: Given): Promise<Problem[]> {
  return [...validate(documentInputs, inputs), ...combinations(inputs), ...(await sourceProblems(inputs))];
}

function combinations(inputs: Given): Problem[] {
  const given = CONTENT.filter((key) => inputs[key] !== undefined);
  if (given.length === 0) return [problem("source", "is required, or webUrl, or fileId", undefined)];
  const [first = "source", ...others] = given;
  if (others.length > 0) {
    return [
      { path: [first], rule: `must not be set together with ${others.join(" and ")}: a document has one content` },
    ];
  }
  const problems: Problem[] = [];
  const only = (key: keyof Given, content: (typeof CONTENT)[number], rule: string): void => {
    if (inputs[key] !== undefined && given[0] !== content) problems.push(problem(key, rule, inputs[key]));
  };
  only("caption", "fileId", "is for images only: it needs fileId");
  only("updateInterval", "webUrl", "is for web pages only: it needs webUrl");
  if (inputs.chunkStrategy !== undefined && given[0] === "fileId") {
    problems.push(problem("chunkStrategy", "is not for images", inputs.chunkStrategy));
  }
  if (inputs.name === undefined && given[0] === "fileId") {
    problems.push(problem("name", "is required with fileId", undefined));
  }
  return problems;
}

async function sourceProblems(inputs: Given): Promise<Problem[]> {
  const asset = assetOf(inputs.source);
  if (!asset) return [];
  const { name } = inputs;
  if (name === undefined && assetName(asset) === undefined) {
    return [problem("name", "is required where source has no file name", undefined)];
  }
  if (name !== UNKNOWN && fileTypeOf(asset, name) === undefined) return [{ path: ["source"], rule: FILE_TYPE_RULE }];
  return contentProblems("source", asset, MAX_BYTES);
}

/** The declared name, or the default. */
export function nameOf({ name, source, webUrl }: Given): string | undefined {
  if (name !== undefined) return name;
  if (source === undefined) return webUrl;
  const asset = assetOf(source);
  return asset ? assetName(asset) : UNKNOWN;
}

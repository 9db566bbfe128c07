import { extname } from "node:path";
import { assetName, type Asset } from "../../asset";

/** The file types of the API. Plain text of any kind is `txt`. */
export type FileType = "pdf" | "txt" | "doc" | "docx";

const OWN_TYPES = ["pdf", "doc", "docx"] as const;

/** The endings of plain text. */
const PLAIN_TEXT = [
  ...["txt", "md", "markdown", "mdx", "rst", "adoc", "asciidoc", "org", "tex", "text", "log"],
  ...["html", "htm", "xml", "json", "jsonl", "yaml", "yml", "toml", "ini", "csv", "tsv"],
];

export const FILE_TYPE_RULE =
  "must be a file whose name ends in .pdf, .doc or .docx, or in that of plain text such as .txt or .md";

/** The type of the file, by the ending of its own name, else of the document's name; `undefined` if neither has a known one. */
export function fileTypeOf(asset: Asset, documentName: unknown): FileType | undefined {
  if (asset.text !== undefined) return "txt";
  return typeOfName(assetName(asset)) ?? typeOfName(documentName);
}

function typeOfName(name: unknown): FileType | undefined {
  if (typeof name !== "string") return undefined;
  const ending = extname(name).slice(1).toLowerCase();
  return OWN_TYPES.find((type) => type === ending) ?? (PLAIN_TEXT.includes(ending) ? "txt" : undefined);
}

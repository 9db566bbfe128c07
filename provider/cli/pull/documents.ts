import { applyEdits, getNodeValue, modify, parseTree, type Node, type ParseError } from "jsonc-parser";
import {
  Composer,
  CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Parser,
  type Document,
  type ParsedNode,
  type Scalar,
} from "yaml";

export type Format = "json" | "yaml";
export type Path = readonly (string | number)[];

/** A value in a document that is not an object. A list is a value, and so is each of its items. */
export interface Entry {
  readonly path: Path;
  readonly value: unknown;
}

/**
 * The values of a document; none if it cannot be read. Paths of YAML begin with the number of the document in the file.
 */
export function entriesOf(format: Format, text: string): Entry[] {
  return format === "json" ? ofJson(text) : ofYaml(text);
}

/**
 * The text with a new value at the path. Everything else stays, comments and spaces included. `undefined` if that is
 * not possible. A list of YAML can be changed if each item is on its own line, or if the list is in brackets.
 */
export function withValue(format: Format, text: string, path: Path, value: unknown): string | undefined {
  const edited = format === "json" ? inJson(text, path, value) : inYaml(text, path, value);
  return edited !== undefined && isThatAlone(format, text, edited, path, value) ? edited : undefined;
}

/** Whether the edit has changed only this value. An edit at an anchor of YAML would change others, too. */
function isThatAlone(format: Format, text: string, edited: string, path: Path, value: unknown): boolean {
  const key = JSON.stringify(path);
  const isWithin = (one: Entry): boolean => JSON.stringify(one.path.slice(0, path.length)) === key;
  const others = (entries: Entry[]): string => JSON.stringify(entries.filter((one) => !isWithin(one)));
  const [before, after] = [entriesOf(format, text), entriesOf(format, edited)];
  const found = after.find((one) => JSON.stringify(one.path) === key);
  return JSON.stringify(found?.value) === JSON.stringify(value) && others(before) === others(after);
}

function ofJson(text: string): Entry[] {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (!root || errors.length > 0) return [];
  const visit = (node: Node, path: Path): Entry[] => {
    if (node.type === "object") {
      return (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
        key && value ? visit(value, [...path, String(key.value)]) : [],
      );
    }
    const inner = node.type === "array" ? (node.children ?? []).flatMap((item, i) => visit(item, [...path, i])) : [];
    return [{ path, value: getNodeValue(node) as unknown }, ...inner];
  };
  return visit(root, []);
}

function inJson(text: string, path: Path, value: unknown): string {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? "  ";
  const formattingOptions = { insertSpaces: !indent.startsWith("\t"), tabSize: indent.length, eol: "\n" };
  return applyEdits(text, modify(text, [...path], value, { formattingOptions }));
}

interface Yaml {
  readonly tokens: CST.Token[];
  readonly documents: Document.Parsed[];
}

function parsedYaml(text: string): Yaml | undefined {
  const tokens = [...new Parser().parse(text)];
  const documents = [...new Composer({ keepSourceTokens: true }).compose(tokens)] as Document.Parsed[];
  return documents.some(({ errors }) => errors.length > 0) ? undefined : { tokens, documents };
}

function ofYaml(text: string): Entry[] {
  const visit = (node: unknown, path: Path, document: Document.Parsed): Entry[] => {
    if (isAlias(node)) return visit(node.resolve(document), path, document);
    if (isScalar(node)) return [{ path, value: node.value }];
    if (isMap(node)) {
      return node.items.flatMap(({ key, value }) =>
        isScalar(key) ? visit(value, [...path, String(key.value)], document) : [],
      );
    }
    if (!isSeq(node)) return [];
    const items = node.items.flatMap((item, i) => visit(item, [...path, i], document));
    return [{ path, value: node.toJS(document) as unknown }, ...items];
  };
  return (parsedYaml(text)?.documents ?? []).flatMap((document, i) => visit(document.contents, [i], document));
}

function inYaml(text: string, [index, ...path]: Path, value: unknown): string | undefined {
  const yaml = parsedYaml(text);
  const node = yaml?.documents[Number(index)]?.getIn(path, true) as ParsedNode | undefined;
  if (!yaml || !node) return undefined;
  if (isSeq(node))
    return Array.isArray(value) ? withList(text, node as ParsedNode & { items: ParsedNode[] }, value) : undefined;
  if (!isScalar(node) || !node.srcToken || !CST.isScalar(node.srcToken)) return undefined;
  if (node.srcToken.type === "block-scalar" && typeof value === "string") setBlock(node.srcToken, value);
  else setScalar(node, node.srcToken, value);
  return yaml.tokens.map((token) => CST.stringify(token)).join("");
}

/**
 * Sets the text of a block, with its old indentation. A folded block becomes a literal block, which keeps line breaks.
 */
function setBlock(token: CST.BlockScalar, value: string): void {
  const indent = /^( *)\S/m.exec(token.source)?.[1] ?? " ".repeat(token.indent + 2);
  const lines = value.replace(/\n$/, "").split("\n");
  token.source = lines.map((line) => (line === "" ? "\n" : `${indent}${line}\n`)).join("");
  for (const prop of token.props) if (prop.type === "block-scalar-header") prop.source = prop.source.replace(">", "|");
}

function setScalar(node: Scalar, token: CST.Token, value: unknown): void {
  const type = typeOf(node, value);
  CST.setScalarValue(token, typeof value === "string" ? value : JSON.stringify(value), type ? { type } : {});
}

/** Texts that never need quotes, and words that would not be texts without quotes. */
const PLAIN = /^\p{L}(?:[\p{L}\p{N} .!?]*[\p{L}\p{N}.!?])?$/u;
const WORDS = /^(?:true|false|null|yes|no|on|off)$/i;

/**
 * The old style of the scalar, if it fits the new value. A text of several lines needs quotes, and so does a text that
 * would be read as another type.
 */
function typeOf({ type, value: before }: Scalar, value: unknown): Scalar.Type | undefined {
  if (typeof value !== "string") return "PLAIN";
  const isPlain = type === "PLAIN" || type === undefined;
  if (value.includes("\n")) return "QUOTE_DOUBLE";
  if (isPlain && (typeof before !== "string" || !PLAIN.test(value) || WORDS.test(value))) return "QUOTE_DOUBLE";
  return type;
}

/**
 * The text with a new list, one item on each line or in brackets. Items that stay keep their lines and the comments on
 * them.
 */
function withList(
  text: string,
  { range, items, srcToken }: ParsedNode & { items: ParsedNode[] },
  value: unknown[],
): string | undefined {
  const [start, end] = range;
  if (srcToken?.type === "flow-collection") {
    return `${text.slice(0, start)}[${value.map((item) => JSON.stringify(item)).join(", ")}]${text.slice(end)}`;
  }
  if (srcToken?.type !== "block-seq" || items.length === 0 || !items.every((item) => isScalar(item))) return undefined;
  const lineOf = (offset: number): number => text.slice(0, offset).split("\n").length - 1;
  const lines = text.split("\n");
  const places = items.map((item) => ({
    value: (item as Scalar).value,
    line: lineOf(item.range[0]),
    last: lineOf(item.range[1] - 1),
  }));
  const first = lineOf(start);
  // A comment between two items belongs to the later item.
  const blocks = places.map((place, i) => ({
    value: place.value,
    lines: lines.slice(i === 0 ? first : (places[i - 1]?.last ?? 0) + 1, place.last + 1),
  }));
  const indent = " ".repeat(srcToken.indent);
  const left = [...blocks];
  const kept = value.flatMap((item) => {
    const at = left.findIndex((block) => block.value === item);
    return at >= 0 ? (left.splice(0, at + 1).at(-1)?.lines ?? []) : [`${indent}- ${JSON.stringify(item)}`];
  });
  if (value.length === 0) return undefined;
  return [...lines.slice(0, first), ...kept, ...lines.slice((places.at(-1)?.last ?? 0) + 1)].join("\n");
}

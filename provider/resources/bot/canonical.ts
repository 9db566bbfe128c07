import { hashOf } from "../../values/differ";
import { normal } from "../../values/text";
import { containsUnknown, UNKNOWN } from "../../values/tree";
import { FIELD_KEYS } from "./fields";

/** A bot's content by leaf: the path of a declared value, and the value in its normal form. */
export type Canonical = Readonly<Record<string, unknown>>;

const SETS = new Set(["plugins", "workflowIds", "knowledge.datasetIds"]);

/** The leaves that belong to a workspace. They differ between the environments of the same bot. */
const OF_A_SPACE = new Set([
  "name",
  "iconFileId",
  "knowledge.datasetIds",
  "plugins",
  "workflowIds",
  "modelInfoConfig.modelId",
]);

/**
 * The normal form. Diff, drift check and hashes use only this form. Sets are sorted, CRLF becomes LF, and one trailing
 * newline of a text is removed. A declared default stays, since it is content.
 */
export function canonical(inputs: Readonly<Record<string, unknown>>): Canonical {
  const leaves: [string, unknown][] = [];
  const visit = (path: string, value: unknown): void => {
    if (value === undefined) return;
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      for (const [key, inner] of Object.entries(value)) visit(`${path}.${key}`, inner);
    } else {
      leaves.push([path, SETS.has(path) ? sortedSet(value) : normal(value)]);
    }
  };
  for (const [key, value] of Object.entries(inputs)) if (FIELD_KEYS.has(key)) visit(key, value);
  return Object.fromEntries(leaves.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The content hash and the promotion hash. A hash is unknown while a value in it is unknown. */
export function hashes(content: Canonical): { contentHash: string; promotionHash: string } {
  const promoted = Object.fromEntries(Object.entries(content).filter(([path]) => !OF_A_SPACE.has(path)));
  return { contentHash: hashOrUnknown(content), promotionHash: hashOrUnknown(promoted) };
}

function hashOrUnknown(content: Canonical): string {
  return containsUnknown(content) ? UNKNOWN : hashOf(content);
}

export function sameValue(a: unknown, b: unknown): boolean {
  return a !== UNKNOWN && b !== UNKNOWN && !containsUnknown(b) && JSON.stringify(a) === JSON.stringify(b);
}

function sortedSet(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const byText = new Map(value.map((item: unknown) => [JSON.stringify(keySorted(item)), keySorted(item)]));
  return [...byText.keys()].sort().map((key) => byText.get(key));
}

function keySorted(item: unknown): unknown {
  if (typeof item !== "object" || item === null) return item;
  return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
}

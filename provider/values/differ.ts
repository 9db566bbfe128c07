import { createHash } from "node:crypto";
import { byHash } from "./marks";
import { normal } from "./text";
import { containsUnknown } from "./tree";

/** The same text for equal values: sorted keys, without `undefined`. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : item,
  );
}

/** The state of users contains hashes, so the form is frozen. `v1:` names the form. */
export function hashOf(value: unknown): string {
  return `v1:${createHash("sha256").update(canonicalJson(value)).digest("hex")}`;
}

/**
 * Whether a value differs from the old one. An unknown value counts as different. Texts are compared in their normal
 * form, assets by their bytes.
 */
export function differ(old: unknown, wanted: unknown): boolean {
  return containsUnknown(wanted) || form(old) !== form(wanted);
}

function form(value: unknown): string {
  return canonicalJson(normal(byHash(value)) ?? null);
}

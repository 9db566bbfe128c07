import { createHash } from "node:crypto";

/** The same text for values that mean the same: keys sorted, `undefined` left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : item,
  );
}

/** Hashes stand in users' state: the form is frozen, and `v1:` says which one it is. */
export function hashOf(value: unknown): string {
  return `v1:${createHash("sha256").update(canonicalJson(value)).digest("hex")}`;
}

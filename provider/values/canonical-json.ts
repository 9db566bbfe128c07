import { createHash } from "node:crypto";

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

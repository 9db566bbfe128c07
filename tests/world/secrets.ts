import { SECRET, SIGNATURE } from "../harness/marks";

/** The value without what is marked as a secret. */
export function deepHidden(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(deepHidden);
  if ((value as Record<string, unknown>)[SIGNATURE] === SECRET) return "a secret";
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, deepHidden(inner)]));
}

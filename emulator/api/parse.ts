import * as z from "zod";
import { ApiError } from "./reply";
import type { ApiCall } from "./route";

/**
 * The call's JSON body in the schema's type. Unknown keys are dropped, null counts as absent, and a wrong value is a
 * 4000.
 */
export function parseBody<T extends z.ZodType>(call: ApiCall, schema: T): z.output<T> {
  const contentType = call.header("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(contentType)) invalid("Content-Type", "must be application/json");
  if (typeof call.body !== "object" || call.body === null || Array.isArray(call.body)) {
    invalid("body", "must be a JSON object");
  }
  return parse(withoutNulls(call.body), schema);
}

/** The call's query in the schema's type. An empty parameter counts as absent. */
export function parseQuery<T extends z.ZodType>(call: ApiCall, schema: T): z.output<T> {
  return parse(Object.fromEntries(Object.entries(call.query).filter(([, value]) => value !== "")), schema);
}

function parse<T extends z.ZodType>(value: unknown, schema: T): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue?.path ?? [];
  const at = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  invalid(at.replace(/^\./, ""), issue?.message ?? "is wrong");
}

export function invalid(field: string, problem: string): never {
  throw new ApiError(4000, `Request parameter error: the field ${field}: ${problem}.`);
}

// `parameters` is free JSON: its nulls have a meaning for the caller.
function withoutNulls(value: unknown, key?: string): unknown {
  if (key === "parameters" || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item));
  const entries = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(entries.map(([name, item]): [string, unknown] => [name, withoutNulls(item, name)]));
}

/** A query parameter that holds a whole number. */
export function integer(min: number, max: number, fallback: number) {
  return z
    .string()
    .regex(/^-?\d+$/, "must be an integer")
    .default(String(fallback))
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be ${min} to ${max}`);
}

export const pageNumber = integer(1, 1_000_000, 1);

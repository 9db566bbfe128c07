/**
 * The parts of the schemas of answers. Clients import this module as `z`. No other module of the client loads zod: a
 * lookup loads this module in the user's program, so the build bundles it with only the parts of zod that it uses.
 */
import * as z from "zod/mini";

export { array, boolean, custom, object, optional as maybe, string as text, tuple, unknown } from "zod/mini";
export type { output as Output } from "zod/mini";
/** An item of a list. Only its id is certain. */
export type Item<S extends z.ZodMiniType<{ readonly id: string }>> = Pick<z.output<S>, "id"> & Partial<z.output<S>>;
export type Schema<T> = z.ZodMiniType<T>;

const LONGEST_ID = 200;
/** The last second that a `Date` holds: a larger number is not a time. A time in milliseconds is below this limit. */
const LAST_SECOND = 8.64e12;

/** A schema whose value is mapped. */
export function as<S extends z.ZodMiniType, T>(schema: S, map: (value: z.output<S>) => T) {
  return z.pipe(schema, z.transform(map));
}

/** A schema for a value that `map` brings into shape first. */
export function from<S extends z.ZodMiniType>(map: (value: unknown) => unknown, schema: S) {
  return z.pipe(z.transform(map), schema);
}

/**
 * An id that Coze gives to an object. Ids are printed and written into the state, so they must be short and without
 * control characters.
 */
export const id = z.custom<string>(
  (value) => typeof value === "string" && value.length <= LONGEST_ID && !/[\p{Cc}\p{Cs}\p{Bidi_Control}]/u.test(value),
);

/** A number. Some calls write numbers as texts, and an empty text for an absent number. */
export const number = as(z.custom<number | string>(isNumber), numberOf);

/** In Unix seconds. */
export const time = as(
  z.custom<number | string>((value) => isNumber(value) && Math.abs(Number(value)) < LAST_SECOND),
  numberOf,
);

/** A value whose type Coze does not document. */
export const scalar = z.union([z.string(), z.number(), z.boolean()]);

function isNumber(value: unknown): boolean {
  return (typeof value === "number" || typeof value === "string") && Number.isFinite(Number(value));
}

function numberOf(value: number | string): number | undefined {
  return typeof value === "string" && value.trim() === "" ? undefined : Number(value);
}

/**
 * A usable answer with its unusable fields, or the field that makes the answer unusable (`""` for the whole answer).
 */
export type Reading<T> = { readonly data: T; readonly leftOut: readonly Omission[] } | { readonly odd: string };

interface Omission {
  /** The path of the odd value, such as `prompt_info.prompt` or `items[].name`. */
  readonly field: string;
  /** The path of the part that is left out because of the odd value. */
  readonly from: string;
}

type Path = readonly PropertyKey[];

// Compiling a schema is worth it for thousands of answers, but a process reads few.
const ONCE = { jitless: true };

/** Reads the data of an answer. Unknown fields pass, odd optional fields are left out. */
export function read<T>(schema: Schema<T>, data: unknown): Reading<T> {
  const whole = schema.safeParse(data, ONCE);
  if (whole.success) return { data: whole.data, leftOut: [] };
  const cuts = whole.error.issues.map((issue) => ({ path: issue.path, at: cutOf(issue) }));
  const rest = structuredClone(data);
  for (const { at } of cuts) remove(rest, at);
  const kept = schema.safeParse(rest, ONCE);
  if (kept.success)
    return { data: kept.data, leftOut: cuts.map(({ path, at }) => ({ field: named(path), from: named(at) })) };
  const [missing] = kept.error.issues.map(({ path }) => path);
  const odd = cuts.find(({ path }) => missing?.every((key, depth) => key === path[depth])) ?? cuts[0];
  return { odd: named(odd?.path ?? []) };
}

/**
 * The path to leave out because of an odd value. It is a field of the answer, or of an item of its list. It is never a
 * leaf of a block, since an absent leaf means its default. It is never an entry of a list within an item, since only a
 * whole list is evidence.
 */
function cutOf({ code, path, ...issue }: z.core.$ZodIssue): Path {
  const end = path.findLastIndex((key) => typeof key === "string") + 1;
  const item = path.slice(0, end).findLastIndex((key) => typeof key === "number") + 1;
  const isList = end < path.length || (code === "invalid_type" && "expected" in issue && issue.expected === "array");
  return isList && item > 0 ? [] : path.slice(0, item + 1).slice(0, end);
}

function remove(data: unknown, path: Path): void {
  const [key, ...rest] = path;
  if (key === undefined || typeof data !== "object" || data === null) return;
  if (rest.length === 0) Reflect.deleteProperty(data, key);
  else remove(Reflect.get(data, key), rest);
}

function named(path: Path): string {
  return path
    .map((key) => (typeof key === "number" ? "[]" : `.${String(key)}`))
    .join("")
    .replace(/^\./, "");
}

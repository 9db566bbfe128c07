/**
 * What answers are made of. Clients import it as `z`. No other module of the client loads zod: the build bundles this
 * one with the parts of zod that it uses, since a lookup loads it in the user's program.
 */
import * as z from "zod/mini";

export { array, boolean, custom, object, optional as maybe, string as text, tuple, unknown } from "zod/mini";
export type { output as Output } from "zod/mini";
/** An item of a list, of which nothing but the id is certain. */
export type Item<S extends z.ZodMiniType<{ readonly id: string }>> = Pick<z.output<S>, "id"> & Partial<z.output<S>>;
export type Schema<T> = z.ZodMiniType<T>;

const LONGEST_ID = 200;
/** The last second that a `Date` holds: a larger number is no time. Milliseconds are below it. */
const LAST_SECOND = 8.64e12;

/** A schema whose value is mapped. */
export function as<S extends z.ZodMiniType, T>(schema: S, map: (value: z.output<S>) => T) {
  return z.pipe(schema, z.transform(map));
}

/** A schema for what another shape is brought into first. */
export function from<S extends z.ZodMiniType>(map: (value: unknown) => unknown, schema: S) {
  return z.pipe(z.transform(map), schema);
}

/** A name that Coze gives to a thing, which is printed and written into the state. */
export const id = z.custom<string>(
  (value) => typeof value === "string" && value.length <= LONGEST_ID && !/[\p{Cc}\p{Cs}\p{Bidi_Control}]/u.test(value),
);

/** A number. Some calls write numbers as texts, and an empty text where there is none. */
export const number = as(z.custom<number | string>(isNumber), numberOf);

/** In Unix seconds. */
export const time = as(
  z.custom<number | string>((value) => isNumber(value) && Math.abs(Number(value)) < LAST_SECOND),
  numberOf,
);

/** A value that Coze does not document the type of. */
export const scalar = z.union([z.string(), z.number(), z.boolean()]);

function isNumber(value: unknown): boolean {
  return (typeof value === "number" || typeof value === "string") && Number.isFinite(Number(value));
}

function numberOf(value: number | string): number | undefined {
  return typeof value === "string" && value.trim() === "" ? undefined : Number(value);
}

/**
 * An answer that can be used, with the fields that cannot; or the field without which it cannot, `""` for the whole.
 */
export type Reading<T> = { readonly data: T; readonly leftOut: readonly Omission[] } | { readonly odd: string };

interface Omission {
  /** The path of the odd value, such as `prompt_info.prompt` or `items[].name`. */
  readonly field: string;
  /** The path of what is left out with it. */
  readonly from: string;
}

type Path = readonly PropertyKey[];

// Compiling a schema pays for thousands of answers, and a process reads few.
const ONCE = { jitless: true };

/** Reads the data of an answer. Unknown fields pass, odd optional ones are left out. */
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
 * The path that is left out where a value is odd: a field of the answer, or of an item of its list. Not a leaf of a
 * block, since an absent leaf stands for its default. Nothing is left out of the list of an item: a list is whole, or
 * it is no evidence.
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

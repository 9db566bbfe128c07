import * as z from "zod";
import { ID_RULE, isId } from "./id";
import { UNKNOWN } from "./unknown";

/** A problem of the inputs of a resource. A host turns it into a sentence. */
export interface Problem {
  /** The path of the property: `["plugins", 1, "apiId"]`. Empty for the inputs as a whole. */
  readonly path: readonly PropertyKey[];
  /** The rule: "must be a string". */
  readonly rule: string;
  /** The given value, in words without a secret: "a string of 21 characters". Absent if the rule has it. */
  readonly given?: string;
  /** The path of the second property, if the rule is about two. */
  readonly other?: readonly PropertyKey[];
}

/** A text with a length in Unicode code points, as Coze counts "characters". */
export function text(min: number, max: number): z.ZodString {
  const rule = min > 0 ? `must be ${min} to ${max} characters` : `must be at most ${max} characters`;
  return z.string().refine((value) => {
    // A code point has one or two units, so most texts need no counting.
    if (value.length <= max && value.length >= 2 * min) return true;
    const length = codePoints(value);
    return length >= min && length <= max;
  }, rule);
}

/** An id is a string: it has more digits than a number can represent. */
export const id = z.string().refine(isId, ID_RULE);

/** All problems of the inputs of a resource at once. An unknown value has none. */
export function validate(schema: z.ZodType, value: unknown): Problem[] {
  const result = schema.safeParse(value);
  if (result.success) return [];
  return result.error.issues
    .filter((issue) => !passesUnknown(value, issue.path))
    .flatMap((issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => ({ path: [...issue.path, key], rule: "there is no such input" }))
        : [problem(issue.path, rule(issue), at(value, issue.path), issue.code === "invalid_value")],
    );
}

/**
 * `path` is a list, or a dotted text of plain words. `showText` is for words of a fixed list. Another text may be a secret, so the message
 * has its length only.
 */
export function problem(
  path: string | readonly PropertyKey[],
  rule: string,
  given: unknown,
  showText = false,
): Problem {
  return { path: typeof path === "string" ? path.split(".") : path, rule, given: describe(given, showText) };
}

/** `plugins[1].apiId: must be a string, got nothing`. */
export function sentence({ path, rule, given }: Problem): string {
  return `${formatPath(path)}: ${rule}${given === undefined ? "" : `, got ${given}`}`;
}

function rule(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${article(issue.expected)}`;
    case "invalid_value":
      return `must be ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`;
    case "too_big":
      return issue.origin === "array" ? `must have at most ${issue.maximum} items` : `must be at most ${issue.maximum}`;
    case "too_small":
      return issue.origin === "array"
        ? `must have at least ${counted(Number(issue.minimum), "item")}`
        : `must be at least ${issue.minimum}`;
    case "invalid_key":
      return `has a key that ${issue.issues[0]?.message ?? "is not allowed"}`;
    default:
      return issue.message;
  }
}

function article(expected: string): string {
  switch (expected) {
    case "string":
      return "a string";
    case "array":
      return "a list";
    case "int":
      return "a whole number";
    case "record":
    case "object":
      return "an object";
    default:
      return `a ${expected}`;
  }
}

function describe(value: unknown, showText: boolean): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") {
    if (showText && codePoints(value) <= 40) return JSON.stringify(value);
    return `a string of ${counted(codePoints(value), "character")}`;
  }
  if (Array.isArray(value)) return `a list of ${counted(value.length, "item")}`;
  if (typeof value === "object" && value !== null) return "an object";
  // JSON has no NaN.
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}

export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

function codePoints(value: string): number {
  return Array.from(value).length;
}

/** `plugins[1].apiId`; a key is quoted unless it is a plain word. */
export function formatPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "inputs";
  return path
    .map((part, i) => {
      if (typeof part === "number") return `[${part}]`;
      const key = String(part);
      if (!/^[A-Za-z_][\w]*$/.test(key)) return `[${JSON.stringify(key)}]`;
      return i === 0 ? key : `.${key}`;
    })
    .join("");
}

function passesUnknown(value: unknown, path: readonly PropertyKey[]): boolean {
  return path.some((_, i) => at(value, path.slice(0, i + 1)) === UNKNOWN);
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}

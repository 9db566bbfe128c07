import * as z from "zod";
import { codePoints, counted, problem, type Problem } from "../values/problem";
import { ID_RULE, isId, isNumericId, QUOTE_IT } from "../values/text";
import { UNKNOWN } from "../values/tree";

/**
 * A text with a length in Unicode code points, which Coze calls "characters". CRLF counts as one, since it is sent as
 * LF.
 */
export function text(min: number, max: number): z.ZodString {
  const rule = min > 0 ? `must be ${min} to ${max} characters` : `must be at most ${max} characters`;
  return z.string().refine((value) => {
    // A code point has one or two UTF-16 units, so most texts need no counting.
    if (value.length <= max && value.length >= 4 * min) return true;
    const length = codePoints(value.replaceAll("\r\n", "\n"));
    return length >= min && length <= max;
  }, rule);
}

/** A text on one line. */
export function line(max: number): z.ZodString {
  return text(1, max).refine(
    (value) => !/\p{Cc}|\p{Zl}|\p{Zp}/u.test(value),
    "must be one line without control characters",
  );
}

/** An id is a string: it has more digits than a number can represent. */
export const id = z.string().refine(isId, ID_RULE);

/** All problems of the inputs of a resource at once. An unknown value has no problem. */
export function validate(schema: z.ZodType, value: unknown): Problem[] {
  const result = schema.safeParse(value);
  if (result.success) return [];
  return result.error.issues
    .filter((issue) => !passesUnknown(value, issue.path))
    .flatMap((issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => ({ path: [...issue.path, key], rule: "there is no such input" }))
        : [problem(issue.path, ruleFor(issue, at(value, issue.path)), at(value, issue.path))],
    );
}

/** The rule that the issue breaks. For an id that was written as a number, with what to do. */
function ruleFor(issue: z.core.$ZodIssue, given: unknown): string {
  const isId = issue.code === "invalid_type" && issue.expected === "string" && isNumericId(given);
  return isId ? `${rule(issue)}: ${QUOTE_IT}` : rule(issue);
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

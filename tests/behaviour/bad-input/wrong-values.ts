import type { Rule } from "./rules";

/** Stands in every text that is given, and must stand in no message. */
export const CONFIDENTIAL = "confidential";
const LONG = `${CONFIDENTIAL} and longer than any word of a fixed list`;

export interface Wrong {
  readonly what: string;
  readonly value: unknown;
  /** Behind the path of the input, where the problem lies within its value. */
  readonly at?: string;
  readonly problem: string;
}

const ROUNDED: Wrong = {
  what: "a number beyond 2^53",
  value: 2 ** 60,
  problem: "must be a string: quote it, since a number does not hold all of its digits, got 1152921504606847000",
};

/** One character for a reader, and not one for a program. */
const EMOJI = "🙂";
const COMBINED = "e\u0301";
const FAMILY = "👨‍👩‍👧";

/** A text of so many code points, made of that character as far as it goes in whole ones. */
export function textOf(length: number, character: string): string {
  const size = Array.from(character).length;
  return character.repeat(Math.floor(length / size)) + "x".repeat(length % size);
}

export const CHARACTERS = { letters: "x", emoji: EMOJI, "combining marks": COMBINED, "joined emoji": FAMILY };

const NOT_TEXTS: readonly [string, unknown, string][] = [
  ["null", null, "null"],
  ["a number", 7.5, "7.5"],
  ["NaN", NaN, "NaN"],
  ["Infinity", Infinity, "Infinity"],
  ["true", true, "true"],
  ["a list", [CONFIDENTIAL], "a list of 1 item"],
  ["an object", { text: CONFIDENTIAL }, "an object"],
];
const NOT_BOOLEANS: readonly [string, unknown, string][] = [
  ["null", null, "null"],
  ["a text", "true", "a string of 4 characters"],
  ["a number", 1, "1"],
  ["a list", [true], "a list of 1 item"],
];
const NOT_NUMBERS: readonly [string, unknown, string][] = [
  ["null", null, "null"],
  ["a text", `${CONFIDENTIAL}1`, "a string of 13 characters"],
  ["NaN", NaN, "NaN"],
  ["Infinity", -Infinity, "-Infinity"],
  ["true", true, "true"],
  ["a list", [1, 2], "a list of 2 items"],
];
const NOT_LISTS: readonly [string, unknown, string][] = [
  ["null", null, "null"],
  ["a text", CONFIDENTIAL, "a string of 12 characters"],
  ["an object", { 0: CONFIDENTIAL }, "an object"],
  ["a number", 71, "71"],
];
const NOT_BLOCKS: readonly [string, unknown, string][] = [
  ["null", null, "null"],
  ["a text", CONFIDENTIAL, "a string of 12 characters"],
  ["a list", [CONFIDENTIAL], "a list of 1 item"],
  ["false", false, "false"],
];
const NOT_IDS: readonly [string, string][] = [
  ["empty", ""],
  ["with a slash", `${CONFIDENTIAL}/publish`],
  ["with a line break", `${CONFIDENTIAL}\n`],
  ["with a carriage return", `71\r\n${CONFIDENTIAL}`],
  ["with NUL", `${CONFIDENTIAL}\u0000`],
  ["of dots", ".."],
  ["with a query", `${CONFIDENTIAL}?is_published=true`],
  ["with a percent sign", `${CONFIDENTIAL}%2f`],
  ["with a space", ` ${CONFIDENTIAL}`],
  ["of full-width digits", "７３６"],
  ["of 65 characters", CONFIDENTIAL + "7".repeat(53)],
];

const NOT_UIDS: readonly [string, string][] = [
  ["empty", ""],
  ["a name", CONFIDENTIAL],
  ["negative", "-2069720456000"],
  ["a fraction", "20697204560.5"],
  ["of full-width digits", "７３６"],
  ["with a line break", "2069720456000\n"],
  ["of 21 digits", "7".repeat(21)],
];
const NOT_ADDRESSES: readonly [string, string][] = [
  ["empty", ""],
  ["a path", `/${CONFIDENTIAL}`],
  ["without https", `http://${CONFIDENTIAL}.example.com`],
  ["of a file", `file:///${CONFIDENTIAL}`],
  ["a script", `javascript:${CONFIDENTIAL}()`],
  ["like this machine", `http://127.0.0.1.${CONFIDENTIAL}.example.com`],
];

const count = (text: string): string => `a string of ${Array.from(text).length} characters`;

function ofType(values: readonly [string, unknown, string][], rule: string): Wrong[] {
  return values.map(([what, value, got]) => ({ what, value, problem: `${rule}, got ${got}` }));
}

/** Without null, which is the first of them, where that is no mistake. */
function orNull<T>(rule: { orNull?: true }, values: readonly T[]): readonly T[] {
  return rule.orNull ? values.slice(1) : values;
}

/** Values that break a rule, each with the one problem that it is to be told as. */
export function wrongValues(rule: Rule): Wrong[] {
  switch (rule.is) {
    case "text":
      return [
        ...ofType(orNull(rule, NOT_TEXTS), "must be a string"),
        ROUNDED,
        ...wrongLengths(rule.min ?? 0, rule.max),
      ];
    case "id": {
      const must = "must be an id: 1 to 64 letters, digits, hyphens or underscores";
      const texts = NOT_IDS.map(([what, value]) => ({ what, value, problem: `${must}, got ${count(value)}` }));
      return [...ofType(orNull(rule, NOT_TEXTS), "must be a string"), ROUNDED, ...texts];
    }
    case "uid": {
      const must = "must be the UID of a Coze user: 1 to 20 digits";
      const texts = NOT_UIDS.map(([what, value]) => ({ what, value, problem: `${must}, got ${count(value)}` }));
      return [...ofType(NOT_TEXTS, "must be a string"), ROUNDED, ...texts];
    }
    case "address": {
      const must = "must be an https address";
      const texts = NOT_ADDRESSES.map(([what, value]) => ({ what, value, problem: `${must}, got ${count(value)}` }));
      return [...ofType(NOT_TEXTS, "must be a string"), ROUNDED, ...texts];
    }
    case "word": {
      const must = `must be ${rule.of.map((word) => JSON.stringify(word)).join(" or ")}`;
      const other = { what: "another text", value: LONG, problem: `${must}, got ${count(LONG)}` };
      const upper = (rule.of[0] ?? "").toUpperCase();
      return [
        ...ofType(NOT_TEXTS, must),
        other,
        { what: "in capitals", value: upper, problem: `${must}, got ${count(upper)}` },
        { what: "empty", value: "", problem: `${must}, got ${count("")}` },
      ];
    }
    case "boolean":
      return ofType(NOT_BOOLEANS, "must be a boolean");
    case "number":
      return [...ofType(NOT_NUMBERS, "must be a number"), ...beyond(rule.min, rule.max, 0.001)];
    case "whole":
      return [
        ...ofType(NOT_NUMBERS, "must be a number"),
        { what: "a fraction", value: 1.5, problem: "must be a whole number, got 1.5" },
        ...beyond(rule.min, rule.max, 1),
      ];
    case "list":
      return wrongLists(rule);
    case "block":
      return ofType(orNull(rule, NOT_BLOCKS), "must be an object");
  }
}

function wrongLengths(min: number, max: number | undefined): Wrong[] {
  if (max === undefined) return [];
  const must = min > 0 ? `must be ${min} to ${max} characters` : `must be at most ${max} characters`;
  const tooLong = Object.entries(CHARACTERS).map(([name, character]) => ({
    what: `one more than ${max} characters of ${name}`,
    value: textOf(max + 1, character),
    problem: `${must}, got a string of ${max + 1} characters`,
  }));
  const empty = { what: "empty", value: "", problem: `${must}, got a string of 0 characters` };
  return min > 0 ? [empty, ...tooLong] : tooLong;
}

function beyond(min: number | undefined, max: number | undefined, by: number): Wrong[] {
  const wrong: Wrong[] = [];
  if (min !== undefined) {
    wrong.push({ what: "too small", value: min - by, problem: `must be at least ${min}, got ${min - by}` });
  }
  if (max !== undefined) {
    wrong.push({ what: "too large", value: max + by, problem: `must be at most ${max}, got ${max + by}` });
  }
  return wrong;
}

function wrongLists(rule: Extract<Rule, { is: "list" }>): Wrong[] {
  const wrong = ofType(NOT_LISTS, "must be a list");
  for (const item of wrongValues(rule.of)) {
    wrong.push({ what: `a list with an item: ${item.what}`, value: [item.value], at: "[0]", problem: item.problem });
  }
  if (rule.min !== undefined) {
    wrong.push({
      what: "empty",
      value: [],
      problem: `must have at least ${rule.min} item${rule.min === 1 ? "" : "s"}, got a list of 0 items`,
    });
  }
  if (rule.max !== undefined) {
    const value = Array.from({ length: rule.max + 1 }, (_, i) => String(i));
    wrong.push({
      what: `of ${value.length} items`,
      value,
      problem: `must have at most ${rule.max} items, got a list of ${value.length} items`,
    });
  }
  return wrong;
}

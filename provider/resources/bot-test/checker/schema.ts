import Ajv, { MissingRefError, type ValidateFunction } from "ajv";
import Ajv2020 from "ajv/dist/2020";
import { withFormats } from "./formats";
import type { SchemaProblem } from "./threads";
import { isPattern, notApplied, textsOf, type Draft } from "./keywords";
import { endless } from "./references";

/** The drafts by the value of `$schema`. A schema without `$schema` has the newest draft. */
const DRAFTS: Readonly<Record<string, Draft>> = {
  "http://json-schema.org/draft-07/schema": "draft-07",
  "https://json-schema.org/draft/2020-12/schema": "2020-12",
};

const OPTIONS = {
  // `keywords.ts` reports the parts that are not applied, with their paths.
  strict: false,
  // Only properties of the answer itself count, not those that every JavaScript object has.
  ownProperties: true,
  // Compiling would report the first mistake without its path; `mistakes` reports it with the path.
  validateSchema: false,
  ignoreKeywordsWithRef: true,
  logger: false,
  unicodeRegExp: true,
} as const;

/** The common part of both drafts' validators. */
type Validator = Pick<Ajv, "compile" | "validateSchema" | "removeSchema" | "formats" | "errors">;

const validators: Partial<Record<Draft, Validator>> = {};

function validator(draft: Draft): Validator {
  const known = validators[draft];
  if (known) return known;
  const made = draft === "draft-07" ? new Ajv(OPTIONS) : new Ajv2020({ ...OPTIONS, ignoreKeywordsWithRef: false });
  // The library's own keyword divides, and 19.99 / 0.01 is 1998.9999999999998.
  made.removeKeyword("multipleOf").addKeyword({
    ...{ keyword: "multipleOf", type: "number", schemaType: "number", errors: false },
    validate: (divisor: number, value: number) => isMultiple(value, divisor),
  });
  return (validators[draft] = withFormats(made));
}

function draftOf(schema: Readonly<Record<string, unknown>>): Draft | undefined {
  const { $schema: given } = schema;
  if (given === undefined) return "2020-12";
  return typeof given === "string" ? DRAFTS[given.replace(/#$/, "")] : undefined;
}

/** The problems of a schema. A part that would not be applied is a problem, so that no part is silently ignored. */
export function schemaProblems(schema: Readonly<Record<string, unknown>>): SchemaProblem[] {
  const draft = draftOf(schema);
  if (draft === undefined)
    return [{ path: ["$schema"], rule: "must be draft-07 or 2020-12 of JSON Schema, or left out" }];
  const problems = [...notApplied(schema, draft), ...mistakes(schema, draft)];
  if (problems.length > 0) return problems;
  const format = textsOf(schema, draft, "format").find(({ text }) => validator(draft).formats[text] === undefined);
  if (format) return [{ path: format.path, rule: "is a format that is not applied" }];
  const pattern = textsOf(schema, draft, "pattern").find(({ text }) => !isPattern(text));
  if (pattern) return [{ path: pattern.path, rule: "must be a regular expression" }];
  const [circle] = endless(schema, draft);
  if (circle) return [circle];
  try {
    compiled(schema);
    return [];
  } catch (error) {
    return [unusable(error, schema, draft)];
  }
}

/** Whether a value fits the schema. The schema must have no problems. */
export function fits(schema: Readonly<Record<string, unknown>>, value: unknown): boolean {
  return compiled(schema)(value);
}

const kept = new Map<string, ValidateFunction>();

function compiled(schema: Readonly<Record<string, unknown>>): ValidateFunction {
  const key = JSON.stringify(schema);
  const known = kept.get(key);
  if (known) return known;
  const made = validator(draftOf(schema) ?? "2020-12");
  try {
    const validate = made.compile(schema);
    kept.set(key, validate);
    return validate;
  } finally {
    // Another schema may have the same $id.
    made.removeSchema(schema);
  }
}

function mistakes(schema: Readonly<Record<string, unknown>>, draft: Draft): SchemaProblem[] {
  const made = validator(draft);
  if (made.validateSchema(schema) === true) return [];
  const [first] = made.errors ?? [];
  const path = (first?.instancePath ?? "")
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  return [{ path, rule: `is no JSON Schema ${draft}: it ${first?.message ?? "is wrong"}` }];
}

/**
 * The problem of a schema that does not compile. It does not quote the validator, whose words may contain values of the
 * schema.
 */
function unusable(error: unknown, schema: Readonly<Record<string, unknown>>, draft: Draft): SchemaProblem {
  if (error instanceof MissingRefError) {
    const { missingRef } = error;
    const [path = []] = textsOf(schema, draft, "$ref", "$dynamicRef")
      .filter(({ text }) => missingRef.endsWith(text))
      .map((each) => each.path);
    return { path, rule: "refers to a schema that is not in this one, and none is loaded from elsewhere" };
  }
  return { path: [], rule: "cannot be used as a JSON Schema" };
}

/** A number as digits times a power of ten: 19.99 is 1999 and -2. */
interface Decimal {
  readonly digits: bigint;
  readonly power: number;
}

/**
 * Whether a number is a multiple of another one, by their decimal digits: 19.99 is a multiple of 0.01, though their
 * binary forms are not exact.
 */
function isMultiple(value: number, divisor: number): boolean {
  if (!Number.isFinite(value) || !Number.isFinite(divisor)) return false;
  const [one, other] = [decimal(value), decimal(divisor)];
  const power = Math.min(one.power, other.power);
  const scaled = ({ digits, power: from }: Decimal): bigint => digits * 10n ** BigInt(from - power);
  return scaled(one) % scaled(other) === 0n;
}

/** The shortest decimal form of the number. A number that was written with up to 15 digits has the same digits here. */
function decimal(value: number): Decimal {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(`${whole}${fraction}`), power: Number(exponent) - fraction.length };
}

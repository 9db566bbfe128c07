import { INEXACT, inexactIn } from "../../../values/tree";
import type { SchemaProblem } from "./threads";

/**
 * The schemas within a keyword: none, one schema, a list of schemas, schemas by name, or `items` (a schema or a list).
 */
type Content = "plain" | "schema" | "list" | "map" | "items";

const BOTH: Readonly<Record<string, Content>> = {
  ...plain("$schema $id $ref $comment title description default examples readOnly writeOnly type enum const format"),
  ...plain("multipleOf maximum exclusiveMaximum minimum exclusiveMinimum"),
  ...plain("maxLength minLength pattern maxItems minItems uniqueItems maxProperties minProperties required"),
  ...all("schema", "additionalProperties propertyNames contains if then else not"),
  ...all("list", "allOf anyOf oneOf"),
  ...all("map", "properties patternProperties definitions dependencies"),
};

/** The keywords of each draft. */
const KEYWORDS = {
  "draft-07": { ...BOTH, ...all("schema", "additionalItems"), ...all("items", "items") },
  "2020-12": {
    ...BOTH,
    ...plain("$anchor deprecated dependentRequired minContains maxContains"),
    ...all("schema", "items unevaluatedProperties"),
    ...all("list", "prefixItems"),
    ...all("map", "$defs dependentSchemas"),
  },
} as const satisfies Record<string, Readonly<Record<string, Content>>>;
export type Draft = keyof typeof KEYWORDS;

/**
 * The keywords that may stand beside `$ref` in draft 7. Draft 7 applies nothing beside `$ref`, and these have no effect
 * anyway.
 */
const BESIDE_REF = new Set([
  "$ref",
  "$comment",
  "title",
  "description",
  "default",
  "examples",
  "definitions",
  "$schema",
]);

type Path = SchemaProblem["path"];

function all(content: Content, names: string): Record<string, Content> {
  return Object.fromEntries(names.split(" ").map((name) => [name, content]));
}

function plain(names: string): Record<string, Content> {
  return all("plain", names);
}

type Visit = (schema: Readonly<Record<string, unknown>>, path: Path) => SchemaProblem[];

/** Keywords of the drafts that the validator ignores, or applies in another way than the draft says. */
const UNSUPPORTED: Readonly<Record<Draft, ReadonlySet<string>>> = {
  "draft-07": new Set(["contentEncoding", "contentMediaType"]),
  "2020-12": new Set([
    ...["$dynamicRef", "$dynamicAnchor", "unevaluatedItems", "$vocabulary"],
    ...["contentEncoding", "contentMediaType", "contentSchema"],
  ]),
};

/** Keywords that do nothing alone. Each needs at least one of its partners beside it. */
const PARTNERS: Readonly<Record<string, readonly string[]>> = {
  if: ["then", "else"],
  then: ["if"],
  else: ["if"],
  minContains: ["contains"],
  maxContains: ["contains"],
};

/** Keywords that compare with numbers. */
const NUMBERS = ["const", "enum", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"];

/**
 * The parts of a schema that the validator would not apply, with their paths: keywords that the draft does not have,
 * keywords beside `$ref` in draft 7, and keywords that the validator is known to apply wrongly.
 */
export function notApplied(schema: unknown, draft: Draft): SchemaProblem[] {
  const hasUnevaluated = JSON.stringify(schema).includes('"unevaluatedProperties"');
  return walk(schema, draft, [], (each, path) => {
    const problem = (rule: string, ...keys: Path): SchemaProblem => ({ path: [...path, ...keys], rule });
    const { properties, patternProperties: patterns, enum: values } = each;
    const numbers = NUMBERS.flatMap((key) => inexactIn(each[key]).map((inner) => ({ key, inner })));
    return [
      ...Object.keys(each).flatMap((key) => {
        const rule = ruleOf(key, each, draft);
        return rule === undefined ? [] : [problem(rule, key)];
      }),
      ...(hasUnevaluated && Object.hasOwn(each, "if") && !Object.hasOwn(each, "then")
        ? [problem("must have a then where unevaluatedProperties is used", "if")]
        : []),
      ...(isObject(properties) && Object.hasOwn(properties, "__proto__")
        ? [problem("cannot be checked", "properties", "__proto__")]
        : []),
      ...(Array.isArray(values) && values.length === 0 ? [problem("must have a value, or nothing fits", "enum")] : []),
      ...Object.keys(isObject(patterns) ? patterns : {})
        .filter((name) => !isPattern(name))
        .map((name) => problem("must have regular expressions as names", "patternProperties", name)),
      ...numbers.map(({ key, inner }) => problem(INEXACT, key, ...inner)),
    ];
  });
}

/** Whether a text is a regular expression. */
export function isPattern(text: string): boolean {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
}

function ruleOf(key: string, schema: Readonly<Record<string, unknown>>, draft: Draft): string | undefined {
  const has = (name: string): boolean => Object.hasOwn(schema, name);
  if (UNSUPPORTED[draft].has(key)) return "is not supported, and would not be applied";
  if (!Object.hasOwn(KEYWORDS[draft], key)) return `is no keyword of JSON Schema ${draft}, and would not be applied`;
  if (draft === "draft-07" && has("$ref")) {
    return BESIDE_REF.has(key) ? undefined : "would not be applied: draft-07 ignores it beside $ref";
  }
  if (key === "additionalItems" && !Array.isArray(schema["items"])) {
    return "would not be applied: it needs a list of schemas in items";
  }
  const partners = Object.hasOwn(PARTNERS, key) ? (PARTNERS[key] ?? []) : [];
  return partners.length === 0 || partners.some(has)
    ? undefined
    : `would not be applied: it needs ${partners.join(" or ")} beside it`;
}

/** All schemas within a schema, with their paths. Each comes before the schemas within it. */
export function schemasOf(schema: unknown, draft: Draft): { path: Path; schema: Readonly<Record<string, unknown>> }[] {
  const found: { path: Path; schema: Readonly<Record<string, unknown>> }[] = [];
  walk(schema, draft, [], (each, path) => {
    found.push({ path, schema: each });
    return [];
  });
  return found;
}

/** The text values of these keywords, with their paths. */
export function textsOf(schema: unknown, draft: Draft, ...keys: readonly string[]): { path: Path; text: string }[] {
  return schemasOf(schema, draft).flatMap(({ path, schema: each }) =>
    keys.flatMap((key) => {
      const text = each[key];
      return typeof text === "string" ? [{ path: [...path, key], text }] : [];
    }),
  );
}

function walk(schema: unknown, draft: Draft, path: Path, visit: Visit): SchemaProblem[] {
  if (!isObject(schema)) return [];
  const table: Readonly<Record<string, Content>> = KEYWORDS[draft];
  const problems = visit(schema, path);
  const inner = Object.entries(schema).flatMap(([key, value]) => {
    const content = Object.hasOwn(table, key) ? table[key] : "plain";
    const at = [...path, key];
    if (content === "schema" || (content === "items" && !Array.isArray(value))) return walk(value, draft, at, visit);
    if (Array.isArray(value) && (content === "list" || content === "items")) {
      return value.flatMap((item, i) => walk(item, draft, [...at, i], visit));
    }
    if (content !== "map" || !isObject(value)) return [];
    return Object.entries(value).flatMap(([name, item]) => walk(item, draft, [...at, name], visit));
  });
  return [...problems, ...inner];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

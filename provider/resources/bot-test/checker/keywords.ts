import type { SchemaProblem } from "./jobs";

/** What a keyword has in it: nothing, a schema, a list of schemas, schemas by name, or whatever the data is. */
type Content = "plain" | "schema" | "list" | "map" | "items";

const BOTH: Readonly<Record<string, Content>> = {
  ...plain("$schema $id $ref $comment title description default examples readOnly writeOnly type enum const format"),
  ...plain("contentEncoding contentMediaType multipleOf maximum exclusiveMaximum minimum exclusiveMinimum"),
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
    ...plain("$anchor $vocabulary deprecated dependentRequired minContains maxContains"),
    ...all("schema", "items unevaluatedProperties contentSchema"),
    ...all("list", "prefixItems"),
    ...all("map", "$defs dependentSchemas"),
  },
} as const satisfies Record<string, Readonly<Record<string, Content>>>;
export type Draft = keyof typeof KEYWORDS;

/** Beside `$ref` draft 7 applies nothing else; what has no effect anyway may stay. */
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

/** Keywords of 2020-12 that the validator applies otherwise than the draft says. */
const UNSUPPORTED = new Set(["$dynamicRef", "$dynamicAnchor", "unevaluatedItems"]);

/**
 * What a validator would not apply, by its path: each keyword that the draft does not have, in draft 7 what stands beside `$ref`, and what
 * the validator is known to get wrong.
 */
export function notApplied(schema: unknown, draft: Draft): SchemaProblem[] {
  const hasUnevaluated = JSON.stringify(schema).includes('"unevaluatedProperties"');
  return walk(schema, draft, [], (each, path) => {
    const problem = (rule: string, ...keys: string[]): SchemaProblem => ({ path: [...path, ...keys], rule });
    const { properties } = each;
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
    ];
  });
}

function ruleOf(key: string, schema: object, draft: Draft): string | undefined {
  if (draft === "2020-12" && UNSUPPORTED.has(key)) return "is not supported, and would not be applied";
  if (!Object.hasOwn(KEYWORDS[draft], key)) return `is no keyword of JSON Schema ${draft}, and would not be applied`;
  const isIgnored = draft === "draft-07" && Object.hasOwn(schema, "$ref") && !BESIDE_REF.has(key);
  return isIgnored ? "would not be applied: draft-07 ignores it beside $ref" : undefined;
}

/** The texts that these keywords have, with their paths. */
export function textsOf(schema: unknown, draft: Draft, ...keys: readonly string[]): { path: Path; text: string }[] {
  const found: { path: Path; text: string }[] = [];
  walk(schema, draft, [], (each, path) => {
    for (const key of keys) {
      const text = each[key];
      if (typeof text === "string") found.push({ path: [...path, key], text });
    }
    return [];
  });
  return found;
}

function walk(schema: unknown, draft: Draft, path: Path, visit: Visit): SchemaProblem[] {
  if (!isObject(schema)) return [];
  const table: Readonly<Record<string, Content>> = KEYWORDS[draft];
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
  return [...visit(schema, path), ...inner];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

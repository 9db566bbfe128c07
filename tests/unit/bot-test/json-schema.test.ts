import { fits, schemaProblems } from "../../../provider/resources/bot-test/checker/schema";
import { formatPath } from "../../../provider/values/problem";

const DRAFT_7 = { $schema: "http://json-schema.org/draft-07/schema#" };
const problemsOf = (schema: object): string[] =>
  schemaProblems(schema as Record<string, unknown>).map(({ path, rule }) => `${formatPath(path)}: ${rule}`);

describe("multipleOf", () => {
  const isMultiple = (value: number, multipleOf: number): boolean => fits({ multipleOf }, value);

  test("every price from 0.01 to 100.00 is a multiple of 0.01, and none with one more digit", () => {
    const cents = Array.from({ length: 10_000 }, (_, i) => i + 1);
    const priceOf = (cent: number): string => (cent / 100).toFixed(2);
    expect(cents.filter((cent) => !isMultiple(Number(priceOf(cent)), 0.01))).toEqual([]);
    expect(cents.filter((cent) => isMultiple(Number(`${priceOf(cent)}1`), 0.01))).toEqual([]);
  });

  test.each([
    [0.3, 0.1, true],
    [0.7, 0.1, true],
    [0.35, 0.1, false],
    [-19.99, 0.01, true],
    [1.000000001, 0.01, false],
    [3e-7, 1e-7, true],
    [1e300, 1e-300, true],
    [1e308, 0.123456789, false],
    [7, 2.5, false],
    [7.5, 2.5, true],
    [0, 0.01, true],
  ])("%d of %d: %s", (value, divisor, is) => {
    expect(isMultiple(value, divisor)).toBe(is);
  });
});

test.each<[string, readonly string[], readonly string[]]>([
  [
    "date-time",
    ["2020-01-01T00:00:00Z", "2020-01-01t12:30:00.5+08:00", "1998-12-31T23:59:60Z", "2020-02-29T00:00:00-00:00"],
    [
      ...["2020-01-01\n00:00:00Z", "2020-01-01\u00a000:00:00Z", "2020-01-01 00:00:00Z", "2020-01-01T00:00:00+01"],
      ...["2020-01-01T00:00:00", "2021-02-29T00:00:00Z", "2020-01-01T00:00:00+0100", "2020-01-01T00:00:00Z\n"],
    ],
  ],
  ["time", ["12:00:00Z", "12:00:00.25+01:00"], ["12:00:00+01", "12:00:00+0100", "12:00:00", "24:00:00Z"]],
  ["iso-date-time", ["2020-01-01 00:00:00"], ["2020-01-01\n00:00:00", "2020-01-01\u00a000:00:00"]],
  [
    "uuid",
    ["2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2EB8AA08-AA98-11EA-B4AA-73B441D16380"],
    ["urn:uuid:2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2eb8aa08aa9811eab4aa73b441d16380"],
  ],
  [
    "email",
    [
      "joe@example.com",
      '"joe bloggs"@example.com',
      '"a@b"@example.com',
      "joe@[127.0.0.1]",
      "joe@[IPv6:::1]",
      "te~st@x",
    ],
    [
      "joe",
      "@example.com",
      "a..b@example.com",
      ".a@b.c",
      "joe@[127.0.0.300]",
      'a"b@example.com',
      "joe@-x.com",
      "a@b\n",
    ],
  ],
  ["byte", ["AAAA", ""], ["AAA", "!!!\nAAAA"]],
])("format %s", (format, good, bad) => {
  expect(problemsOf({ format })).toEqual([]);
  expect(good.filter((text) => !fits({ format }, text))).toEqual([]);
  expect(bad.filter((text) => fits({ format }, text))).toEqual([]);
});

const INEXACT = "must be at most 9007199254740991 in size: larger numbers are rounded, also those of an answer";
const needs = (what: string): string => `would not be applied: it needs ${what}`;
const UNSUPPORTED = "is not supported, and would not be applied";
const ENDLESS = "leads back to itself with the same value, and would never end";

test.each<[object, string[]]>([
  [{ then: {} }, [`then: ${needs("if beside it")}`]],
  [{ else: {} }, [`else: ${needs("if beside it")}`]],
  [{ not: { if: {} } }, [`not.if: ${needs("then or else beside it")}`]],
  [{ minContains: 2 }, [`minContains: ${needs("contains beside it")}`]],
  [{ items: { maxContains: 2 } }, [`items.maxContains: ${needs("contains beside it")}`]],
  [{ contentMediaType: "application/json" }, [`contentMediaType: ${UNSUPPORTED}`]],
  [{ contentSchema: {} }, [`contentSchema: ${UNSUPPORTED}`]],
  [{ ...DRAFT_7, contentEncoding: "base64" }, [`contentEncoding: ${UNSUPPORTED}`]],
  [{ $vocabulary: {} }, [`["$vocabulary"]: ${UNSUPPORTED}`]],
  [{ ...DRAFT_7, items: {}, additionalItems: false }, [`additionalItems: ${needs("a list of schemas in items")}`]],
  [{ ...DRAFT_7, additionalItems: false }, [`additionalItems: ${needs("a list of schemas in items")}`]],
  [{ ...DRAFT_7, items: [{}], additionalItems: false }, []],
  [{ format: "password" }, ["format: is a format that is not applied"]],
  [{ properties: { a: { enum: [] } } }, ["properties.a.enum: must have a value, or nothing fits"]],
  [{ patternProperties: { "(x": {} } }, [`patternProperties["(x"]: must have regular expressions as names`]],
  [{ const: 12345678901234567000 }, [`const: ${INEXACT}`]],
  [{ enum: [1, { a: [2 ** 53] }] }, [`enum[1].a[0]: ${INEXACT}`]],
  [{ maximum: 2 ** 53 }, [`maximum: ${INEXACT}`]],
  [{ exclusiveMinimum: -1e300 }, [`exclusiveMinimum: ${INEXACT}`]],
  [{ maximum: 2 ** 53 - 1, default: 1e300 }, []],
])("%j: %j", (schema, expected) => {
  expect(problemsOf(schema)).toEqual(expected);
});

test.each<[object, string[]]>([
  [{ $ref: "#" }, [`["$ref"]: ${ENDLESS}`]],
  [{ allOf: [{ type: "object" }, { $ref: "#" }] }, [`allOf[1]["$ref"]: ${ENDLESS}`]],
  [
    {
      $defs: { a: { $ref: "#/$defs/b" }, b: { anyOf: [{ $ref: "#/$defs/a" }] } },
      properties: { x: { $ref: "#/$defs/a" } },
    },
    [`["$defs"].b.anyOf[0]["$ref"]: ${ENDLESS}`],
  ],
  [{ $id: "https://example.com/a", not: { $ref: "https://example.com/a" } }, [`not["$ref"]: ${ENDLESS}`]],
  [{ $anchor: "me", dependentSchemas: { x: { $ref: "#me" } } }, [`dependentSchemas.x["$ref"]: ${ENDLESS}`]],
  [{ ...DRAFT_7, if: {}, then: { $ref: "#" } }, [`then["$ref"]: ${ENDLESS}`]],
  // The value within is another one.
  [{ properties: { child: { $ref: "#" } }, items: { $ref: "#" } }, []],
  [{ $defs: { a: { type: "string" } }, allOf: [{ $ref: "#/$defs/a" }, { $ref: "#/$defs/a" }] }, []],
  [
    {
      ...DRAFT_7,
      definitions: { a: { $ref: "#/definitions/b", title: "x" }, b: {} },
      items: { $ref: "#/definitions/a" },
    },
    [],
  ],
])("%j ends: %j", (schema, expected) => {
  expect(problemsOf(schema)).toEqual(expected);
});

import { counts, hints, type ParsedCase } from "../../../provider/resources/bot-test/cases";
import { botTestProblems, schemaProblems } from "../../../provider/resources/bot-test/inputs";
import { tooFew } from "../../../provider/resources/bot-test/compare/inputs";
import { UNKNOWN } from "../../../provider/values/tree";
import { sentence } from "../../../provider/values/problem";
import { CASE, inputs } from "./samples";

const problems = (rest: Record<string, unknown>): string[] => botTestProblems(inputs(rest)).map(sentence);
const inCase = (rest: object): string[] => problems({ cases: [{ ...CASE, ...rest }] });
const inExpectation = (expectation: object): string[] => inCase({ expect: [{ contains: "x" }, expectation] });
const many = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);

const TURN = { role: "user", content: "Hi" };

test("everything at once is right", () => {
  const expect_ = [
    { equals: "", ignoreCase: true },
    { contains: "a" },
    { containsAny: ["a"] },
    { containsAll: ["a", "b"], ignoreCase: false },
    { notContains: "c" },
    { matches: "^\\p{Lu}", ignoreCase: true },
    { notMatches: "x" },
    { json: true },
    { json: { schema: { type: "object", required: ["a"] } } },
    { minLength: 0 },
    { maxLength: 5 },
    { calls: "getOrder", arguments: { id: "7" } },
    { doesNotCall: "shop-cancel" },
    { maxSeconds: 0.5 },
    { judge: { botId: "735", criteria: "stays friendly" } },
  ];
  const full = {
    ...CASE,
    history: many(98, TURN),
    customVariables: { locale_x: "" },
    repeat: 100,
    minPassed: 20,
    expect: expect_,
  };
  const rest = {
    timeoutSeconds: 3600,
    concurrency: 16,
    maxChats: 800,
    noWorseThan: { version: "16", alpha: 0.1, ifAbsent: "pass" },
    onFailure: "record",
    triggers: [1, { a: null }],
  };
  expect(problems({ cases: [full], version: "17", ...rest })).toEqual([]);
});

test.each<[object, RegExp]>([
  [{ cases: undefined }, /^cases: must be a list, got nothing$/],
  [{ cases: [] }, /^cases: must have at least 1 item, got a list of 0 items$/],
  [
    { cases: many(101, CASE).map((one, i) => ({ ...one, name: String(i) })), maxChats: 1000 },
    /^cases: must have at most 100 items/,
  ],
  [{ contentHash: undefined }, /^contentHash: must be a string, got nothing$/],
  [{ promotionHash: undefined }, /^promotionHash: must be a string, got nothing$/],
  [{ botId: "a b" }, /^botId: must be an id/],
  [{ timeoutSeconds: 0.5 }, /^timeoutSeconds: must be at least 1, got 0.5$/],
  [{ concurrency: 17 }, /^concurrency: must be at most 16, got 17$/],
  [{ onFailure: "ignore" }, /^onFailure: must be "fail" or "record", got a string of 6 characters$/],
  [{ case: [] }, /^case: there is no such input$/],
  [
    { cases: [CASE, CASE] },
    /^cases\[1\]\.name: must be unique, and is that of cases\[0\], got a string of 12 characters$/,
  ],
  [
    { maxChats: 4, cases: [{ ...CASE, repeat: 5 }] },
    /^maxChats: 1 case, up to 5 chats are more than the 4 that it allows$/,
  ],
])("inputs: %j", (rest, expected) => {
  expect(problems(rest as Record<string, unknown>)).toEqual([expect.stringMatching(expected)]);
});

test.each<[object, RegExp]>([
  [{ name: "" }, /^cases\[0\]\.name: must be 1 to 100 characters/],
  [{ name: "🙂".repeat(101) }, /^cases\[0\]\.name: must be 1 to 100 characters, got a string of 101 characters$/],
  [{ ask: undefined }, /^cases\[0\]\.ask: must be a string, got nothing$/],
  [{ ask: "" }, /^cases\[0\]\.ask: must not be empty/],
  [{ history: many(99, TURN) }, /^cases\[0\]\.history: must have at most 98 items/],
  [{ history: [{ role: "system", content: "x" }] }, /^cases\[0\]\.history\[0\]\.role: must be "user" or "assistant"/],
  [
    { customVariables: { "a-b": "c" } },
    /^cases\[0\]\.customVariables\["a-b"\]: has a key that must be letters and underscores/,
  ],
  [{ customVariables: { a: 1 } }, /^cases\[0\]\.customVariables\.a: must be a string, got 1$/],
  [{ expect: [] }, /^cases\[0\]\.expect: must have at least 1 item/],
  [{ repeat: 101 }, /^cases\[0\]\.repeat: must be at most 100, got 101$/],
  [{ repeat: 2, minPassed: 3 }, /^cases\[0\]\.minPassed: must be at most repeat, which is 2, got 3$/],
  [{ minPassed: 2 }, /^cases\[0\]\.minPassed: must be at most repeat, which is 1, got 2$/],
  [{ question: "x" }, /^cases\[0\]\.question: there is no such input$/],
])("a case: %j", (rest, expected) => {
  expect(inCase(rest)).toEqual([expect.stringMatching(expected)]);
});

test.each<[object, RegExp]>([
  [{}, /^cases\[0\]\.expect\[1\]: must have exactly one of equals, contains, .* judge, got an object$/],
  [{ equals: "a", contains: "b" }, /^cases\[0\]\.expect\[1\]: must have exactly one of/],
  [
    { matches: "(secret" },
    /^cases\[0\]\.expect\[1\]\.matches: must be a regular expression \(Unterminated group\), got a string of 7 characters$/,
  ],
  [{ contains: "" }, /^cases\[0\]\.expect\[1\]\.contains: must not be empty/],
  [{ containsAny: [] }, /^cases\[0\]\.expect\[1\]\.containsAny: must have at least 1 item/],
  [{ minLength: -1 }, /^cases\[0\]\.expect\[1\]\.minLength: must be at least 0/],
  [{ maxSeconds: 0 }, /^cases\[0\]\.expect\[1\]\.maxSeconds: must be more than 0, got 0$/],
  [
    { maxLength: 3, ignoreCase: true },
    /^cases\[0\]\.expect\[1\]\.ignoreCase: is allowed beside equals, .* only, got true$/,
  ],
  [
    { calls: "x", arguments: { ids: [1, 2 ** 60] } },
    /^cases\[0\]\.expect\[1\]\.arguments\.ids\[1\]: must be at most 9007199254740991 in size: larger numbers are rounded/,
  ],
  [{ doesNotCall: "x", arguments: {} }, /^cases\[0\]\.expect\[1\]\.arguments: is allowed beside calls only/],
  [{ judge: { botId: "735" } }, /^cases\[0\]\.expect\[1\]\.judge\.criteria: must be a string, got nothing$/],
  [{ containz: "x" }, /^cases\[0\]\.expect\[1\]\.containz: there is no such input$/],
  [{ json: {} }, /^cases\[0\]\.expect\[1\]\.json/],
  [{ maxTokens: 0 }, /^cases\[0\]\.expect\[1\]\.maxTokens: must be at least 1, got 0$/],
  [
    { matches: "(?i)secret" },
    /\.matches: must be a regular expression \(Invalid group; set ignoreCase beside it in place of \(\?i\)\)/,
  ],
])("an expectation: %j", (expectation, expected) => {
  expect(inExpectation(expectation)[0]).toMatch(expected);
});

test("what is not known yet is no problem", () => {
  expect(problems({ botId: UNKNOWN, contentHash: UNKNOWN, cases: UNKNOWN, maxChats: UNKNOWN })).toEqual([]);
  expect(inCase({ name: UNKNOWN, ask: UNKNOWN, expect: [UNKNOWN, { matches: UNKNOWN }, { judge: UNKNOWN }] })).toEqual(
    [],
  );
  expect(
    problems({
      cases: [
        { ...CASE, name: UNKNOWN },
        { ...CASE, name: UNKNOWN },
      ],
    }),
  ).toEqual([]);
});

test.each<[ParsedCase[], string]>([
  [[CASE], "1 case, up to 1 chat"],
  [[CASE, { ...CASE, repeat: 3 }, CASE], "3 cases, up to 5 chats"],
  [
    [CASE, { ...CASE, repeat: 2, expect: [{ judge: { botId: "1", criteria: "x" } }] }],
    "2 cases, up to 3 chats, and up to 6 more with judges",
  ],
])("the count of chats", (cases, expected) => {
  expect(counts(cases)).toBe(expected);
});

describe("a JSON Schema", () => {
  const found = async (schema: unknown): Promise<string[]> =>
    (await schemaProblems([{ ...CASE, expect: [{ contains: "x" }, { json: { schema } }] }])).map(sentence);
  const at = "cases[0].expect[1].json.schema";

  test.each<[object, string]>([
    [{ type: "nothing" }, `${at}.type: is no JSON Schema 2020-12: it must be equal to one of the allowed values`],
    [{ requird: ["secret"] }, `${at}.requird: is no keyword of JSON Schema 2020-12, and would not be applied`],
    [
      { properties: { a: { anyOf: [{ minimun: 1 }] } } },
      `${at}.properties.a.anyOf[0].minimun: is no keyword of JSON Schema 2020-12, and would not be applied`,
    ],
    [
      { $schema: "http://json-schema.org/draft-07/schema#", dependentRequired: {} },
      `${at}.dependentRequired: is no keyword of JSON Schema draft-07, and would not be applied`,
    ],
    [
      { $schema: "http://json-schema.org/draft-04/schema#" },
      `${at}.$schema: must be draft-07 or 2020-12 of JSON Schema, or left out`,
    ],
    [
      { items: { $ref: "https://example.com/secret" } },
      `${at}.items.$ref: refers to a schema that is not in this one, and none is loaded from elsewhere`,
    ],
    [{ properties: { a: { format: "secret" } } }, `${at}.properties.a.format: is a format that is not applied`],
    [{ pattern: "(secret" }, `${at}.pattern: must be a regular expression`],
    [{ unevaluatedItems: false }, `${at}.unevaluatedItems: is not supported, and would not be applied`],
  ])("is refused by the name of what is not applied: %j", async (schema, expected) => {
    expect(
      (await found(schema)).map((problem) => problem.replace('["$schema"]', ".$schema").replace('["$ref"]', ".$ref")),
    ).toEqual([expected]);
  });

  test("without a problem may refer to itself, and is no problem where it is not known yet", async () => {
    const tree = { $id: "https://example.com/tree", type: "object", properties: { left: { $ref: "#" } } };
    const known = { $schema: "http://json-schema.org/draft-07/schema#", ...tree };
    expect([...(await found(tree)), ...(await found(known)), ...(await found({ a: UNKNOWN }))]).toEqual([]);
    expect(await found(UNKNOWN)).toEqual([]);
  });
});

test("slashes around a pattern are named, which are a part of it", () => {
  const expect_ = [{ matches: "/order/i" }, { notMatches: "/usr/lib" }, { matches: "a/b/c" }, { contains: "/x/i" }];
  expect(hints([CASE, { ...CASE, expect: expect_ }])).toEqual([
    "cases[1].expect[0].matches: the slashes and flags are a part of the pattern; leave them out, and set ignoreCase beside it for the flag i",
  ]);
});

describe("noWorseThan", () => {
  const against = (noWorseThan: unknown, rest: object = {}): string[] => problems({ noWorseThan, ...rest });

  test.each<[unknown, RegExp, object]>([
    [{}, /^noWorseThan: must have exactly one of live, version, botId, got an object$/, {}],
    [{ live: true, version: "17" }, /^noWorseThan: must have exactly one of live, version, botId, got an object$/, {}],
    [{ live: false }, /^noWorseThan\.live: must be true, got false$/, {}],
    [{ live: true, alpha: 0 }, /^noWorseThan\.alpha: must be more than 0 and less than 1, got 0$/, {}],
    [{ live: true, alpha: 1 }, /^noWorseThan\.alpha: must be more than 0 and less than 1, got 1$/, {}],
    [{ live: true, alpha: -0.1 }, /^noWorseThan\.alpha: must be more than 0/, {}],
    [{ live: true, alpha: "0.1" }, /^noWorseThan\.alpha: must be a number/, {}],
    [{ live: true, ifAbsent: "fail" }, /^noWorseThan\.ifAbsent: must be "pass"/, {}],
    [{ live: true, better: true }, /^noWorseThan\.better: /, {}],
    [{ version: "a b" }, /^noWorseThan\.version: must be an id/, {}],
    [
      { version: "draft" },
      /^noWorseThan\.version: must be the number of a version; the bot's own draft is what is tested/,
      {},
    ],
    [
      { botId: "739" },
      /^noWorseThan\.botId: must be another bot than the tested one; its own live version is live/,
      {},
    ],
    [{ live: true }, /^noWorseThan\.live: must not be set where a live version is tested/, { version: "17" }],
    [{ version: "17" }, /^noWorseThan\.version: must be another version than the tested one/, { version: "17" }],
    [true, /^noWorseThan: must be an object, got true$/, {}],
  ])("%j: one problem by its path", (baseline, problem, rest) => {
    expect(against(baseline, rest)).toEqual([expect.stringMatching(problem)]);
  });

  test("maxChats counts both bots", () => {
    const cases = Array.from({ length: 12 }, (_, i) => ({ ...CASE, name: String(i), repeat: 5 }));
    expect(against({ live: true }, { cases, maxChats: 120 })).toEqual([]);
    expect(against({ live: true }, { cases })).toEqual([
      "maxChats: 12 cases, up to 60 chats with each of two bots are more than the 100 that it allows",
    ]);
  });

  test("a bot that is not known yet is no problem", () => {
    expect(against({ botId: UNKNOWN })).toEqual([]);
    expect(against(UNKNOWN)).toEqual([]);
  });

  test("too few chats are named, and no problem", () => {
    expect(tooFew([CASE], { live: true })).toMatch(/^1 chat with each bot can find no drop with alpha 0\.05, so/);
    expect(tooFew([{ ...CASE, repeat: 3 }], { live: true })).toBeUndefined();
    expect(tooFew([{ ...CASE, repeat: 3 }], { live: true, alpha: 0.01 })).toContain("alpha 0.01");
  });
});

test.each([5_000, 100_000])("%i cases are refused by their number, and nothing else hides", (count) => {
  const cases = many(count, { ...CASE, expect: [{ json: { schema: { type: "object" } } }] });
  expect(problems({ cases, concurrency: 0 })).toEqual([
    `cases: must have at most 100 items, got a list of ${count} items`,
    "concurrency: must be at least 1, got 0",
  ]);
});

test("the schemas of too many cases are not looked at", async () => {
  expect(await schemaProblems(many(101, { ...CASE, expect: [{ json: { schema: { wrong: 1 } } }] }))).toEqual([]);
});

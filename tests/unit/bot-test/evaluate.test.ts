import type { ChatAnswer } from "../../../provider/client/chat-types";
import { allowsNothing, holds as evaluated } from "../../../provider/resources/bot-test/evaluate";
import type { ParsedExpectation } from "../../../provider/resources/bot-test/cases";
import { Threads, Unchecked } from "../../../provider/resources/bot-test/checker/threads";
import { answer } from "./samples";

const threads = new Threads(1_000);
afterAll(() => threads.close());
const holds = (expectation: ParsedExpectation, said: ChatAnswer): Promise<boolean> =>
  evaluated(expectation, said, threads);

const said = answer("Order 7 is on its way 🙂", {
  seconds: 2,
  tokens: 7,
  calls: [
    { name: "shop-getOrder", arguments: { id: "7", deep: { a: 1, b: [1, 2] } } },
    { name: "getTime", arguments: undefined },
  ],
});

test.each<[ParsedExpectation, boolean]>([
  [{ equals: "Order 7 is on its way 🙂" }, true],
  [{ equals: "order 7 is on its way 🙂" }, false],
  [{ equals: "ORDER 7 IS ON ITS WAY 🙂", ignoreCase: true }, true],
  [{ contains: "order" }, false],
  [{ contains: "order", ignoreCase: true }, true],
  [{ containsAny: ["no", "way"] }, true],
  [{ containsAny: ["no", "WAY"] }, false],
  [{ containsAll: ["way", "Order"] }, true],
  [{ containsAll: ["WAY", "order"], ignoreCase: true }, true],
  [{ containsAll: ["way", "no"] }, false],
  [{ notContains: "as an AI" }, true],
  [{ notContains: "order", ignoreCase: true }, false],
  [{ matches: "^Order \\d .*\\p{Emoji}$" }, true],
  [{ matches: "^order" }, false],
  [{ matches: "^order", ignoreCase: true }, true],
  [{ notMatches: "\\d{2}" }, true],
  [{ notMatches: "order", ignoreCase: true }, false],
  [{ minLength: 23 }, true],
  [{ minLength: 24 }, false],
  [{ maxLength: 23 }, true],
  [{ maxLength: 22 }, false],
  [{ calls: "getOrder" }, true],
  [{ calls: "shop-getOrder" }, true],
  [{ calls: "Order" }, false],
  [{ calls: "getOrder", arguments: { id: "7" } }, true],
  [{ calls: "getOrder", arguments: { id: 7 } }, false],
  [{ calls: "getOrder", arguments: { deep: { b: [1, 2] } } }, true],
  [{ calls: "getOrder", arguments: { deep: { b: [1] } } }, false],
  [{ calls: "getTime", arguments: {} }, true],
  [{ calls: "getTime", arguments: { id: "7" } }, false],
  [{ doesNotCall: "cancelOrder" }, true],
  [{ doesNotCall: "getOrder" }, false],
  [{ maxSeconds: 2 }, true],
  [{ maxSeconds: 1.9 }, false],
  [{ maxTokens: 7 }, true],
  [{ maxTokens: 6 }, false],
  [{ json: true }, false],
])("%j: %s", async (expectation, expected) => {
  expect(await holds(expectation, said)).toBe(expected);
});

const schema = { type: "object", properties: { id: { type: "integer" } }, required: ["id"] };

test.each<[string, ParsedExpectation, boolean]>([
  [' {"id": 7}\n', { json: true }, true],
  ["7", { json: true }, true],
  ["```json\n{}\n```", { json: true }, false],
  ['{"id": 7}', { json: { schema } }, true],
  ['{"id": "7"}', { json: { schema } }, false],
  ["{}", { json: { schema } }, false],
  ['{"a": 1}', { json: { schema: { required: ["b"] } } }, false],
  ['{"a": {"b": 1}}', { json: { schema: { const: { a: { b: 1 } } } } }, true],
  ["[1, -1]", { json: { schema: { items: { minimum: 0 } } } }, false],
  ['"2026-13-01"', { json: { schema: { format: "date" } } }, false],
  ["```json\n{}\n```", { json: { fenced: true } }, true],
  ["{}", { json: { fenced: true } }, true],
  ['Here:\n```\n{"id": 7}\n```\nWell?', { json: { schema, fenced: true } }, true],
  ['```json\n{"id": "7"}\n```', { json: { schema, fenced: true } }, false],
  ["```\n{}\n```\n```\n{}\n```", { json: { fenced: true } }, false],
])("%j as %j: %s", async (text, expectation, expected) => {
  expect(await holds(expectation, answer(text))).toBe(expected);
});

test("no answer is a text of no characters", async () => {
  const empty: ChatAnswer = answer("");
  const found = [{ maxLength: 0 }, { equals: "" }, { minLength: 1 }].map((expectation) => holds(expectation, empty));
  expect(await Promise.all(found)).toEqual([true, true, false]);
});

test.each<[ParsedExpectation[], boolean]>([
  [[{ equals: "" }], true],
  [[{ maxLength: 3 }, { calls: "getOrder" }], true],
  [[{ notContains: "BAD" }, { doesNotCall: "deleteAll" }], false],
  [[{ maxLength: 0 }], false],
])("an empty answer may pass %j: %s", (expectations, expected) => {
  expect(allowsNothing(expectations)).toBe(expected);
});

describe("a pattern that would run for years", () => {
  const endless = `${"a".repeat(40)}!`;

  test.each<ParsedExpectation>([
    { matches: "^(a+)+$" },
    { notMatches: "^(a+)+$" },
    { json: { schema: { pattern: "^(a+)+$" } } },
  ])("is an error within its time limit, while the process goes on: %j", async (expectation) => {
    let turns = 0;
    const ticking = setInterval(() => turns++, 20);
    const text = "json" in expectation ? JSON.stringify(endless) : endless;
    await expect(holds(expectation, answer(text))).rejects.toThrow(new Unchecked("took more than 1 s"));
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(5);
    expect(await holds({ matches: "^a" }, answer(text.replace('"', "")))).toBe(true);
  });

  test("does not hold up the others", async () => {
    const [slow, quick] = [holds({ matches: "^(a+)+$" }, answer(endless)), holds({ matches: "^a" }, answer(endless))];
    const failing = expect(slow).rejects.toThrow(Unchecked);
    expect(await quick).toBe(true);
    await failing;
  });
});

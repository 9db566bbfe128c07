import type { ChatAnswer } from "../../../provider/client/chat-types";
import { holds } from "../../../provider/resources/bot-test/evaluate";
import type { ParsedExpectation } from "../../../provider/resources/bot-test/inputs";
import { answer } from "./samples";

const said = answer("Order 7 is on its way 🙂", {
  seconds: 2,
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
  [{ json: true }, false],
])("%j: %s", (expectation, expected) => {
  expect(holds(expectation, said)).toBe(expected);
});

const schema = { type: "object", properties: { id: { type: "integer" } }, required: ["id"] };

test.each<[string, ParsedExpectation, boolean]>([
  [' {"id": 7}\n', { json: true }, true],
  ["7", { json: true }, true],
  ["```json\n{}\n```", { json: true }, false],
  ['{"id": 7}', { json: { schema } }, true],
  ['{"id": "7"}', { json: { schema } }, false],
  ["{}", { json: { schema } }, false],
])("%j as %j: %s", (text, expectation, expected) => {
  expect(holds(expectation, answer(text))).toBe(expected);
});

test("no answer is a text of no characters", () => {
  const empty: ChatAnswer = answer("");
  expect([holds({ maxLength: 0 }, empty), holds({ equals: "" }, empty), holds({ minLength: 1 }, empty)]).toEqual([
    ...[true, true, false],
  ]);
});

import * as pulumi from "@pulumi/pulumi";
import { CozeBot, CozeBotPublication, CozeBotTest, CozeDocument } from "../../../provider";

beforeAll(() => pulumi.runtime.setMocks({ newResource: ({ name }) => ({ id: name, state: {} }), call: () => ({}) }));

const bot = new CozeBot("support", { name: "Support" });
const cases = [{ name: "any", ask: "Hello?", expect: [{ contains: "o" }] }];

const wrong: [string, (nothing: never) => unknown, string][] = [
  ["requireTest", (nothing) => new CozeBotPublication("p", { bot, requireTest: nothing }), "requireTest"],
  [
    "requirePromotion",
    (nothing) => new CozeBotPublication("p", { bot, requirePromotion: nothing }),
    "requirePromotion",
  ],
  [
    "requirePromotionHash",
    (nothing) => new CozeBotPublication("p", { bot, requirePromotionHash: nothing }),
    "requirePromotionHash",
  ],
  ["the bot of a publication", (nothing) => new CozeBotPublication("p", { bot: nothing }), "bot"],
  ["the bot of a test", (nothing) => new CozeBotTest("t", { bot: nothing, cases }), "bot"],
  ["the publication of a test", (nothing) => new CozeBotTest("t", { publication: nothing, cases }), "publication"],
  [
    "the knowledge base of a document",
    (nothing) => new CozeDocument("d", { dataset: nothing, webUrl: "x" }),
    "dataset",
  ],
];

test.each(wrong)("null for %s is refused at once, by its name", (_what, make, key) => {
  expect(() => make(null as never)).toThrow(`${key}: must not be null: leave it out, or give it`);
});

test.each([
  ["CozeBotPublication", () => new CozeBotPublication("p", null as never), "bot: is required"],
  ["CozeBotTest", () => new CozeBotTest("t", null as never), "bot: is required"],
  ["CozeDocument", () => new CozeDocument("d", null as never), "dataset: is required"],
] as const)("null in place of all arguments of a %s is no crash", (_kind, make, problem) => {
  expect(make).toThrow(problem);
});

test("more cases than a test may have are refused before they are sent anywhere", () => {
  const [first] = cases;
  const many = Array.from({ length: 100_000 }, () => first ?? cases[0]) as typeof cases;
  expect(() => new CozeBotTest("t", { bot, cases: many })).toThrow(
    "CozeBotTest t: cases: must have at most 100 items, got a list of 100000 items",
  );
});

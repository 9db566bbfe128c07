import type { ChatAnswer } from "../../../provider/client/chat-types";
import type { ParsedCase } from "../../../provider/resources/bot-test/cases";
import { runSuite, type CaseOutcome } from "../../../provider/resources/bot-test/run";
import { NO, refusal, type Reply, run, YES } from "./outcomes";
import { answer, CASE } from "./samples";

const short = ({ status, passed, runs }: CaseOutcome): unknown[] => [status, passed, runs];

test("a question goes out with its history and variables, and the time limit", async () => {
  const history = [{ role: "assistant" as const, content: "Hello" }];
  const { asked, chats, cases } = await run([{ ...CASE, history, customVariables: { a: "b" } }], { "1": [YES] });
  expect(asked).toEqual([
    {
      ...{ botId: "1", source: "draft", timeoutMs: 60_000, customVariables: { a: "b" } },
      messages: [...history, { role: "user", content: CASE.ask }],
    },
  ]);
  expect([chats, ...cases.map(short)]).toEqual([1, ["passed", 1, 1]]);
});

test.each<[number, number, Reply[], unknown[]]>([
  [3, 2, [YES, YES], ["passed", 2, 2]],
  [3, 2, [YES, NO, YES], ["passed", 2, 3]],
  [3, 2, [NO, NO], ["failed", 0, 2]],
  [3, 3, [NO], ["failed", 0, 1]],
  [3, 1, [NO, NO, YES], ["passed", 1, 3]],
  [3, 1, [NO, NO, NO], ["failed", 0, 3]],
  [3, 2, [refusal(4013), YES, YES], ["passed", 2, 3]],
  [3, 2, [refusal(4013), refusal(4013)], ["error", 0, 2]],
  [3, 2, [NO, refusal(4013)], ["error", 0, 2]],
  [1, 1, [refusal(4014)], ["failed", 0, 1]],
])("of %i chats %i must pass: %j", async (repeat, minPassed, replies, expected) => {
  const { cases, chats } = await run([{ ...CASE, repeat, minPassed }], { "1": replies });
  expect(cases.map(short)).toEqual([expected]);
  expect(chats).toBe(replies.length);
});

test.each([4008, 4011, 4015, 4019, 4022, 4028, 4100, 4101, 4200])("%i ends the whole test", async (code) => {
  const cases = ["a", "b", "c"].map((name) => ({ ...CASE, name, repeat: 5, minPassed: 1 }));
  const { cases: outcomes, chats } = await run(cases, { "1": [YES, refusal(code), YES] });
  expect(outcomes.map(short)).toEqual([
    ["passed", 1, 1],
    ["error", 0, 1],
    ["error", 0, 0],
  ]);
  expect(chats).toBe(2);
  expect(outcomes[2]?.reason?.problem).toContain("Do this.");
});

test("as many cases as are allowed are tested at once, and their order stays", async () => {
  let underWay = 0;
  let most = 0;
  const ask = async (): Promise<ChatAnswer> => {
    most = Math.max(most, ++underWay);
    await new Promise(setImmediate);
    underWay--;
    return answer(YES);
  };
  const cases = Array.from({ length: 10 }, (_, i) => ({ ...CASE, name: String(i) }));
  const ended: string[] = [];
  const onEnd = ({ name }: CaseOutcome): void => void ended.push(name);
  const { cases: outcomes } = await runSuite({ botId: "1", source: "live", cases }, ask, { now: () => 0, onEnd });
  expect(most).toBe(4);
  expect(outcomes.map(({ name }) => name)).toEqual(cases.map(({ name }) => name));
  expect(ended.sort()).toEqual(cases.map(({ name }) => name));
});

describe("a chat that ends otherwise", () => {
  test("with a tool for its caller has failed", async () => {
    const { cases } = await run([CASE], { "1": [answer("", { status: "requires_action", waitsFor: "local" })] });
    expect(cases).toMatchObject([
      { status: "failed", reason: { problem: expect.stringContaining("the tool local") as string } },
    ]);
  });

  test("canceled is an error", async () => {
    expect((await run([CASE], { "1": [answer("", { status: "canceled" })] })).cases).toMatchObject([
      { status: "error" },
    ]);
  });
});

describe("a judge", () => {
  const judge = { botId: "2", criteria: "stays friendly" };
  const judged = { ...CASE, expect: [{ judge }, { contains: "order" }] };

  test.each<[Reply[], string, number]>([
    [["PASS: friendly"], "passed", 1],
    [["PASS"], "passed", 1],
    [["FAIL rude\nmore words", "PASS", "PASS"], "passed", 3],
    [["FAIL rude", "PASS", "FAIL"], "failed", 3],
    [["FAIL: rude", "FAIL", "what?"], "failed", 3],
    [["FAIL", "PASS", "what?"], "error", 3],
    [["**PASS** – friendly"], "passed", 1],
    [['"PASS"'], "passed", 1],
    [["```\nPASS: kind\n```"], "passed", 1],
    [["Verdict: PASS"], "passed", 1],
    [["**Final verdict:** PASS"], "passed", 1],
    [["ＰＡＳＳ：亲切"], "passed", 1],
    [["PASS: it does not fail"], "passed", 1],
    [["**FAIL**", "FAIL", "FAIL"], "failed", 3],
    [["PASS/FAIL: FAIL"], "error", 1],
    [["PASS or FAIL? FAIL"], "error", 1],
    [["PASS or\nFAIL: FAIL"], "error", 1],
    [["PASS/\nFAIL"], "error", 1],
    [["Verdict (PASS/\nFAIL): FAIL"], "error", 1],
    [["PASS\r\n\r\n**FAIL**"], "error", 1],
    [["PASS: kind\n__FAIL__"], "error", 1],
    [["FAIL or\nPASS: PASS"], "error", 1],
    [["PASS: kind\nIt does not fail, and passes."], "passed", 1],
    [["__PASS__"], "passed", 1],
    [["__PASS__: kind"], "passed", 1],
    [["_FAIL_ rude", "__FAIL__"], "failed", 3],
    [["PASS_WORD"], "error", 1],
    [["__PASSED__"], "error", 1],
    [["PASS. FAILED before"], "error", 1],
    [["Verdict"], "error", 1],
    [["PASSÉ"], "error", 1],
    [[" "], "error", 1],
    [["It is fine. PASS"], "error", 1],
    [["PASSED"], "error", 1],
    [["pass"], "error", 1],
  ])("says %j", async (verdicts, status, count) => {
    const { cases, asked, chats } = await run([judged], { "1": [YES], "2": verdicts });
    expect(cases).toMatchObject([{ status, runs: 1 }]);
    expect([asked.filter(({ botId }) => botId === "2").length, chats]).toEqual([count, count + 1]);
  });

  test("is asked about the live bot with question, answer and criteria, once all else holds", async () => {
    const { asked } = await run([judged], { "1": [YES], "2": ["PASS"] });
    const content = asked[1]?.messages[0]?.content ?? "";
    expect(asked[1]).toMatchObject({ botId: "2", source: "live" });
    for (const part of [CASE.ask, YES, judge.criteria, "PASS or FAIL"]) expect(content).toContain(part);
    const { chats } = await run([judged], { "1": ["no such thing"], "2": ["PASS"] });
    expect(chats).toBe(1);
  });
});

test.each<[ParsedCase["expect"], string]>([
  [[{ notContains: "BAD" }, { doesNotCall: "deleteAll" }], "failed"],
  [[{ maxLength: 5 }], "failed"],
  [[{ equals: "" }], "passed"],
])("an empty answer to %j has %s", async (expect_, status) => {
  const { cases } = await run([{ ...CASE, expect: expect_ }], { "1": [answer(" \n")], "2": [] });
  const bare = await run([{ ...CASE, expect: expect_ }], { "1": [answer("")] });
  expect(bare.cases).toMatchObject([{ status }]);
  expect(cases[0]?.status).toBe("failed");
});

test("a pattern at its time limit is an error of its case, and the others go on", async () => {
  const endless = { ...CASE, name: "endless", expect: [{ matches: "^(a+)+$" }] };
  const { cases } = await run([endless, CASE], { "1": [`${"a".repeat(40)}!`, YES] }, 1);
  expect(cases).toMatchObject([
    { status: "error", reason: { path: "cases[0].expect[0].matches", problem: "matches took more than 3 s" } },
    { status: "passed" },
  ]);
});

test("tokens that the server does not count are not checked, which is said", async () => {
  const limited = { ...CASE, expect: [{ contains: "order" }, { maxTokens: 5 }] };
  const { unchecked, cases } = await run([limited], { "1": [YES] });
  expect([cases[0]?.status, unchecked]).toEqual(["passed", ["cases[0].expect[1].maxTokens"]]);
  const over = await run([limited], { "1": [answer(YES, { tokens: 6 })] });
  expect(over).toMatchObject({ unchecked: [], cases: [{ status: "failed" }] });
  expect(over.cases[0]?.reason?.problem).toBe("maxTokens 5 does not hold, it used 6");
});

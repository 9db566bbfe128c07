import type { ChatAnswer, ChatRequest } from "../../../provider/client/chat-types";
import { CozeApiError } from "../../../provider/client/errors/errors";
import { OPERATIONS } from "../../../provider/client/http/operation";
import type { ParsedCase } from "../../../provider/resources/bot-test/inputs";
import { report, resultsOf, transcript } from "../../../provider/resources/bot-test/report";
import { runSuite, type CaseOutcome, type SuiteOutcome } from "../../../provider/resources/bot-test/run";
import { answer, CASE } from "./samples";

type Reply = string | ChatAnswer | CozeApiError;

function refusal(code: number): CozeApiError {
  const failure = {
    kind: "answered",
    status: 200,
    code,
    msg: "words",
    logId: "L",
    retryAfterMs: undefined,
    date: undefined,
  } as const;
  return new CozeApiError(OPERATIONS.chat, "bot 1", failure, { step: "Do this.", retryable: false });
}

/** The outcome where each bot answers with its replies in turn, the last one for good. */
async function run(
  cases: ParsedCase[],
  replies: Record<string, Reply[]>,
  concurrency = 1,
): Promise<SuiteOutcome & { asked: ChatRequest[] }> {
  const asked: ChatRequest[] = [];
  const ask = (request: ChatRequest): Promise<ChatAnswer> => {
    const [reply = "", ...rest] = replies[request.botId] ?? [];
    asked.push(request);
    if (rest.length > 0) replies[request.botId] = rest;
    if (reply instanceof CozeApiError) return Promise.reject(reply);
    return Promise.resolve(typeof reply === "string" ? answer(reply) : reply);
  };
  const suite = { botId: "1", source: "draft", cases, concurrency } as const;
  return { ...(await runSuite(suite, ask, { now: () => 0 })), asked };
}

const YES = "order 7";
const NO = "what?";
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

test("an answer that is no verdict is shown", async () => {
  const judged = { ...CASE, expect: [{ judge: { botId: "2", criteria: "Is kind." } }] };
  const outcome = await run([judged], { "1": [YES], "2": [`PASS or FAIL?\n\u001b[2J ${"x".repeat(999)}`] });
  const [, line = ""] = report(outcome, { secrets: undefined, isDraft: true, words: true }).split("\n");
  expect(line).toContain(
    "cases[0].expect[0].judge: the judge, bot 2, has answered neither PASS nor FAIL (log id LOG); ",
  );
  expect(line).toContain(`the judge said "PASS or FAIL? [2J xxx`);
  expect(line).not.toMatch(/\p{Cc}/u);
  expect(line).not.toContain("x".repeat(200));
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
  const begun = Date.now();
  const { cases } = await run([endless, CASE], { "1": [`${"a".repeat(40)}!`, YES] }, 1);
  expect(cases).toMatchObject([
    { status: "error", reason: { path: "cases[0].expect[0].matches", problem: "matches took more than 3 s" } },
    { status: "passed" },
  ]);
  expect(Date.now() - begun).toBeLessThan(30_000);
});

test("tokens that the server does not count are not checked, which is said", async () => {
  const limited = { ...CASE, expect: [{ contains: "order" }, { maxTokens: 5 }] };
  const { unchecked, cases } = await run([limited], { "1": [YES] });
  expect([cases[0]?.status, unchecked]).toEqual(["passed", ["cases[0].expect[1].maxTokens"]]);
  const over = await run([limited], { "1": [answer(YES, { tokens: 6 })] });
  expect(over).toMatchObject({ unchecked: [], cases: [{ status: "failed" }] });
  expect(over.cases[0]?.reason?.problem).toBe("maxTokens 5 does not hold, it used 6");
});

describe("the report", () => {
  const failing: ParsedCase[] = [
    { ...CASE, expect: [{ notContains: "x" }, { contains: "order 7", ignoreCase: true }] },
    { ...CASE, name: "flaky", repeat: 3, minPassed: 2 },
    { ...CASE, name: "quota" },
    { ...CASE, name: "well" },
  ];
  const calls = [{ name: "shop-getOrder", arguments: { id: "7" } }];
  const outcome = () =>
    run(failing, { "1": [answer("no\n" + "好".repeat(400), { calls, logId: "ABC" }), NO, NO, refusal(4013), YES] });

  test("has each case that did not pass, with its expectation, the answer, the tools and the log id", async () => {
    const lines = report(await outcome(), { secrets: undefined, isDraft: true, words: true }).split("\n");
    expect(lines).toEqual([
      "2 of 4 cases failed, 1 of 4 cases could not be tested:",
      `  - order status (failed): cases[0].expect[1].contains: contains "order 7", ignoring case, does not hold; ` +
        `answered "no\\n${"好".repeat(297)}"; called shop-getOrder({"id":"7"}); log id ABC`,
      `  - flaky (failed, 0 of 2 chats passed): cases[1].expect[0].contains: contains "order 7" does not hold; answered "what?"; log id LOG`,
      `  - quota (error): Coze could not chat with bot 1: it answered 4013 "words" (HTTP 200), log id L. Do this.`,
    ]);
  });

  test("has no word of a bot that controls a terminal, and all of them are cut", async () => {
    const evil = "\u202e\u009b2J";
    const calls = [{ name: "find", arguments: { id: evil, more: "x".repeat(10_000) } }];
    const judged = { ...CASE, name: "kind", expect: [{ judge: { botId: "2", criteria: "Is kind." } }] };
    const text = report(
      await run([CASE, judged], {
        "1": [answer(`no ${evil}`, { calls })],
        "2": [`FAIL ${evil} ${"x".repeat(10_000)}`],
      }),
      { secrets: undefined, isDraft: true, words: true },
    );
    expect(text.replaceAll("\n", " ")).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    expect(text).toContain('answered "no \\u202e\\u009b2J"; called find({"id":"\\u202e\\u009b2J"');
    expect(text.length).toBeLessThan(3_000);
  });

  test("has the tool that was not called with its arguments", async () => {
    const expected = { calls: "getOrder", arguments: { id: "8" } };
    const text = report(await run([{ ...CASE, expect: [expected] }], { "1": [answer("no", { calls })] }), {
      secrets: undefined,
      isDraft: true,
      words: true,
    });
    expect(text).toContain(
      'calls "getOrder" with {"id":"8"} does not hold; answered "no"; called shop-getOrder({"id":"7"})',
    );
  });

  test("for the state has no word of a bot, and the log has them", async () => {
    const judged = { ...CASE, name: "kind", expect: [{ judge: { botId: "2", criteria: "Is kind." } }] };
    const calls = [{ name: "shop-getOrder", arguments: { id: "from the bot" } }];
    const found = await run([CASE, judged], { "1": [answer("an answer", { calls }), YES], "2": ["FAIL: so rude"] });
    const stored = report(found, { secrets: undefined, isDraft: true, words: false });
    for (const word of ["an answer", "from the bot", YES, "so rude"]) {
      // The program's own words are in the state anyway.
      if (word !== YES) expect(stored).not.toContain(word);
    }
    expect(stored).toContain(
      'order status (failed): cases[0].expect[0].contains: contains "order 7" does not hold; log id LOG',
    );
    expect(stored).toContain(
      "kind (failed): cases[1].expect[0].judge: the judge, bot 2, says FAIL (log id LOG); log id LOG",
    );
    const log = transcript(found, undefined);
    expect(log).toContain('  - order status: answered "an answer"; called shop-getOrder({"id":"from the bot"})');
    expect(log).toContain(`  - kind: the judge said so rude; answered "${YES}"`);
    expect(transcript(found, { cases: [0, 1], names: [] })).toBeUndefined();
  });

  test("of a case with a secret says no word of it", async () => {
    const secrets = { cases: [0, 1, 2], names: [0] };
    const text = report(await outcome(), { secrets, isDraft: true, words: true });
    for (const word of ["no\\n", "order 7", "order status", "what?", "words", '"7"']) expect(text).not.toContain(word);
    expect(text).toContain(
      "cases[0] (failed): cases[0].expect[1].contains does not hold; log id ABC; the case or the bot holds a secret",
    );
    expect(text).toContain("quota (error): the chat did not end with an answer; Coze's code 4013; log id L");
    expect(resultsOf(await outcome(), secrets).map(({ name }) => name)).toEqual(["cases[0]", "flaky", "quota", "well"]);
  });

  test("says what to do where a draft cannot be tested", async () => {
    const text = report(await run([CASE], { "1": [refusal(4015)] }), {
      secrets: undefined,
      isDraft: true,
      words: true,
    });
    expect(text).toContain("publish it once without the test, or test its publication");
  });
});

import type { ParsedCase } from "../../../provider/resources/bot-test/cases";
import { report, resultsOf, transcript } from "../../../provider/resources/bot-test/report";
import { NO, refusal, run, YES } from "./outcomes";
import { answer, CASE } from "./samples";

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

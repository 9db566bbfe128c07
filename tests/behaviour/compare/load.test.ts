import { setTimeout as wait } from "node:timers/promises";
import { writeSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { ChatAnswer } from "../../../provider/client/chat-types";
import { runComparison, type ComparedSuite } from "../../../provider/resources/bot-test/compare/run";
import { answer } from "../../unit/bot-test/samples";

const suite = (cases: number, repeat: number): ComparedSuite => ({
  cases: Array.from({ length: cases }, (_, i) => ({
    ...{ name: `case ${i}`, ask: `Question ${i}?`, repeat },
    expect: [{ contains: "kind" }],
  })),
  subjects: { baseline: { botId: "1", source: "live" }, candidate: { botId: "2", source: "draft" } },
  ...{ alpha: 0.05, isGate: true, goesOn: false, concurrency: 8 },
});

test("100 cases of 5 chats with both bots keep as many chats going as they may", async () => {
  const ANSWER_MS = 5;
  const [begun, steps] = [performance.now(), [] as number[]];
  let now = 0;
  const { chats, pairs } = await runComparison(suite(100, 5), async () => {
    steps.push(++now);
    await wait(ANSWER_MS);
    now--;
    return answer("kind");
  });
  const ratio = (performance.now() - begun) / ((1_000 * ANSWER_MS) / 8);
  writeSync(1, `a comparison of 100 cases × 5 × 2, concurrency 8: ${ratio.toFixed(2)} × the least time\n`);
  expect([chats, pairs.every(({ candidate }) => candidate.passed === 5)]).toEqual([1_000, true]);
  expect(Math.max(...steps)).toBe(8);
});

test("both bots are asked in turn, case by case, and never more than concurrency at once", async () => {
  const asked: string[] = [];
  let [now, most] = [0, 0];
  await runComparison({ ...suite(3, 2), concurrency: 2 }, async ({ botId, messages }) => {
    asked.push(`${botId} ${messages[0]?.content}`);
    most = Math.max(most, ++now);
    await wait(1);
    now--;
    return answer("kind");
  });
  const cases = [0, 1, 2].map((i) => `Question ${i}?`);
  const rounds = [cases.flatMap((one) => [`1 ${one}`, `2 ${one}`]), cases.flatMap((one) => [`2 ${one}`, `1 ${one}`])];
  expect(asked).toEqual(rounds.flat());
  expect(most).toBe(2);
});

test("answers of 1 MB are not held: what is kept of a case is its beginning", async () => {
  const big = (): ChatAnswer => answer(`kind ${String(Math.random()).repeat(60_000)}`);
  expect(big().text.length).toBeGreaterThan(1_000_000);
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as () => void;
  const held = async (cases: number): Promise<number> => {
    gc();
    const before = process.memoryUsage().heapUsed;
    const { pairs } = await runComparison({ ...suite(cases, 2), excerpt: 2_000 }, () => Promise.resolve(big()));
    gc();
    expect(pairs.every(({ baseline }) => baseline.answer?.answered?.length === 2_000)).toBe(true);
    return (process.memoryUsage().heapUsed - before) / 2 ** 20;
  };
  const mb = await held(100);
  writeSync(1, `400 answers of 1 MB: ${mb.toFixed(0)} MB more heap afterwards\n`);
  // All of them would be 400 MB, and the last one of each case and bot 200 MB.
  expect(mb).toBeLessThan(20);
});

import { readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { ChatScript } from "../../../emulator/chat/rule";
import type { ChatAnswer, ChatRequest } from "../../../provider/client/chat-types";
import { runComparison } from "../../../provider/resources/bot-test/compare/run";
import { ARMS, pairOf, type Arm, type Pair } from "../../../provider/resources/bot-test/compare/tally";
import { comparisonOf } from "../../../provider/resources/bot-test/compare/verdict";
import { isSignificant, pWorse } from "../../../provider/values/no-worse";
import { answer } from "./samples";

const ALPHA = 0.05;
const RUNS = 2_000;

/** An emulated bot that is right in a share of its chats. */
const bot = (passRate: number, seed: number): ChatScript =>
  new ChatScript([{ reply: "right", otherwise: "wrong", passRate, seed }]);
const says = (script: ChatScript): string => script.react("?", "", "").answers.join();

const CASE = { name: "a", ask: "?", expect: [{ contains: "right" }] };
type Rates = (position: number) => number;

/** The chats of a comparison, to the end: the passes of both bots in each case. */
function chats(cases: number, repeat: number, rates: { baseline: Rates; candidate: Rates }, seed: number): Pair[] {
  const bots = new Map<string, ChatScript>();
  const botOf = (arm: Arm, rate: number): ChatScript => {
    const found = bots.get(`${arm} ${rate}`) ?? bot(rate, 10 * seed + bots.size);
    bots.set(`${arm} ${rate}`, found);
    return found;
  };
  return Array.from({ length: cases }, (_, i) => {
    const pair = pairOf({ ...CASE, repeat }, i);
    for (const arm of ARMS) {
      const asked = botOf(arm, rates[arm](i));
      for (let n = 0; n < repeat; n++) {
        if (says(asked) === "right") pair[arm].passed++;
        else pair[arm].failed++;
      }
    }
    return pair;
  });
}

const always =
  (rate: number): Rates =>
  () =>
    rate;
const mixed: Rates = (i) => [0.5, 0.8, 0.95, 1][i % 4] ?? 1;

describe("a bot that is no worse", () => {
  test.each([
    ["0.5", always(0.5)],
    ["0.8", always(0.8)],
    ["0.95", always(0.95)],
    ["1.0", always(1)],
    ["mixed", mixed],
  ])("rate %s: it is called worse in at most 5 %% of 2,000 runs", (name, rate) => {
    let alarms = 0;
    for (let seed = 0; seed < RUNS; seed++) {
      const pairs = chats(12, 5, { baseline: rate, candidate: rate }, seed);
      if (isSignificant(pWorse(pairs), ALPHA)) alarms++;
    }
    writeSync(1, `no worse, rate ${name}: ${((100 * alarms) / RUNS).toFixed(2)} % false alarms of ${RUNS} runs\n`);
    expect(alarms / RUNS).toBeLessThanOrEqual(0.05);
  });
});

/** The share of the runs in which a drop is found. */
function power(cases: number, repeat: number, from: number, to: number, runs: number): number {
  let found = 0;
  for (let seed = 0; seed < runs; seed++) {
    const pairs = chats(cases, repeat, { baseline: always(from), candidate: always(to) }, seed);
    if (isSignificant(pWorse(pairs), ALPHA)) found++;
  }
  return found / runs;
}

test("a drop from 0.9 to 0.5 in 12 cases of 5 chats is found in at least 90 % of the runs", () => {
  expect(power(12, 5, 0.9, 0.5, RUNS)).toBeGreaterThanOrEqual(0.9);
});

test("the table of the guide is what these runs find", () => {
  const guide = readFileSync(join(__dirname, "../../../docs/guides/what-does-this-edit-change.md"), "utf8");
  const [, table = ""] = /^\| cases × chats \|.*\n\|[ -|]*\n((?:\|.*\n)+)/m.exec(guide) ?? [];
  const drops: [number, number][] = [
    [0.9, 0.5],
    [0.9, 0.7],
    [0.95, 0.85],
  ];
  const found = [
    [12, 1],
    [12, 3],
    [12, 5],
    [12, 10],
    [30, 5],
  ].map(([cases = 0, repeat = 0]) => {
    const shares = drops.map(([from, to]) => `${Math.round(100 * power(cases, repeat, from, to, 500))} %`);
    return [`${cases} × ${repeat}`, ...shares].join(" | ");
  });
  const rows = table.trim().split("\n");
  expect(rows.map((row) => row.replace(/^\| *| *\|$/g, "").replace(/ +\| +/g, " | "))).toEqual(found);
});

test("a comparison that ends early has the verdict of all its chats", async () => {
  let early = 0;
  for (let seed = 0; seed < 60; seed++) {
    const rates = { baseline: always(0.9), candidate: always(seed % 2 === 0 ? 0.9 : 0.5) };
    const whole = chats(12, 5, rates, seed);
    const cases = whole.map(({ position }) => ({ ...CASE, name: String(position), ask: String(position), repeat: 5 }));
    const left = new Map(
      whole.flatMap((pair) =>
        ARMS.map((arm) => [`${arm} ${pair.position}`, { passed: pair[arm].passed, failed: pair[arm].failed }]),
      ),
    );
    const send = ({ botId, messages }: ChatRequest): Promise<ChatAnswer> => {
      const count = left.get(`${botId} ${messages[0]?.content}`);
      const passes = (count?.passed ?? 0) > 0 && (count?.failed === 0 || seed % 3 === 0);
      if (count) count[passes ? "passed" : "failed"]--;
      return Promise.resolve(answer(passes ? "right" : "wrong"));
    };
    const subjects = {
      baseline: { botId: "baseline", source: "live" },
      candidate: { botId: "candidate", source: "draft" },
    } as const;
    const options = { cases, subjects, alpha: ALPHA, isGate: false, goesOn: false };
    const { pairs, chats: made } = await runComparison(options, send);
    if (made < 120) early++;
    expect(made).toBeLessThanOrEqual(120);
    expect(comparisonOf(pairs, ALPHA, "1").comparison.verdict).toBe(comparisonOf(whole, ALPHA, "1").comparison.verdict);
  }
  expect(early).toBeGreaterThan(30);
});

import { measure } from "../../tools/bench/bot-test";

test("a test of a bot is measured beside a bare client, in the same run", async () => {
  const lines: string[] = [];
  const figures = await measure({ cases: 8, delayMs: 20, large: 8 }, (line) => lines.push(line));
  expect(lines).toEqual([
    expect.stringMatching(
      /^8 cases, 20 ms an answer, 4 at once: 8 chats in \d+ ms, [\d.]+ × of 40 ms, [\d.]+ × of a bare client$/,
    ),
    expect.stringMatching(/^8 answers of 1 MB: peak \d+ MB, [\d.]+ × of \d+ MB with small ones$/),
  ]);
  expect(figures).toMatchObject({ chats: 8 });
  expect(figures.ratio).toBeGreaterThanOrEqual(1);
  for (const figure of [figures.overBare, figures.memory, figures.largeMb]) expect(figure).toBeGreaterThan(0);
});

import { histories } from "./edits";

const COUNT = Number(process.env["PULL_HISTORIES"] ?? 25);

// A night's run takes as long as it takes.
jest.setTimeout(120_000 + COUNT * 2_000);

test(`${COUNT} histories of people who edit console and files at once: no edit is lost, and none is doubled`, async () => {
  const { wrong, merges, people } = await histories(COUNT, Number(process.env["SEED"] ?? 1));
  expect(wrong).toEqual([]);
  expect(merges).toBeGreaterThan(COUNT);
  // Whoever makes the merge worse, or takes what it cannot decide for merged, sees it here.
  const share = people / merges;
  process.stdout.write(`${merges} merges, ${people} for a person: ${(100 * share).toFixed(1)} %\n`);
  expect(share).toBeGreaterThan(0.02);
  expect(share).toBeLessThan(0.3);
});

import { compare } from "../../tools/bench/emulator";

test("the emulator is measured beside a bare server, in the same run", async () => {
  const lines: string[] = [];
  const { emulator, bare } = await compare(600, (line) => lines.push(line));
  expect(lines).toEqual([expect.stringMatching(/^600 reads: \d+\/s, bare hono \d+\/s, heap \d+ MB$/)]);
  expect(emulator).toBeGreaterThan(0);
  expect(bare).toBeGreaterThan(0);
});

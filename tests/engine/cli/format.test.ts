import fc from "fast-check";
import { declaration } from "../../../provider/cli/literal";
import { hardNames } from "./bots";
import { SEED } from "../../harness/seed";
import { prettier } from "./prettier";

const letters = fc.constantFrom(
  ...["a", "é", "'", '"', "\\", "`", "${", " ", "\n", "\t", "语", "ｱ", "カ", "한", "…", "Ω", "\u2028", "e\u0301"],
  ...["🙂", "☀", "☀️", "👩‍👩‍👧", "🇨🇳", "1️⃣"],
);
const texts = fc.oneof(
  // About as long as a line, where one column more or less decides.
  fc.array(letters, { minLength: 20, maxLength: 75 }).map((all) => all.join("")),
  fc.array(letters, { maxLength: 12 }).map((all) => all.join("")),
  fc.nat(80).map((length) => "x".repeat(length)),
  fc.constantFrom(...hardNames),
);
const numbers = fc.oneof(fc.integer(), fc.constantFrom(0.1, -1.5, 1e-7, 1e21, 259_200));
const leaves = fc.oneof(texts, numbers, fc.boolean());
const blocks = fc.record(
  {
    name: texts,
    list: fc.array(texts, { maxLength: 4 }),
    plugins: fc.array(fc.record({ pluginId: texts, apiId: texts }), { maxLength: 3 }),
    block: fc.record({ temperature: leaves, inner: fc.record({ type: texts }) }, { requiredKeys: [] }),
    "a key": leaves,
  },
  { requiredKeys: [] },
);

test("whatever stands in it, a declaration is as Prettier formats it", () => {
  const samples = fc.sample(fc.record({ name: texts, args: blocks }), { numRuns: 400, seed: SEED });
  const program = samples.map(({ name, args }, i) => declaration(`bot${i}`, "CozeBot", name, args)).join("\n\n") + "\n";
  expect(program.length).toBeGreaterThan(20_000);
  expect(prettier(program)).toBe(program);
});

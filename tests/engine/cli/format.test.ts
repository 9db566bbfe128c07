import { runInNewContext } from "node:vm";
import fc from "fast-check";
import ts from "typescript";
import { declaration } from "../../../provider/cli/literal";
import { hardNames } from "./bots";
import { SEED } from "../../harness/seed";

const letters = fc.constantFrom(
  ...["a", "é", "'", '"', "\\", "`", "${", " ", "\n", "\t", "语", "ｱ", "カ", "한", "…", "Ω", "\u2028", "e\u0301"],
  ...["🙂", "☀", "☀️", "👩‍👩‍👧", "🇨🇳", "1️⃣"],
);
const texts = fc.oneof(
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

/** Each resource as [name, args], by running the program. */
function run(program: string): unknown[] {
  const code = ts.transpile(program, { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS });
  const made: unknown[] = [];
  const CozeBot = function (...given: unknown[]): void {
    made.push(given);
  };
  runInNewContext(code, { exports: {}, CozeBot });
  return made;
}

test("whatever stands in it, a declaration means what was given", () => {
  const samples = fc.sample(fc.record({ name: texts, args: blocks }), { numRuns: 400, seed: SEED });
  const program = samples.map(({ name, args }, i) => declaration(`bot${i}`, "CozeBot", name, args)).join("\n\n");
  expect(program.length).toBeGreaterThan(20_000);
  expect(JSON.stringify(run(program))).toBe(JSON.stringify(samples.map(({ name, args }) => [name, args])));
});

test("a property has a line of its own, and so has each object of a list", () => {
  const args = { name: "Orders", plugins: [{ pluginId: "1", apiId: "2" }], workflowIds: ["3", "4"] };
  expect(declaration("bot", "CozeBot", "orders", args)).toBe(
    [
      'const bot = new CozeBot("orders", {',
      '  name: "Orders",',
      "  plugins: [",
      "    {",
      '      pluginId: "1",',
      '      apiId: "2",',
      "    },",
      "  ],",
      '  workflowIds: ["3", "4"],',
      "});",
    ].join("\n"),
  );
});

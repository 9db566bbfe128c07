import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";

const ROOT = join(__dirname, "..", "..");
const EXAMPLE = join(ROOT, "examples", "tested", "suite.json");
/** What the build has made of these sources. */
const BUILT = join(ROOT, "dist", "suite.schema.json");
const schema = JSON.parse(readFileSync(BUILT, "utf8")) as Node & Record<string, unknown>;

interface Node {
  description?: string;
  properties?: Record<string, Node>;
  items?: Node;
}

test.each<[string, unknown, boolean]>([
  ["the example", JSON.parse(readFileSync(EXAMPLE, "utf8")), true],
  ["a case without expectations", { cases: [{ name: "a", ask: "b", expect: [] }] }, false],
  ["a kind that there is not", { cases: [{ name: "a", ask: "b", expect: [{ has: "c" }] }] }, false],
  ["two kinds in one", { cases: [{ name: "a", ask: "b", expect: [{ contains: "c", equals: "d" }] }] }, false],
  [
    "a kind with what goes beside it",
    { cases: [{ name: "a", ask: "b", expect: [{ calls: "c", arguments: {} }] }] },
    true,
  ],
  ["a misspelt setting", { cases: [{ name: "a", ask: "b", expect: [{ json: true }] }], concurency: 2 }, false],
])("the schema of a suite for editors takes or refuses %s", (_what, suite, taken) => {
  expect(new Ajv().validate(schema, suite)).toBe(taken);
});

test("every property is explained, in the words of the inputs of a CozeBotTest", () => {
  const unexplained = (node: Node, path: string): string[] =>
    Object.entries(node.properties ?? {}).flatMap(([key, property]) => [
      ...(property.description === undefined ? [`${path}.${key}`] : []),
      ...unexplained(property.items ?? property, `${path}.${key}`),
    ]);
  // It says itself what it is.
  expect(unexplained(schema, "")).toEqual([".$schema"]);
});

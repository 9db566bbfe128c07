import { botProblems } from "../../../provider/resources/bot/inputs";
import { publicationProblems } from "../../../provider/resources/publication/inputs";
import { sentence } from "../../../provider/values/problem";
import { inputsWith } from "../bot/samples";

test("a problem has the way to the property as data, its rule, and what was given without its text", () => {
  const [problem] = botProblems(inputsWith({ plugins: [{ pluginId: "1", apiId: "a/b" }] }));
  expect(problem).toEqual({
    path: ["plugins", 0, "apiId"],
    rule: "must be an id: 1 to 64 letters, digits, hyphens or underscores",
    given: "a string of 3 characters",
  });
});

test("a rule between two inputs names the other one", () => {
  const modelInfoConfig = { modelId: "1", cacheType: "prefix" };
  const [problem] = botProblems(inputsWith({ modelInfoConfig }));
  expect(problem).toMatchObject({ path: ["promptInfo", "promptMode"], other: ["modelInfoConfig", "cacheType"] });
});

test("a sentence has the path as a program would write it", () => {
  const inputs = { botId: "1", connectorIds: ["1024", "10000122"], connectors: { "17": {} } };
  expect(publicationProblems(inputs).map(sentence)).toEqual([
    "connectorIds[1]: is the Coze store, which only the Coze console publishes to, got a string of 8 characters",
    'connectors["17"]: must be one of connectorIds, got a list of 2 items',
  ]);
  expect(sentence({ path: ["a", "b c", 0, "d"], rule: "there is no such input" })).toBe(
    'a["b c"][0].d: there is no such input',
  );
  expect(sentence({ path: [], rule: "must be an object", given: "a list of 0 items" })).toBe(
    "inputs: must be an object, got a list of 0 items",
  );
});

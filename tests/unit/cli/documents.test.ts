import { entriesOf, withValue } from "../../../provider/cli/pull/documents";

const YAML = `# The bots of the shop.
support:
  promptInfo:
    # Kept short.
    prompt: |
      You are kind.
      You are brief.
  onboardingInfo:
    prologue: Hi!   # as on the website
    suggestedQuestions:
      - Where is my order?
      # Asked most.
      - "Can I return it?"
      - Is it open?
  modelInfoConfig: { temperature: 0.5, topP: 0.9 }
  tags: [a, b] # flow
---
sales:
  prologue: 'Good day'
`;

const JSONC = `{
  // The bots of the shop.
  "support": {
    "promptInfo": { "prompt": "You are kind.\\nYou are brief." },
    "onboardingInfo": { "prologue": "Hi!", "suggestedQuestions": ["One?", "Two?"] }, /* as on the website */
    "modelInfoConfig": { "temperature": 0.5 },
  }
}
`;

test("the values of both formats have their paths", () => {
  const found = entriesOf("yaml", YAML).map(({ path, value }) => [path.join("/"), value]);
  expect(found).toContainEqual(["0/support/promptInfo/prompt", "You are kind.\nYou are brief.\n"]);
  expect(found).toContainEqual(["0/support/onboardingInfo/suggestedQuestions/1", "Can I return it?"]);
  expect(found).toContainEqual(["0/support/tags", ["a", "b"]]);
  expect(found).toContainEqual(["1/sales/prologue", "Good day"]);
  expect(entriesOf("json", JSONC)).toContainEqual({ path: ["support", "modelInfoConfig", "temperature"], value: 0.5 });
  expect(entriesOf("json", "{ no")).toEqual([]);
  expect(entriesOf("yaml", "a: [")).toEqual([]);
});

test.each<[(string | number)[], unknown, string, string]>([
  [[0, "support", "promptInfo", "prompt"], "You are kind.\nYou are quick.\n", "You are brief.", "You are quick."],
  [[0, "support", "onboardingInfo", "prologue"], "Hello there", "prologue: Hi!", "prologue: Hello there"],
  [[0, "support", "onboardingInfo", "prologue"], "yes: no #", "prologue: Hi!", 'prologue: "yes: no #"'],
  [[0, "support", "onboardingInfo", "prologue"], "true", "prologue: Hi!", 'prologue: "true"'],
  [[0, "support", "onboardingInfo", "prologue"], "Hello, you", "prologue: Hi!", 'prologue: "Hello, you"'],
  [[0, "support", "onboardingInfo", "prologue"], "0.5", "prologue: Hi!", 'prologue: "0.5"'],
  [[0, "support", "modelInfoConfig", "temperature"], 0.4, "temperature: 0.5", "temperature: 0.4"],
  [[0, "support", "tags"], ["b", "c"], "[a, b]", '["b", "c"]'],
  [[1, "sales", "prologue"], "It's open", "'Good day'", "'It''s open'"],
  [
    [0, "support", "onboardingInfo", "suggestedQuestions"],
    ["Where is my order?", "Can I return it?", "New?"],
    "      - Is it open?\n",
    '      - "New?"\n',
  ],
  [
    [0, "support", "onboardingInfo", "suggestedQuestions"],
    ["Can I return it?", "Is it open?"],
    "      - Where is my order?\n",
    "",
  ],
])("YAML: %j becomes %j, and all else stays", (path, value, before, after) => {
  expect(withValue("yaml", YAML, path, value)).toBe(YAML.replace(before, after));
});

test.each<[(string | number)[], unknown, string, string]>([
  [["support", "onboardingInfo", "prologue"], 'Say "hi"', '"Hi!"', '"Say \\"hi\\""'],
  [["support", "modelInfoConfig", "temperature"], 0.4, "0.5", "0.4"],
  [["support", "promptInfo", "prompt"], "You are kind.", '"You are kind.\\nYou are brief."', '"You are kind."'],
])("JSON: %j becomes %j, and all else stays", (path, value, before, after) => {
  expect(withValue("json", JSONC, path, value)).toBe(JSONC.replace(before, after));
});

test("a list of JSON is another one, with its neighbours as they are", () => {
  const edited = withValue("json", JSONC, ["support", "onboardingInfo", "suggestedQuestions"], ["One?", "Three?"]);
  expect(edited).toContain("// The bots of the shop.");
  expect(edited).toContain("/* as on the website */");
  expect(edited?.replace(/\s/g, "")).toContain('"suggestedQuestions":["One?","Three?"]');
});

test("what would change something else is left to a person", () => {
  const anchored = "one:\n  prologue: &hello Hi!\ntwo:\n  prologue: *hello\n";
  expect(withValue("yaml", anchored, [0, "one", "prologue"], "Hello")).toBeUndefined();
  expect(withValue("yaml", anchored, [0, "two", "prologue"], "Hello")).toBeUndefined();
  expect(withValue("yaml", "plugins:\n  - pluginId: '1'\n", [0, "plugins"], [])).toBeUndefined();
  expect(withValue("yaml", "a: 1\n", [0, "b"], 2)).toBeUndefined();
});

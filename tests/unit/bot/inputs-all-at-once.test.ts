import { botProblems } from "../problems";
import { replaced, waysInto } from "./samples";

const SECRET = "hunter2-and-more-words-than-a-name-may-have";

test("all problems are told at once, each with its exact path", () => {
  const problems = botProblems({
    name: "a".repeat(21),
    description: "a".repeat(501),
    nmae: 1,
    promptInfo: { prompt: "Hi", promptMode: "prefix", promt: 1 },
    onboardingInfo: { suggestedQuestions: ["ok", "a".repeat(51)] },
    knowledge: { searchStrategy: "hybird" },
    plugins: [{ pluginId: "1", apiId: "2" }, { pluginId: "1" }],
    workflowIds: ["1", 2],
    modelInfoConfig: { topP: 2, parameters: { caching: { type: "enabled" }, store: false } },
    suggestReplyInfo: { replyMode: "customized" },
    deletionPolicy: "keep",
  });
  expect(problems.map((problem) => problem.slice(0, problem.indexOf(":"))).sort()).toEqual(
    [
      "name",
      "description",
      "nmae",
      "promptInfo.prompt",
      "promptInfo.prefixPromptInfo",
      "promptInfo.promt",
      "onboardingInfo.suggestedQuestions[1]",
      "knowledge.searchStrategy",
      "plugins[1].apiId",
      "workflowIds[1]",
      "modelInfoConfig.modelId",
      "modelInfoConfig.topP",
      "modelInfoConfig.apiMode",
      "modelInfoConfig.parameters.store",
      "suggestReplyInfo.customizedPrompt",
      "deletionPolicy",
    ].sort(),
  );
});

/** Texts of a user's own in every place that can hold one, each wrong by its length, its type or its neighbours. */
const secretive = {
  spaceId: SECRET + "/",
  botId: SECRET + "/",
  name: SECRET,
  description: SECRET.repeat(20),
  iconFileId: SECRET + " ",
  promptInfo: { prompt: SECRET.repeat(500), promptMode: "prefix" },
  onboardingInfo: { prologue: SECRET.repeat(10), suggestedQuestions: [SECRET.repeat(2)] },
  knowledge: { datasetIds: [SECRET + "!"], autoCall: SECRET },
  plugins: [{ pluginId: SECRET + "!", apiId: SECRET + "!" }],
  workflowIds: [SECRET + "!"],
  modelInfoConfig: { modelId: SECRET + "!", temperature: SECRET, parameters: SECRET },
  suggestReplyInfo: { replyMode: "customized", customizedPrompt: [SECRET] },
};

test("what a text holds is never told, its length is", () => {
  const problems = botProblems(secretive);
  const told = new Set(problems.map((problem) => problem.slice(0, problem.indexOf(":"))));
  for (const path of [
    "name",
    "description",
    "promptInfo.prompt",
    "onboardingInfo.prologue",
    "modelInfoConfig.modelId",
  ]) {
    expect(told).toContain(path);
  }
  expect(problems.join("\n")).not.toContain("hunter2");
  expect(problems).toContain(`name: must be 1 to 20 characters, got a string of ${SECRET.length} characters`);
});

test("a text in the place of any other value is not told either", () => {
  for (const way of waysInto(secretive)) {
    const problems = botProblems(replaced(secretive, way, SECRET) as typeof secretive);
    expect(problems.join("\n")).not.toContain("hunter2");
  }
});

test("a key that is no plain word is quoted", () => {
  expect(botProblems({ name: "Support", "prompt.info": 1, "": 2 })).toEqual([
    '["prompt.info"]: there is no such input',
    '[""]: there is no such input',
  ]);
});

test.each([
  [[], "a list of 0 items"],
  [["x", "y"], "a list of 2 items"],
  [{}, "an object"],
  [true, "true"],
  [0, "0"],
])("what is no text is described: %j", (value, description) => {
  expect(botProblems({ name: value })).toEqual([`name: must be a string, got ${description}`]);
});

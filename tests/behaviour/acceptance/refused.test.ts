import { openScene, type Scene } from "../../harness/engine/scene";

const tooLong = "This text must never be printed. ".repeat(700);

const length = tooLong.length;

let t: Scene;
beforeAll(async () => {
  t = await openScene();
});

test.each([
  {
    kind: "CozeBot",
    inputs: {
      name: "x".repeat(21),
      description: tooLong,
      promptInfo: { prompt: tooLong, promptMode: "prefix" },
      onboardingInfo: { prologue: tooLong, suggestedQuestions: ["fine", tooLong] },
      knowledge: { datasetIds: ["71", 72], searchStrategy: "fuzzy" },
      plugins: [{ pluginId: "1", apiId: "2" }, { pluginId: "1" }],
      workflowIds: "746",
      modelInfoConfig: { temperature: "hot", topP: 2, cacheType: "prefix", apiMode: "responses_api" },
      suggestReplyInfo: { replyMode: "customized" },
      deletionPolicy: "delete",
      promtInfo: {},
    },
    problems: [
      "name: must be 1 to 20 characters, got a string of 21 characters",
      `description: must be at most 500 characters, got a string of ${length} characters`,
      `promptInfo.prompt: must be at most 20000 characters, got a string of ${length} characters`,
      `promptInfo.prompt: must not be set with promptMode "prefix"`,
      `promptInfo.prefixPromptInfo: is required with promptMode "prefix", got nothing`,
      `onboardingInfo.prologue: must be at most 300 characters, got a string of ${length} characters`,
      `onboardingInfo.suggestedQuestions[1]: must be at most 50 characters, got a string of ${length} characters`,
      "knowledge.datasetIds[1]: must be a string, got 72",
      'knowledge.searchStrategy: must be "semantic" or "hybrid" or "fullText", got a string of 5 characters',
      "plugins[1].apiId: must be a string, got nothing",
      "workflowIds: must be a list, got a string of 3 characters",
      "modelInfoConfig.modelId: must be a string, got nothing",
      "modelInfoConfig.temperature: must be a number, got a string of 3 characters",
      "modelInfoConfig.topP: must be at most 1, got 2",
      'modelInfoConfig.cacheType: must be "closed" with apiMode "responses_api", which caches by parameters.caching, got a string of 6 characters',
      'suggestReplyInfo.customizedPrompt: is required with replyMode "customized"',
      'deletionPolicy: must be "retain" or "archive" or "fail", got a string of 6 characters',
      "promtInfo: there is no such input",
    ],
  },
  {
    kind: "CozeBotPublication",
    inputs: {
      botId: "742",
      connectorIds: ["999", "7470000000000000001"],
      connectors: { "7470000000000000002": { key: "value" } },
      unpublishReason: tooLong,
      adoptVersion: 7,
    },
    problems: [
      'connectorIds: must have "1024" (the API channel) beside a custom channel, got a list of 2 items',
      'connectors["7470000000000000002"]: must be one of connectorIds',
      `unpublishReason: must be at most 1024 characters, got a string of ${length} characters`,
      "adoptVersion: must be a string, got 7",
    ],
  },
])("a bad $kind is refused in the preview with all its problems, no text and no call", async (bad) => {
  const program = `new ${bad.kind}("bad", ${JSON.stringify(bad.inputs)});`;
  const { calls, text } = await t.preview(program, { expect: "failure" });
  expect(calls).toEqual([]);
  for (const problem of bad.problems) expect(text).toContain(`resource 'bad' has a problem: ${problem}`);
  expect(text.match(/has a problem/g)).toHaveLength(bad.problems.length);
  expect(text).not.toContain("This text must never be printed.");
});

test.each([
  {
    what: "a second publication of a bot",
    program: `
      new CozeBotPublication("first", { bot });
      new CozeBotPublication("second", { bot, connectorIds: ["999"] });
    `,
    problem: "CozeBotPublication second: bot: must not have a second publication",
  },
  {
    what: "a publication with both bot and botId",
    program: `new CozeBotPublication("both", { bot, botId: "742" });`,
    problem: "CozeBotPublication both: botId: must not be set beside bot, which sets it",
  },
  {
    what: "a publication of nothing",
    program: `new CozeBotPublication("none", { connectorIds: ["1024"] });`,
    problem: "CozeBotPublication none: bot: is required, or botId in its place",
  },
  {
    what: "a publication without arguments",
    program: `new CozeBotPublication("none");`,
    problem: "CozeBotPublication none: bot: is required, or botId in its place",
  },
  {
    what: "an id for a bot",
    program: `new CozeBotPublication("none", { bot: "742" });`,
    problem: "CozeBotPublication none: bot: must be a CozeBot; the id of a bot goes into botId",
  },
  {
    what: "a document of nothing",
    program: `new (require("pulumi-coze").CozeDocument)("none");`,
    problem: "CozeDocument none: dataset: is required, or datasetId in its place",
  },
  {
    what: "an id for a dataset",
    program: `new (require("pulumi-coze").CozeDocument)("none", { dataset: "742" });`,
    problem: "CozeDocument none: dataset: must be a CozeDataset; the id of a knowledge base goes into datasetId",
  },
  {
    what: "a bot to read without an id",
    program: `CozeBot.get("theirs");`,
    problem: "CozeBot.get theirs: id: is required, got nothing",
  },
  {
    what: "the option import of a bot",
    program: `new CozeBot("taken", { name: "Taken" }, { import: "742" });`,
    problem:
      "CozeBot taken: import: the engine cannot import dynamic resources: set botId to take over a bot that exists",
  },
  {
    what: "the id in letters of a bot of the program, behind the bot",
    program: `new CozeBot("old", { name: "Old", botId: "742" }); new CozeBotPublication("live", { botId: "742" });`,
    problem: "CozeBotPublication live: botId: is a bot that this program manages, and nothing waits for it: write bot",
  },
  {
    what: "the id in letters of a bot of the program, before the bot",
    program: `new CozeBotPublication("live", { botId: "743" }); new CozeBot("old", { name: "Old", botId: "743" });`,
    problem: "CozeBotPublication live: botId: is a bot that this program manages, and nothing waits for it: write bot",
  },
  {
    what: "half an emoji",
    program: `new CozeBot("half", { name: "Half", onboardingInfo: { suggestedQuestions: ["Hi", "Hi \u{1F642}".slice(0, 4)] } });`,
    problem: "CozeBot half: onboardingInfo.suggestedQuestions[1]: has half of a character",
  },
  {
    what: "a misspelt setting of a provider",
    program: `new (require("pulumi-coze").CozeProvider)("global", { baseURL: "https://api.coze.com", tokn: "x" });`,
    problem:
      "CozeProvider global: baseURL: there is no such setting (did you mean baseUrl?); tokn: there is no such setting (did you mean token?)",
  },
])("$what is refused in the preview without a call", async ({ program, problem }) => {
  const { calls, output } = await t.preview(`const bot = new CozeBot("support", { name: "Support" });\n${program}`, {
    expect: "failure",
  });
  expect(calls).toEqual([]);
  expect(output).toContain(problem);
});

test("missing settings are one clear error", async () => {
  const program = (args: object) => `new CozeBot("support", ${JSON.stringify({ name: "Support", ...args })});`;
  const env = { COZE_API_TOKEN: undefined, COZE_SPACE_ID: undefined };
  const noSpace = await t.preview(program({}), { env, expect: "failure" });
  expect(noSpace.output).toContain(
    "spaceId: is required: set it, or the configuration key coze:spaceId, or the environment variable COZE_SPACE_ID",
  );
  const noToken = await t.up(program({ spaceId: t.emulator.spaceId }), { env, expect: "failure" });
  expect(noToken.output).toContain("No Coze credentials were found. Set the configuration key coze:token");
  expect([...noSpace.calls, ...noToken.calls]).toEqual([]);
});

test("a token is not sent in clear to another machine", async () => {
  const program = `new CozeBot("support", { name: "Support" });`;
  const { calls, output } = await t.up(program, { env: { COZE_API_BASE: "http://coze.invalid" }, expect: "failure" });
  expect(output).toContain(
    "coze:baseUrl must begin with https:// (plain http is accepted for this machine, and for the host that coze:allowHttpHost names)",
  );
  expect(calls).toEqual([]);
});

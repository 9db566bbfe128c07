import { botProblems } from "../problems";
import { cached, full, inputsWith, replaced, waysInto, type Step } from "./samples";

const valid = (way: string, value: unknown): string[] =>
  botProblems(
    replaced(
      inputsWith({ modelInfoConfig: { modelId: "1", apiMode: "responses_api" } }),
      way.split("."),
      value,
    ) as typeof full,
  );

test.each([
  ["the full bot", full],
  ["the bot with prefix caching", cached],
  ["a name alone", { name: "Support" }],
])("%s has no problems", (_what, inputs) => {
  expect(botProblems(inputs)).toEqual([]);
});

describe("words from a list", () => {
  test.each([
    ["promptInfo.promptMode", ["standard"], '"standard" or "prefix"'],
    ["knowledge.searchStrategy", ["semantic", "hybrid", "fullText"], '"semantic" or "hybrid" or "fullText"'],
    ["modelInfoConfig.responseFormat", ["text", "markdown", "json"], '"text" or "markdown" or "json"'],
    ["modelInfoConfig.cacheType", ["closed"], '"closed" or "prefix"'],
    ["modelInfoConfig.apiMode", ["chat_api", "responses_api"], '"chat_api" or "responses_api"'],
    ["modelInfoConfig.parameters.thinkingType", ["enabled", "disabled", "auto"], '"enabled" or "disabled" or "auto"'],
    ["modelInfoConfig.parameters.caching.type", ["disabled"], '"enabled" or "disabled"'],
    ["suggestReplyInfo.replyMode", ["enable", "disable"], '"enable" or "disable" or "customized"'],
    ["deletionPolicy", ["retain", "archive", "fail"], '"retain" or "archive" or "fail"'],
  ])("%s takes its words and refuses others, naming both", (way, words, list) => {
    for (const word of words) expect(valid(way, word)).toEqual([]);
    expect(valid(way, "hybird")).toEqual([`${way}: must be ${list}, got a string of 6 characters`]);
    expect(valid(way, 1)).toEqual([`${way}: must be ${list}, got 1`]);
  });
});

describe("ids", () => {
  const RULE = "must be an id: 1 to 64 letters, digits, hyphens or underscores";
  const IDS: [string, Step[]][] = [
    ["spaceId", ["spaceId"]],
    ["botId", ["botId"]],
    ["iconFileId", ["iconFileId"]],
    ["knowledge.datasetIds[1]", ["knowledge", "datasetIds", 1]],
    ["plugins[0].pluginId", ["plugins", 0, "pluginId"]],
    ["plugins[1].apiId", ["plugins", 1, "apiId"]],
    ["workflowIds[0]", ["workflowIds", 0]],
    ["modelInfoConfig.modelId", ["modelInfoConfig", "modelId"]],
  ];

  test.each(IDS)("%s takes 64 letters, digits, hyphens and underscores", (_path, way) => {
    expect(botProblems(replaced(full, way, "aZ0-_".padEnd(64, "9")) as typeof full)).toEqual([]);
  });

  test.each(IDS)("%s refuses what could leave a path, and what is no id", (path, way) => {
    for (const id of ["", "a/../b", "a b", "1?x=1", "é", "a".repeat(65), "7\n"]) {
      expect(botProblems(replaced(full, way, id) as typeof full)).toEqual([
        `${path}: ${RULE}, got a string of ${id.length} character${id.length === 1 ? "" : "s"}`,
      ]);
    }
  });

  test.each(IDS)("%s refuses a number, which cannot hold that many digits", (path, way) => {
    expect(botProblems(replaced(full, way, 7360000) as typeof full)).toEqual([
      `${path}: must be a string, got 7360000`,
    ]);
  });
});

describe("numbers", () => {
  test.each([
    [
      "modelInfoConfig.topP",
      [0, 0.5, 1],
      [
        [-0.1, "must be at least 0"],
        [1.1, "must be at most 1"],
      ],
    ],
    [
      "modelInfoConfig.topK",
      [0, 40],
      [
        [-1, "must be at least 0"],
        [1.5, "must be a whole number"],
      ],
    ],
    [
      "modelInfoConfig.maxTokens",
      [1, 4096],
      [
        [0, "must be at least 1"],
        [1.5, "must be a whole number"],
      ],
    ],
    [
      "modelInfoConfig.contextRound",
      [0, 100],
      [
        [-1, "must be at least 0"],
        [0.5, "must be a whole number"],
      ],
    ],
    [
      "modelInfoConfig.parameters.cachingExpireTime",
      [1, 259_200],
      [
        [0, "must be at least 1"],
        [259_201, "must be at most 259200"],
        [1.5, "must be a whole number"],
      ],
    ],
    ["modelInfoConfig.temperature", [-1, 0, 0.5, 2], []],
    ["modelInfoConfig.presencePenalty", [-2, 0, 2], []],
    ["modelInfoConfig.frequencyPenalty", [-2, 0, 2], []],
  ] as [string, number[], [number, string][]][])("%s keeps to its range", (way, good, bad) => {
    for (const value of good) expect(valid(way, value)).toEqual([]);
    for (const [value, rule] of bad) expect(valid(way, value)).toEqual([`${way}: ${rule}, got ${value}`]);
    const kind = bad.some(([, rule]) => rule === "must be a whole number") ? "a whole number" : "a number";
    expect(valid(way, "1")).toEqual([expect.stringMatching(/: must be a number, got a string of 1 character$/)]);
    for (const value of [NaN, Infinity]) {
      expect(valid(way, value)).toEqual([expect.stringMatching(`^${way}: must be (${kind}|a number), got ${value}$`)]);
    }
  });
});

test("150 knowledge bases are taken, 151 are refused", () => {
  const ids = Array.from({ length: 151 }, (_, i) => String(i));
  expect(valid("knowledge.datasetIds", ids.slice(1))).toEqual([]);
  expect(valid("knowledge.datasetIds", ids)).toEqual([
    "knowledge.datasetIds: must have at most 150 items, got a list of 151 items",
  ]);
});

test("a model block needs the model's id, and a plugin both of its ids", () => {
  expect(botProblems(inputsWith({ modelInfoConfig: { temperature: 1 }, plugins: [{}] }))).toEqual([
    "plugins[0].pluginId: must be a string, got nothing",
    "plugins[0].apiId: must be a string, got nothing",
    "modelInfoConfig.modelId: must be a string, got nothing",
  ]);
});

const blocks = waysInto(full).filter((way) => {
  const value = way.reduce<unknown>((inner, step) => (inner as Record<Step, unknown>)[step], full);
  return typeof value === "object" && !Array.isArray(value);
});

test.each([[], ...blocks])("a key that does not exist is refused in block %#", (...way: Step[]) => {
  const at = way.map((step, i) => (typeof step === "number" ? `[${step}]` : i === 0 ? step : `.${step}`)).join("");
  const problems = botProblems(replaced(full, [...way, "promt"], "x") as typeof full);
  expect(problems).toEqual([`${at}${at && "."}promt: there is no such input`]);
});

test.each(waysInto(full).map((way) => [way.join("."), way] as const))("null is no value for %s", (_name, way) => {
  const at = way.map((step, i) => (typeof step === "number" ? `[${step}]` : i === 0 ? step : `.${step}`)).join("");
  const problems = botProblems(replaced(full, way, null) as typeof full);
  expect(
    problems.filter((problem) => problem.startsWith(`${at}: must be `) && problem.endsWith(", got null")),
  ).toHaveLength(1);
});

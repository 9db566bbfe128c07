import { publicationProblems } from "../problems";
import { UNKNOWN } from "../../../provider/values/tree";

const CUSTOM = "7500000000000000001";
const inputs = (more: Record<string, unknown>) => ({ botId: "7390000000000000001", ...more });
const full = inputs({
  spaceId: "7360000000000000001",
  contentHash: "v1:a",
  promotionHash: "v1:b",
  connectorIds: ["1024", "999", CUSTOM],
  connectors: { [CUSTOM]: { device: ["1"], note: "x" } },
  triggers: { weekly: 7 },
  requirePromotionHash: "v1:b",
  adoptVersion: "1700000000000",
  unpublishOnDelete: false,
  unpublishReason: "closed",
});

test.each([
  ["a bot id alone", inputs({})],
  ["everything", full],
  ["parameters without channels, which default to theirs", inputs({ connectors: { [CUSTOM]: { a: "b" } } })],
  ["the API and the Chat SDK", inputs({ connectorIds: ["1024", "999"] })],
  ["the Chat SDK alone", inputs({ connectorIds: ["999"] })],
  ["any triggers", inputs({ triggers: [1, null, { a: false }] })],
  [
    "parameters of any kind",
    inputs({ connectorIds: ["1024", CUSTOM], connectors: { [CUSTOM]: { a: null, b: 1, c: [{}], d: "" } } }),
  ],
])("%s has no problems", (_what, given) => {
  expect(publicationProblems(given)).toEqual([]);
});

describe("channels", () => {
  test("a custom channel needs the API channel beside it", () => {
    for (const connectorIds of [[CUSTOM], ["999", CUSTOM]]) {
      expect(publicationProblems(inputs({ connectorIds }))).toEqual([
        `connectorIds: must have "1024" (the API channel) beside a custom channel, got a list of ${connectorIds.length} item${connectorIds.length === 1 ? "" : "s"}`,
      ]);
    }
  });

  test("a channel that only the console publishes to is refused", () => {
    expect(publicationProblems(inputs({ connectorIds: ["1024", "10000122", "10000011"] }))).toEqual([
      "connectorIds[1]: is the Coze store, which only the Coze console publishes to, got a string of 8 characters",
      "connectorIds[2]: is Feishu, which only the Coze console publishes to, got a string of 8 characters",
    ]);
    expect(publicationProblems(inputs({ connectorIds: ["999", "10000122"] }))).toHaveLength(1);
    const others = ["482431", "10000010", "10000028", "10000114", "10000115", "10000129"];
    expect(publicationProblems(inputs({ connectorIds: others }))).toHaveLength(others.length);
  });

  test("a channel is known by its name, too, and a word that is no name is refused", () => {
    expect(publicationProblems(inputs({ connectorIds: ["API", "ChatSDK", CUSTOM] }))).toEqual([]);
    expect(publicationProblems(inputs({ connectorIds: ["api", "482431", "998"] }))).toEqual([
      'connectorIds[0]: must be "API" (1024) or "ChatSDK" (999), or the id of a custom channel, got a string of 3 characters',
      "connectorIds[1]: is Doubao, which Coze has closed in July 2026, got a string of 6 characters",
      "connectorIds[2]: is the Web SDK, which only the Coze console publishes to, got a string of 3 characters",
    ]);
  });

  test("a list with something else in it is told as that alone", () => {
    expect(publicationProblems(inputs({ connectorIds: [CUSTOM, 7], connectors: { "999": {} } }))).toEqual([
      "connectorIds[1]: must be a string, got 7",
    ]);
  });

  test("parameters are for channels of the list", () => {
    expect(
      publicationProblems(inputs({ connectorIds: ["1024"], connectors: { [CUSTOM]: {}, "999": {}, "1024": {} } })),
    ).toEqual([
      'connectors["999"]: is for custom channels only, got an object',
      'connectors["1024"]: is for custom channels only, got an object',
      `connectors["${CUSTOM}"]: must be one of connectorIds, got a list of 1 item`,
    ]);
  });

  test("an empty list is no publication", () => {
    expect(publicationProblems(inputs({ connectorIds: [] }))).toEqual([
      "connectorIds: must have at least 1 item, got a list of 0 items",
    ]);
  });

  test("a key that is no id is refused", () => {
    expect(publicationProblems(inputs({ connectors: { "a/b": {} } }))).toEqual([
      expect.stringMatching(/^connectors\["a\/b"\]: has a key that must be an id: /),
    ]);
  });
});

test("all problems are told at once", () => {
  const problems = publicationProblems({
    botId: 7,
    connectorIds: ["10 24", CUSTOM],
    connectors: { "999": "x" },
    unpublishOnDelete: "yes",
    unpublishReason: "😀".repeat(1025),
    requirePromotions: 1,
  });
  expect(problems.map((problem) => problem.slice(0, problem.indexOf(": ")))).toEqual([
    "botId",
    "connectorIds[0]",
    'connectors["999"]',
    "unpublishOnDelete",
    "unpublishReason",
    "requirePromotions",
  ]);
  expect(problems[4]).toBe("unpublishReason: must be at most 1024 characters, got a string of 1025 characters");
});

test("a missing bot is told", () => {
  expect(publicationProblems({})).toEqual(["botId: must be a string, got nothing"]);
});

test("a reason of 1024 characters is taken, whatever their size", () => {
  expect(publicationProblems(inputs({ unpublishReason: "😀".repeat(1024) }))).toEqual([]);
});

describe("what is unknown", () => {
  test.each(Object.keys(full))("%s passes", (key) => {
    expect(publicationProblems({ ...full, [key]: UNKNOWN })).toEqual([]);
  });

  test.each([
    ["one channel", { connectorIds: [CUSTOM, UNKNOWN] }],
    ["the parameters of a channel", { connectors: { "1024": UNKNOWN } }],
    ["one parameter", { connectors: { "1024": { device: UNKNOWN } } }],
    ["the channels beside known parameters", { connectorIds: UNKNOWN, connectors: { [CUSTOM]: {} } }],
  ])("%s passes", (_what, given) => {
    expect(publicationProblems(inputs(given))).toEqual([]);
  });
});

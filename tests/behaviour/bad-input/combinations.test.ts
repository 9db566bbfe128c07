import type { Props } from "../../../provider/lifecycle";
import { Checks, type Kind } from "./harness";
import { VALID } from "./rules";
import { CONFIDENTIAL } from "./wrong-values";

const checks = new Checks();
const CUSTOM = "7470000000000000001";
const prefix = { promptMode: "prefix", prefixPromptInfo: { prefixPrompt: CONFIDENTIAL } };
const length = CONFIDENTIAL.length;

interface Case {
  what: string;
  kind?: Kind;
  inputs: Props;
  problems: string[];
}

const cases: Case[] = [
  {
    what: "a prompt beside prefix mode",
    inputs: { promptInfo: { ...prefix, prompt: CONFIDENTIAL } },
    problems: [
      `promptInfo.prompt: must not be set with promptMode "prefix": use prefixPromptInfo, got a string of ${length} characters`,
    ],
  },
  {
    what: "prefix mode without its two parts",
    inputs: { promptInfo: { promptMode: "prefix" } },
    problems: ['promptInfo.prefixPromptInfo: is required with promptMode "prefix", got nothing'],
  },
  {
    what: "the two parts without a mode",
    inputs: { promptInfo: { prefixPromptInfo: {} } },
    problems: ['promptInfo.promptMode: must be "prefix" where prefixPromptInfo is set, got nothing'],
  },
  {
    what: "the two parts with the standard mode",
    inputs: { promptInfo: { ...prefix, promptMode: "standard" } },
    problems: ['promptInfo.promptMode: must be "prefix" where prefixPromptInfo is set, got a string of 8 characters'],
  },
  {
    what: "prefix caching without any prompt",
    inputs: { modelInfoConfig: { modelId: "17", cacheType: "prefix" } },
    problems: ['promptInfo.promptMode: must be "prefix" with prefix caching (modelInfoConfig.cacheType), got nothing'],
  },
  {
    what: "caching in the parameters with a plain prompt",
    inputs: {
      promptInfo: { prompt: CONFIDENTIAL, promptMode: "standard" },
      modelInfoConfig: { modelId: "17", apiMode: "responses_api", parameters: { caching: { type: "enabled" } } },
    },
    problems: [
      'promptInfo.promptMode: must be "prefix" with prefix caching (modelInfoConfig.parameters.caching.type), got a string of 8 characters',
    ],
  },
  {
    what: "caching in the parameters without the responses API",
    inputs: { promptInfo: prefix, modelInfoConfig: { modelId: "17", parameters: { caching: { type: "enabled" } } } },
    problems: ['modelInfoConfig.apiMode: must be "responses_api" where parameters.caching is enabled, got nothing'],
  },
  {
    what: "caching in the parameters with nothing stored",
    inputs: {
      promptInfo: prefix,
      modelInfoConfig: {
        modelId: "17",
        apiMode: "responses_api",
        parameters: { caching: { type: "enabled" }, store: false },
      },
    },
    problems: ["modelInfoConfig.parameters.store: must be true where parameters.caching is enabled, got false"],
  },
  {
    what: "a cache type of the other API",
    inputs: {
      promptInfo: { promptMode: "prefix", prefixPromptInfo: {} },
      modelInfoConfig: { modelId: "17", apiMode: "responses_api", cacheType: "prefix" },
    },
    problems: [
      'modelInfoConfig.cacheType: must be "closed" with apiMode "responses_api", which caches by parameters.caching, got a string of 6 characters',
    ],
  },
  ...[{}, { customizedPrompt: "" }].map((prompt) => ({
    what: `suggestions by a prompt that is ${"customizedPrompt" in prompt ? "empty" : "absent"}`,
    inputs: { suggestReplyInfo: { replyMode: "customized", ...prompt } },
    problems: [
      `suggestReplyInfo.customizedPrompt: is required with replyMode "customized", got ${"customizedPrompt" in prompt ? "a string of 0 characters" : "nothing"}`,
    ],
  })),
  { what: "no name", inputs: { name: undefined }, problems: ["name: must be a string, got nothing"] },
  {
    what: "a model without its id",
    inputs: { modelInfoConfig: { temperature: 1 } },
    problems: ["modelInfoConfig.modelId: must be a string, got nothing"],
  },
  {
    what: "tools without their plugin and plugins without a tool",
    inputs: { plugins: [{ apiId: "1" }, { pluginId: "1" }, {}] },
    problems: ["plugins[0].pluginId", "plugins[1].apiId", "plugins[2].pluginId", "plugins[2].apiId"].map(
      (path) => `${path}: must be a string, got nothing`,
    ),
  },
  ...["", "promptInfo", "onboardingInfo", "knowledge", "suggestReplyInfo"].map((block) => {
    const stray = { promtp: CONFIDENTIAL, "with a space": CONFIDENTIAL, ["__proto__"]: CONFIDENTIAL };
    const at = block === "" ? "" : `${block}.`;
    return {
      what: `inputs that there are not in ${block || "the bot"}`,
      inputs: block === "" ? stray : { [block]: stray },
      problems: [
        `${at}promtp: there is no such input`,
        `${block}["with a space"]: there is no such input`,
        `${at}__proto__: there is no such input`,
      ],
    };
  }),
  {
    what: "inputs that there are not in a tool and in the model's parameters",
    inputs: {
      plugins: [{ pluginId: "1", apiId: "2", name: CONFIDENTIAL }],
      modelInfoConfig: { modelId: "17", parameters: { thinking_type: "auto" } },
    },
    problems: [
      "plugins[0].name: there is no such input",
      "modelInfoConfig.parameters.thinking_type: there is no such input",
    ],
  },
  {
    what: "a custom channel alone",
    kind: "Publication",
    inputs: { connectorIds: ["999", CUSTOM] },
    problems: ['connectorIds: must have "1024" (the API channel) beside a custom channel, got a list of 2 items'],
  },
  {
    what: "parameters of a channel that is not among the channels",
    kind: "Publication",
    inputs: { connectorIds: ["1024"], connectors: { [CUSTOM]: { device_id: CONFIDENTIAL } } },
    problems: [`connectors["${CUSTOM}"]: must be one of connectorIds, got a list of 1 item`],
  },
  {
    what: "parameters of a channel whose id is none",
    kind: "Publication",
    inputs: { connectors: { "../1024": { device_id: CONFIDENTIAL } } },
    problems: [
      'connectors["../1024"]: has a key that must be an id: 1 to 64 letters, digits, hyphens or underscores, got an object',
    ],
  },
  ...[CONFIDENTIAL, [CONFIDENTIAL], null, 7].map((given) => ({
    what: `parameters that are ${JSON.stringify(given)}`,
    kind: "Publication" as const,
    inputs: { connectorIds: ["1024", CUSTOM], connectors: { [CUSTOM]: given } },
    problems: [expect.stringMatching(`^connectors\\["${CUSTOM}"\\]: must be an object, got `) as string],
  })),
  {
    what: "a parameter without a name",
    kind: "Publication",
    inputs: { connectors: { [CUSTOM]: { "": CONFIDENTIAL } } },
    problems: [expect.stringMatching(`^connectors\\["${CUSTOM}"\\]\\[""\\]: has a key that `) as string],
  },
  {
    what: "no bot",
    kind: "Publication",
    inputs: { botId: undefined },
    problems: ["botId: must be a string, got nothing"],
  },
  {
    what: "a gate for a bot whose hash is not given",
    kind: "Publication",
    inputs: { requirePromotionHash: "v1:a" },
    problems: ["promotionHash: is required with requirePromotionHash, got nothing"],
  },
  {
    what: "a bot itself, which the constructor takes apart",
    kind: "Publication",
    inputs: { bot: { id: CONFIDENTIAL } },
    problems: ["bot: there is no such input"],
  },
];

test.each(cases)("$what: refused with all that is wrong", async ({ kind = "Bot", inputs, problems }) => {
  const told = await checks.problems(kind, { ...VALID[kind], ...inputs });
  expect(told.sort()).toEqual([...problems].sort());
  expect(told.join()).not.toContain(CONFIDENTIAL);
});

test("what is wrong in one place does not hide what is wrong in another", async () => {
  const everything = Object.assign({}, ...cases.map(({ kind, inputs }) => (kind ? {} : inputs))) as Props;
  const told = await checks.problems("Bot", { ...everything, spaceId: "no/id" });
  expect(told.length).toBeGreaterThan(10);
  for (const path of ["spaceId", "name", "promtp", "plugins[0].name", "modelInfoConfig.parameters.thinking_type"]) {
    expect(told).toContainEqual(expect.stringContaining(`${path}: `));
  }
});

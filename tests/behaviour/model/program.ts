import type { Props } from "../../../provider/lifecycle";
import { UNKNOWN } from "../../../provider/values/tree";
import { keyOf, type Declared } from "../../harness/engine/declared";

const CUSTOM = "7470000000000000001";

/** What the sequences choose from, for each input; `undefined` takes the input out. Several values mean the same. */
export const BOT_VALUES = {
  name: ["Support", "Desk", "客服🙂"],
  description: [undefined, "", "One", "Two\r\nlines\n", "Two\nlines"],
  iconFileId: [undefined, "741", "742"],
  promptInfo: [
    undefined,
    {},
    { prompt: "" },
    { prompt: "A" },
    { prompt: "A\n" },
    { prompt: "A\n\n" },
    { prompt: "A\r\nB\r\n", promptMode: "standard" },
    { prompt: "A\nB", promptMode: "standard" },
    { prompt: "A\nB" },
    { promptMode: "prefix", prefixPromptInfo: { prefixPrompt: "Rules\r\n", dynamicPrompt: "Today" } },
    { promptMode: "prefix", prefixPromptInfo: { prefixPrompt: "Rules" } },
    { prompt: "Rude" },
    { prompt: "Rude\nA" },
    { prompt: "Rude, and more" },
  ],
  onboardingInfo: [
    undefined,
    { prologue: "Hi" },
    { prologue: "Hi", suggestedQuestions: ["One?", "Two?"] },
    { suggestedQuestions: ["Two?", "One?"] },
    { suggestedQuestions: [] },
  ],
  knowledge: [
    undefined,
    { datasetIds: ["71", "72"] },
    { datasetIds: ["72", "71", "71"], searchStrategy: "hybrid" },
    { datasetIds: ["71", "72"], searchStrategy: "hybrid", autoCall: false },
    { datasetIds: [] },
    { autoCall: true },
  ],
  plugins: [
    undefined,
    [],
    [{ pluginId: "1", apiId: "11" }],
    [
      { pluginId: "1", apiId: "12" },
      { pluginId: "1", apiId: "11" },
      { pluginId: "2", apiId: "21" },
    ],
    [
      { apiId: "21", pluginId: "2" },
      { pluginId: "1", apiId: "11" },
      { apiId: "12", pluginId: "1" },
    ],
  ],
  workflowIds: [undefined, [], ["81", "82"], ["82", "81"], ["82", "81", "82"]],
  modelInfoConfig: [
    undefined,
    { modelId: "17" },
    { modelId: "17", temperature: 0.3, topK: 5, responseFormat: "markdown" },
    { modelId: "18", temperature: 0, spAntiLeak: true },
    { modelId: "18", apiMode: "responses_api", parameters: { thinkingType: "auto", store: false } },
    { modelId: "18", apiMode: "responses_api" },
  ],
  suggestReplyInfo: [
    undefined,
    { replyMode: "disable" },
    { replyMode: "customized", customizedPrompt: "Short ones" },
    { replyMode: "enable" },
  ],
  deletionPolicy: [undefined, "retain", "archive", "fail"],
  space: ["home", "home", "other"],
} as const satisfies Record<string, readonly unknown[]>;

export const PUBLICATION_VALUES = {
  channels: [
    undefined,
    { connectorIds: ["1024"] },
    { connectorIds: ["999", "1024"] },
    { connectorIds: ["1024", "999", "999"] },
    { connectorIds: ["999"] },
    { connectorIds: [CUSTOM, "1024"] },
    { connectors: { [CUSTOM]: { device_id: ["5123"] } } },
    { connectorIds: ["1024", CUSTOM], connectors: { [CUSTOM]: { device_id: '["5123"]' } } },
    { connectorIds: ["1024", CUSTOM], connectors: { [CUSTOM]: { device_id: "other" } } },
  ],
  triggers: [undefined, 1, { commit: "a" }, { commit: "b" }],
  unpublishOnDelete: [undefined, true, false],
  unpublishReason: [undefined, "moved"],
} as const satisfies Record<string, readonly unknown[]>;

/** The emulated bot answers with the first line of its prompt: a test passes unless it is rude. */
export const TEST_VALUES = {
  ask: [undefined, "Hello?", "And now?"],
  triggers: [undefined, 1],
  // Of what is recorded the run goes on, so the gate alone is between it and the publish.
  onFailure: [undefined, "record", "record", "record"],
} as const satisfies Record<string, readonly unknown[]>;

export const isRude = (prompt: string | undefined): boolean => prompt?.includes("Rude") ?? false;

/** One bot of the program, and its test and its publication where it has them. */
export interface Slot {
  bot: Props;
  test?: Props;
  publication?: Props;
}

export type SlotName = "a" | "b";

export type Program = Partial<Record<SlotName, Slot>>;

/** As the constructors hand it to the engine. */
export function declared(program: Program, spaces: Props): Declared[] {
  return Object.entries(program).flatMap(([name, slot]): Declared[] => {
    const { space, ...inputs } = slot.bot;
    const spaceId = spaces[String(space)];
    const bot = { kind: "Bot", name, inputs: () => ({ ...inputs, spaceId }) } as const;
    const test = slot.test && declaredTest(name, slot.test);
    return [bot, test, slot.publication && declaredPublication(name, slot.publication, spaceId, test ?? bot)].filter(
      (one) => one !== undefined,
    );
  });
}

function declaredTest(name: string, { ask = "Hello?", ...rest }: Props): Declared {
  const cases = [{ name: "polite", ask, expect: [{ notContains: "Rude" }] }];
  return {
    kind: "BotTest",
    name,
    dependsOn: `Bot ${name}`,
    inputs: ({ id, contentHash, promotionHash }) => ({ ...rest, cases, botId: id, contentHash, promotionHash }),
  };
}

function declaredPublication(name: string, publication: Props, spaceId: unknown, before: Declared): Declared {
  const { channels, ...rest } = publication;
  const isTested = before.kind === "BotTest";
  return {
    kind: "Publication",
    name,
    dependsOn: keyOf(before),
    // What a preview leaves out is not known yet.
    inputs: ({ id, botId: tested, contentHash, promotionHash, testedContentHash = UNKNOWN }) => ({
      ...rest,
      ...(channels as Props | undefined),
      ...{ botId: isTested ? tested : id, spaceId, contentHash, promotionHash },
      ...(isTested && { requireTest: { botId: tested, testedContentHash } }),
    }),
  };
}

export function channelsOf({ channels }: Props): string[] {
  const { connectorIds, connectors = {} } = (channels ?? {}) as { connectorIds?: string[]; connectors?: object };
  return [...new Set(connectorIds ?? ["1024", ...Object.keys(connectors)])].sort();
}

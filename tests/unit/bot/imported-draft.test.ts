import type { BotInfo } from "../../../provider/client/bot-types";
import { canonical } from "../../../provider/resources/bot/canonical";
import { draftHashes, isEditedSince } from "../../../provider/resources/bot/state";

const INFO = {
  name: "Old",
  prompt_info: { prompt: "Secret words." },
  onboarding_info: {},
  plugin_info_list: [{ plugin_id: "7", api_info_list: [{ api_id: "0" }] }],
  model_info: { model_id: "17" },
} as unknown as BotInfo;

test.each([
  ["nothing", {}, false],
  ["what it is", { name: "Old", promptInfo: { prompt: "Secret words.\n" } }, false],
  ["a default that the read leaves out", { description: "", workflowIds: [] }, false],
  ["what no read tells", { iconFileId: "1", knowledge: { autoCall: false } }, false],
  ["a plugin while the draft's tools have no ids", { plugins: [{ pluginId: "7", apiId: "8" }] }, false],
  ["another text", { promptInfo: { prompt: "Other words." } }, true],
  ["a new leaf", { onboardingInfo: { prologue: "Hi" } }, true],
  ["a new leaf without a default", { modelInfoConfig: { modelId: "17", temperature: 0.5 } }, true],
])("a program that declares %s", (_what, declared, isEdited) => {
  expect(isEditedSince(draftHashes(INFO), canonical(declared))).toBe(isEdited);
});

test("the hashes hold no content", () => {
  expect(JSON.stringify(draftHashes(INFO))).not.toContain("Secret");
});

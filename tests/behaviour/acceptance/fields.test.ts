import { CREATE, openScene, UPDATE } from "../../harness/engine/scene";

interface Case {
  name: string;
  added: Record<string, unknown>;
  changed: Record<string, unknown>;
  /** What the server holds after each step. */
  afterAdding: Record<string, unknown>;
  afterChanging: Record<string, unknown>;
  afterRemoving: Record<string, unknown>;
  /** The paths that keep their value on Coze when they are removed. */
  kept?: string[];
}

const field = (
  name: string,
  inputs: [added: unknown, changed: unknown],
  wire: [added: unknown, changed: unknown, removed: unknown],
  [input, output]: [string, string],
): Case => ({
  name,
  added: { [input]: inputs[0] },
  changed: { [input]: inputs[1] },
  afterAdding: { [output]: wire[0] },
  afterChanging: { [output]: wire[1] },
  afterRemoving: { [output]: wire[2] },
});

const cases: Case[] = [
  field("description", ["One", "Two"], ["One", "Two", ""], ["description", "description"]),
  {
    ...field("icon", ["icon-1", "icon-2"], ["icon-1", "icon-2", "icon-2"], ["iconFileId", "icon_file_id"]),
    kept: ["iconFileId"],
  },
  field(
    "prompt",
    [{ prompt: "One" }, { prompt: "Two" }],
    [{ prompt: "One" }, { prompt: "Two" }, { prompt: "" }],
    ["promptInfo", "prompt_info"],
  ),
  field(
    "prefix",
    [
      { promptMode: "prefix", prefixPromptInfo: { prefixPrompt: "One", dynamicPrompt: "d" } },
      { promptMode: "prefix", prefixPromptInfo: { prefixPrompt: "Two", dynamicPrompt: "d" } },
    ],
    [
      { prompt_mode: "prefix", prefix_prompt_info: { prefix_prompt: "One", dynamic_prompt: "d" } },
      { prompt_mode: "prefix", prefix_prompt_info: { prefix_prompt: "Two", dynamic_prompt: "d" } },
      { prompt_mode: "standard", prefix_prompt_info: { prefix_prompt: "", dynamic_prompt: "" } },
    ],
    ["promptInfo", "prompt_info"],
  ),
  field(
    "onboarding",
    [
      { prologue: "One", suggestedQuestions: ["a?"] },
      { prologue: "Two", suggestedQuestions: ["b?", "a?"] },
    ],
    [
      { prologue: "One", suggested_questions: ["a?"] },
      { prologue: "Two", suggested_questions: ["b?", "a?"] },
      { prologue: "", suggested_questions: [] },
    ],
    ["onboardingInfo", "onboarding_info"],
  ),
  field(
    "knowledge",
    [
      { datasetIds: ["71"], autoCall: false, searchStrategy: "hybrid" },
      { datasetIds: ["71", "72"], autoCall: false, searchStrategy: "fullText" },
    ],
    [
      { dataset_ids: ["71"], auto_call: false, search_strategy: 1 },
      { dataset_ids: ["71", "72"], auto_call: false, search_strategy: 20 },
      { dataset_ids: [], auto_call: true, search_strategy: 0 },
    ],
    ["knowledge", "knowledge"],
  ),
  field(
    "plugins",
    [[{ pluginId: "1", apiId: "2" }], [{ pluginId: "1", apiId: "3" }]],
    [{ id_list: [{ plugin_id: "1", api_id: "2" }] }, { id_list: [{ plugin_id: "1", api_id: "3" }] }, { id_list: [] }],
    ["plugins", "plugin_id_list"],
  ),
  field(
    "workflows",
    [["1"], ["2"]],
    [{ ids: [{ id: "1" }] }, { ids: [{ id: "2" }] }, { ids: [] }],
    ["workflowIds", "workflow_id_list"],
  ),
  {
    ...field(
      "model",
      [
        { modelId: "1", temperature: 0.1 },
        { modelId: "1", temperature: 0.2 },
      ],
      [
        { model_id: "1", temperature: 0.1 },
        { model_id: "1", temperature: 0.2 },
        { model_id: "1", temperature: 0.2 },
      ],
      ["modelInfoConfig", "model_info_config"],
    ),
    kept: ["modelInfoConfig.modelId", "modelInfoConfig.temperature"],
  },
  field(
    "suggestions",
    [{ replyMode: "disable" }, { replyMode: "customized", customizedPrompt: "Ask." }],
    [
      { reply_mode: "disable" },
      { reply_mode: "customized", customized_prompt: "Ask." },
      { reply_mode: "enable", customized_prompt: "" },
    ],
    ["suggestReplyInfo", "suggest_reply_info"],
  ),
];

const program = (step: "added" | "changed" | "none") =>
  cases
    .map(({ name, ...inputs }) => JSON.stringify({ ...(step === "none" ? {} : inputs[step]), name }))
    .map((inputs) => `{ const args = ${inputs}; new CozeBot(args.name, args); }`)
    .join("\n");

test("each optional input can be added, changed and removed alone, with one update each", async () => {
  const t = await openScene();
  const expectOnServer = (after: "afterAdding" | "afterChanging" | "afterRemoving") => {
    for (const { name, [after]: expected } of cases) expect(t.botNamed(name).draft).toMatchObject(expected);
  };
  const all = (route: string) => cases.map(() => route);

  expect((await t.up(program("none"))).calls).toEqual(all(CREATE));
  for (const { name } of cases) expect(t.botNamed(name).draft).toEqual({ name, description: "" });

  expect((await t.up(program("added"))).calls).toEqual(all(UPDATE));
  expectOnServer("afterAdding");

  expect((await t.up(program("changed"))).calls).toEqual(all(UPDATE));
  expectOnServer("afterChanging");
  await t.refresh({ expectNoChanges: true });

  const removed = await t.up(program("none"));
  const kept = cases.filter((one) => one.kept);
  expect(removed.calls).toEqual(cases.filter((one) => !one.kept).map(() => UPDATE));
  const warned = new Set(removed.output.match(/coze:Bot .* has no default to go back to/g));
  const warnings = kept.flatMap(({ name, kept: paths = [] }) =>
    paths.map((path) => `coze:Bot ${name} (bot ${t.botNamed(name).id}): warning: ${path} has no default to go back to`),
  );
  expect([...warned].sort()).toEqual(warnings.sort());
  expectOnServer("afterRemoving");

  await t.expectSilence();
  await t.refresh({ expectNoChanges: true });
});

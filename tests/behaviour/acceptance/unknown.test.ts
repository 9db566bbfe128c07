import { UNKNOWN } from "../../../provider/values/tree";
import { previewsOutputs } from "../../harness/engine/providers";
import { CREATE, openScene, PUBLISH, UPDATE } from "../../harness/engine/scene";

const program = (description: string) => `
  const first = new CozeBot("first", { name: "First", description: ${JSON.stringify(description)} });
  const later = (make) => first.botId.apply(make);

  const leaves = new CozeBot("leaves", {
    name: later((id) => "Leaf " + id.slice(-6)),
    description: pulumi.interpolate\`After \${first.botId}\`,
    promptInfo: { prompt: later((id) => "After " + id), promptMode: later(() => "standard") },
    onboardingInfo: { prologue: later(() => "Hi"), suggestedQuestions: [first.botId, "known"] },
    knowledge: { datasetIds: [first.botId], autoCall: later(() => false), searchStrategy: later(() => "hybrid") },
    plugins: [{ pluginId: first.botId, apiId: "1" }],
    workflowIds: ["746", first.botId],
    modelInfoConfig: { modelId: first.botId, temperature: later(() => 0.5), apiMode: "responses_api", parameters: { store: later(() => true) } },
    suggestReplyInfo: { replyMode: later(() => "customized"), customizedPrompt: later(() => "Ask.") },
    deletionPolicy: later(() => "archive"),
  });
  const blocks = new CozeBot("blocks", {
    name: "Blocks",
    promptInfo: later((id) => ({ prompt: "After " + id })),
    onboardingInfo: later(() => ({ prologue: "Hi" })),
    knowledge: later((id) => ({ datasetIds: [id] })),
    plugins: later((id) => [{ pluginId: id, apiId: "1" }]),
    workflowIds: later((id) => [id]),
    modelInfoConfig: later((id) => ({ modelId: id })),
    suggestReplyInfo: later(() => ({ replyMode: "disable" })),
  });
  new CozeBotPublication("leaves", {
    bot: leaves,
    connectorIds: ["1024", later(() => "7470000000000000001")],
    connectors: { "7470000000000000001": { key: first.botId, object: { of: first.botId } } },
    triggers: [first.botId],
  });
  new CozeBotPublication("blocks", {
    bot: blocks,
    connectorIds: later(() => ["1024", "7470000000000000001"]),
    connectors: later((id) => ({ "7470000000000000001": { key: id } })),
    unpublishReason: later(() => "because"),
  });
  new CozeBotPublication("first", { bot: later(() => first) });
`;

test("values that are not known yet pass a preview without a call, and arrive in the up", async () => {
  const t = await openScene();
  expect((await t.preview(program("One"))).calls).toEqual([]);

  const { calls } = await t.up();
  expect(calls.sort()).toEqual([CREATE, CREATE, CREATE, PUBLISH, PUBLISH, PUBLISH, UPDATE, UPDATE]);
  const { id } = t.botNamed("First");
  const expected = {
    prompt_info: { prompt: `After ${id}` },
    onboarding_info: { prologue: "Hi" },
    knowledge: { dataset_ids: [id] },
    plugin_id_list: { id_list: [{ plugin_id: id, api_id: "1" }] },
    model_info_config: { model_id: id },
  };
  expect(t.botNamed("Blocks").draft).toMatchObject({
    ...expected,
    workflow_id_list: { ids: [{ id }] },
    suggest_reply_info: { reply_mode: "disable" },
  });
  const leaves = t.botNamed(`Leaf ${id.slice(-6)}`);
  expect(leaves.draft).toMatchObject({
    ...expected,
    description: `After ${id}`,
    onboarding_info: { prologue: "Hi", suggested_questions: [id, "known"] },
    knowledge: { dataset_ids: [id], auto_call: false, search_strategy: 1 },
    workflow_id_list: { ids: [{ id: "746" }, { id }] },
    model_info_config: { model_id: id, temperature: 0.5, api_mode: "responses_api", parameters: { store: true } },
    suggest_reply_info: { reply_mode: "customized", customized_prompt: "Ask." },
  });
  expect(leaves.published["7470000000000000001"]?.connectors).toEqual({ key: id, object: JSON.stringify({ of: id }) });
  await t.expectSilence();
  await t.refresh({ expectNoChanges: true });

  // An edit of the first makes its outputs unknown in a preview by the dynamic host; the up then finds the dependents unchanged.
  const preview = await t.preview(program("Two"));
  expect(preview.calls).toEqual([]);
  expect(JSON.stringify(preview.changes).includes(`,"${UNKNOWN}"]`)).toBe(!previewsOutputs());
  const edit = await t.up();
  expect(edit.calls).toEqual([UPDATE, PUBLISH]);
  expect(edit.log[0]?.body).toMatchObject({ bot_id: id, description: "Two" });
  await t.expectSilence();
});

test("an unknown space or an unknown bot to adopt passes a preview", async () => {
  const t = await openScene();
  const botId = t.emulator.console.createDraft(t.emulator.spaceId, { name: "Adopted" });
  const source = `
    const first = new CozeBot("first", { name: "First" });
    const adopted = new CozeBot("adopted", { name: "Adopted", botId: first.botId.apply(() => "${botId}") });
    new CozeBot("placed", { name: "Placed", spaceId: first.botId.apply(() => "${t.emulator.otherSpaceId}") });
    exports.id = adopted.id;
  `;
  expect((await t.preview(source)).calls).toEqual([]);
  const { calls } = await t.up();
  expect(calls.filter((route) => route.startsWith("POST"))).toEqual([CREATE, CREATE]);
  expect(t.outputs()).toEqual({ id: botId });
  expect(t.botNamed("Placed").spaceId).toBe(t.emulator.otherSpaceId);
  await t.expectSilence();
});

test("dependents of a bot that is deleted before it is replaced get its new values", async () => {
  const t = await openScene();
  const source = (spaceId: string) => `
    const first = new CozeBot("first", { name: "First", spaceId: "${spaceId}" }, { deleteBeforeReplace: true });
    new CozeBot("second", { name: "Second", promptInfo: { prompt: first.id }, workflowIds: [first.id] });
  `;
  await t.up(source(t.emulator.spaceId));
  const second = t.botNamed("Second");
  const { calls } = await t.up(source(t.emulator.otherSpaceId));
  expect(calls).toEqual([CREATE, UPDATE]);
  const made = t.emulator.bots.at(-1);
  expect(made).toMatchObject({ spaceId: t.emulator.otherSpaceId, draft: { name: "First" } });
  expect(t.botNamed("Second")).toMatchObject({
    id: second.id,
    draft: { prompt_info: { prompt: made?.id }, workflow_id_list: { ids: [{ id: made?.id }] } },
  });
  await t.expectSilence();
});

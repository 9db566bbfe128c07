import { CheckRequest, type CheckResponse } from "@pulumi/pulumi/proto/provider_pb";
import { BinaryWriter } from "google-protobuf";
import { OUTPUT, RESOURCE, SIGNATURE } from "../../harness/marks";
import { PartiallyDone, type Props } from "../../harness/plugin/client";
import { PluginScene, urnOf } from "./scene";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

let t: PluginScene;
beforeAll(async () => {
  t = await PluginScene.open();
});
afterAll(() => t.close());
beforeEach(() => t.emulator.clearCalls());

/** A check of a test whose cases are no values: whoever reads one fails. */
function unreadableCases(count: number): CheckRequest {
  const writer = new BinaryWriter();
  const within = (fields: readonly number[], write: () => void): void => {
    const [field, ...inner] = fields;
    if (field === undefined) write();
    else writer.writeMessage(field, {}, () => within(inner, write));
  };
  writer.writeString(1, urnOf("BotTest"));
  // The new inputs, and one entry of their map: a name, and a value that is a list.
  within([3, 1], () => {
    writer.writeString(1, "cases");
    within([2, 6], () => {
      for (let i = 0; i < count; i++) writer.writeBytes(1, new Uint8Array([0xff]));
    });
  });
  const bytes = writer.getResultBuffer();
  return Object.assign(new CheckRequest(), { serializeBinary: () => bytes });
}

/** A bot of its own, as a create of the plugin records it. */
async function created(news: Props): Promise<{ id: string; inputs: Props; outs: Props }> {
  const { inputs } = await t.check("Bot", news);
  const { id, outs } = await t.create("Bot", inputs);
  t.emulator.clearCalls();
  return { id, inputs, outs };
}

describe("Check", () => {
  test("adds defaults and hashes, without a call", async () => {
    const { inputs, failures } = await t.check("Bot", { name: "A" });
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({ name: "A", spaceId: t.emulator.spaceId });
    expect(inputs["contentHash"]).toMatch(/^v1:[0-9a-f]{64}$/);
    expect(t.calls).toEqual([]);
  });

  test("reports all problems at once, and names no property, whose value the engine would print", async () => {
    const { failures } = await t.check("Bot", { name: "", promptInfo: { prompt: 5 } });
    expect(failures).toHaveLength(2);
    expect(failures.join()).toMatch(/^name: must be 1 to 20 characters.*promptInfo.prompt: must be a string/);
  });

  test.each([5_000, 100_000])("refuses %i cases by their number, without reading any of them", async (count) => {
    const answer = await t.call<CheckResponse>("check", unreadableCases(count));
    const reasons = answer.getFailuresList().map((failure) => failure.getReason());
    expect(reasons).toEqual([`cases: must have at most 100 items, got a list of ${count} items`]);
  });

  test("reads as many cases as a test may have", async () => {
    await expect(t.call("check", unreadableCases(100))).rejects.toThrow();
  });

  test("takes an unknown value of any type for unknown", async () => {
    const list = "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2";
    const number = "3eeb2bf0-c639-47a8-9e75-3b44932eb421";
    const { inputs, failures } = await t.check("Bot", {
      name: "A",
      workflowIds: list,
      modelInfoConfig: { modelId: "1", temperature: number },
    });
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({ workflowIds: UNKNOWN, contentHash: UNKNOWN });
  });

  test("sees through the marks of secrets, outputs and resources", async () => {
    const { inputs } = await t.check("Bot", {
      name: "Known",
      promptInfo: { [SIGNATURE]: OUTPUT, value: { prompt: "Known" } },
      description: { [SIGNATURE]: OUTPUT },
      iconFileId: { [SIGNATURE]: RESOURCE, urn: "urn:x", id: "741" },
    });
    expect(inputs).toMatchObject({
      name: "Known",
      promptInfo: { prompt: "Known" },
      description: UNKNOWN,
      iconFileId: "741",
    });
  });
});

describe("Diff", () => {
  test("names the changed leaves and nothing else, and what becomes of each", async () => {
    const { id, inputs, outs } = await created({
      name: "Diffed",
      description: "Old",
      promptInfo: { prompt: "Old" },
      workflowIds: ["1", "2"],
    });
    const { inputs: news } = await t.check("Bot", {
      name: "Diffed",
      promptInfo: { prompt: "New" },
      workflowIds: ["2", "1"],
      onboardingInfo: { prologue: "Hi" },
    });
    expect(await t.diff("Bot", id, outs, news, inputs)).toEqual({
      changes: true,
      replaces: [],
      detailed: { description: "DELETE", "promptInfo.prompt": "UPDATE", "onboardingInfo.prologue": "ADD" },
    });
    expect(await t.diff("Bot", id, outs, inputs, inputs)).toEqual({ changes: false, replaces: [], detailed: {} });
    expect(t.calls).toEqual([]);
  });

  test("names what replaces", async () => {
    const { id, inputs, outs } = await created({ name: "Moved" });
    const news = { ...inputs, spaceId: t.emulator.otherSpaceId };
    expect(await t.diff("Bot", id, outs, news, inputs)).toEqual({
      changes: true,
      replaces: ["spaceId"],
      detailed: { spaceId: "UPDATE_REPLACE" },
    });
  });

  test("sees no change in the state of the dynamic form", async () => {
    const { id, inputs, outs } = await created({ name: "From dynamic" });
    const provider = { __provider: 'exports.handler=()=>require("pulumi-coze/runtime").bot', __resource: "support" };
    expect((await t.diff("Bot", id, { ...outs, ...provider }, inputs, { ...inputs, ...provider })).changes).toBe(false);
  });
});

describe("Create", () => {
  test("in a preview calls nothing, knows the hashes, and says what is unknown", async () => {
    const { inputs } = await t.check("Bot", { name: "Previewed" });
    const { id, outs } = await t.create("Bot", inputs, { preview: true });
    expect(id).toBe("");
    expect(outs).toMatchObject({ ...inputs, botId: UNKNOWN, createTime: UNKNOWN });
    expect(t.calls).toEqual([]);
  });

  test("records a bot of which only a part could be made", async () => {
    const { inputs } = await t.check("Bot", { name: "Half", knowledge: { datasetIds: ["71"] } });
    t.emulator.fault({ route: "POST /v1/bot/update", kind: { code: 4101 } });
    const failure = await t.create("Bot", inputs).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PartiallyDone);
    const { id, properties, reasons } = failure as PartiallyDone;
    expect(properties).toMatchObject({ name: "Half", botId: id, __schema: 1 });
    expect(properties).not.toHaveProperty("knowledge");
    expect(reasons).toHaveLength(1);
    t.emulator.clearFaults();
  });
});

describe("Update", () => {
  test("in a preview of an edit keeps what stays known", async () => {
    const { id, inputs, outs } = await created({ name: "Edited", promptInfo: { prompt: "Old" } });
    const { inputs: news } = await t.check("Bot", { name: "Edited", promptInfo: { prompt: "New" } }, inputs);
    const after = await t.update("Bot", id, outs, news, { preview: true });
    expect(after).toMatchObject({ ...news, botId: id, createTime: outs["createTime"] });
    expect(t.calls).toEqual([]);
  });

  test("of a publication knows its version in a preview, unless a publish is due", async () => {
    const { id, outs: bot } = await created({ name: "Published" });
    const { inputs } = await t.check("Publication", { botId: id, contentHash: bot["contentHash"] });
    const { outs } = await t.create("Publication", inputs);
    const reason = { ...inputs, unpublishReason: "Moved" };
    expect(await t.update("Publication", id, outs, reason, { preview: true })).toMatchObject({
      version: outs["version"],
      publishedAt: outs["publishedAt"],
    });
    const due = { ...inputs, contentHash: "v1:other" };
    expect(await t.update("Publication", id, outs, due, { preview: true })).toMatchObject({
      version: UNKNOWN,
      contentHash: "v1:other",
    });
  });
});

describe("Read", () => {
  test("of a refresh returns what is there, under the names of the inputs", async () => {
    const { id, inputs, outs } = await created({ name: "Drifted", promptInfo: { prompt: "Ours" } });
    t.emulator.console.editDraft(id, { prompt_info: { prompt: "Theirs" } });
    const found = await t.read("Bot", id, outs, inputs);
    expect(found.id).toBe(id);
    expect(found.inputs).toMatchObject({ promptInfo: { prompt: "Theirs" } });
    expect(found.outs).toMatchObject({ promptInfo: { prompt: "Theirs" }, __schema: 1 });
  });

  test("of what is gone has no id", async () => {
    // A bot that this process has made would be looked for again for a while.
    const id = t.emulator.console.createDraft(t.emulator.spaceId, { name: "Gone" }, { ageSeconds: 60 });
    const { inputs, outs } = await t.read("Bot", id);
    t.emulator.console.deleteBot(id);
    expect(await t.read("Bot", id, outs, inputs)).toEqual({ id: "", outs: {}, inputs: {} });
  });
});

test("Delete warns at the resource", async () => {
  const { id, outs } = await created({ name: "Deleted" });
  // Another run: within one, the create would be the replacement of what is deleted.
  await t.configure(t.settings);
  await t.delete("Bot", id, outs);
  expect(t.engine.lines.at(-1)).toMatchObject({ severity: "warning", urn: urnOf("Bot") });
  expect(t.engine.lines.at(-1)?.message).toContain("its draft is kept");
});

test("an unknown kind is refused by its token", async () => {
  await expect(t.check("Robot", {})).rejects.toThrow("coze:index:Robot: there is no such resource");
});

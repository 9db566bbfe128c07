import { openYaml, publicationOf, PUBLISH, UNPUBLISH, UPDATE, writesOf, type YamlScene } from "./harness";

const CONTENT = {
  name: "Old",
  description: "Made in the console",
  prompt_info: { prompt: "Be old." },
  onboarding_info: { prologue: "Hi", suggested_questions: ["Why?"] },
  model_info_config: { model_id: "17", temperature: 0.5 },
};
const bot = (properties: object, options: object = {}) => ({ type: "coze:Bot", properties, options });
const part = { name: "Old", promptInfo: { prompt: "Be old." } };

let t: YamlScene;
let botId: string;
beforeAll(async () => {
  t = await openYaml();
  botId = t.emulator.console.createDraft(t.emulator.spaceId, CONTENT, { ageSeconds: 600 });
  t.emulator.console.publish(botId, ["1024"]);
});

const draft = () => t.emulator.bots.find(({ id }) => id === botId)?.draft;

test("`pulumi import` takes over a bot and its publication, and prints a program of all that can be read", async () => {
  await t.write({});
  const imported = await t.ws.run(["import", "coze:index:Bot", "old", botId, "--yes", "--protect=false"]);
  expect(imported.output).not.toContain("failed to validate");
  expect(imported.output).toMatch(/type: coze:Bot[^]*modelId: '17'[^]*prologue: Hi[^]*prompt: Be old\./);
  const live = ["coze:index:Publication", "live", botId, "--yes", "--protect=false"];
  const { output } = await t.ws.run(["import", ...live, "--skip-preview"]);
  expect(output).toMatch(/type: coze:Publication[^]*connectorIds:\s*- '1024'/);
  expect(writesOf(t.emulator.calls)).toEqual([]);
});

test("`pulumi do` lists what can be imported", async () => {
  // The command does not look into the plugins of the project.
  const from = ["--package", "./node_modules/pulumi-coze/plugin/pulumi-resource-coze"];
  const listed = async (kind: string): Promise<unknown> => {
    const { output } = await t.ws.run(["do", ...from, `coze:index:${kind}`, "list"]);
    return JSON.parse(output.slice(output.indexOf("["), output.lastIndexOf("]") + 1));
  };
  expect(await listed("Bot")).toEqual([{ id: botId, name: "Old" }]);
  expect(await listed("Publication")).toEqual([{ id: botId, name: "Old" }]);
});

test("a program that declares a part of it changes nothing and publishes nothing, now and after a refresh", async () => {
  await t.write({ resources: { old: bot(part), live: publicationOf("old") } });
  await t.expectSilence();
  expect(writesOf((await t.refresh({ expectNoChanges: true })).log)).toEqual([]);
  await t.expectSilence();
});

test("the first edit is one update and one version, and resets nothing that was never declared", async () => {
  await t.write({
    resources: { old: bot({ ...part, promptInfo: { prompt: "Be new." } }), live: publicationOf("old") },
  });
  const { calls, text } = await t.up();
  expect(calls).toEqual([UPDATE, PUBLISH]);
  expect(text).toContain("[diff: ~promptInfo]");
  expect(draft()).toEqual({ ...CONTENT, prompt_info: { prompt: "Be new." } });
  await t.expectSilence();
});

test("the option `import` does the same in an `up`, and a difference is named by its leaf", async () => {
  const other = t.emulator.console.createDraft(t.emulator.spaceId, { ...CONTENT, name: "Other" }, { ageSeconds: 600 });
  const options = { import: other };
  const rest = { old: bot({ ...part, promptInfo: { prompt: "Be new." } }), live: publicationOf("old") };
  await t.write({ resources: { ...rest, other: bot({ name: "Other", description: "Ours" }, options) } });
  const steps = await t.ws.previewSteps();
  const details = steps.filter(({ urn }) => urn.endsWith("::other")).map(({ detailedDiff }) => detailedDiff ?? {});
  expect(details.flatMap((detail) => Object.keys(detail))).toEqual(["description"]);
  expect(writesOf((await t.up()).log)).toEqual([UPDATE]);
  expect(t.botNamed("Other").draft).toEqual({ ...CONTENT, name: "Other", description: "Ours" });
  await t.expectSilence();
});

test("an id that there is not fails in Coze's own words, and leaves the state as it was", async () => {
  const { deployment: before } = await t.ws.exportState();
  const { output } = await t.ws.run(["import", "coze:index:Bot", "missing", "404", "--yes"], { expect: "failure" });
  expect(output).toMatch(/could not read bot 404.*log id/);
  const { deployment: after } = await t.ws.exportState();
  expect(after.resources?.length).toBe(before.resources?.length);
});

test("a channel that the import has found and the program does not have is named in the preview, and the `up` leaves it", async () => {
  const twice = t.emulator.console.createDraft(t.emulator.spaceId, { name: "Twice" }, { ageSeconds: 600 });
  t.emulator.console.publish(twice, ["1024", "999"]);
  const options = { import: twice };
  const resources = {
    old: bot({ ...part, promptInfo: { prompt: "Be new." } }),
    live: publicationOf("old"),
    twice: bot({ name: "Twice" }, options),
    both: { ...publicationOf("twice", { connectorIds: ["API"] }), options },
  };
  await t.write({ resources });
  const up = await t.up();
  expect(up.text).toContain("the bot is taken off channel 999, which connectorIds does not have");
  expect(writesOf(up.log)).toEqual([UNPUBLISH]);
  expect(Object.keys(t.botNamed("Twice").published)).toEqual(["1024"]);
  await t.expectSilence();

  await t.write({ resources: { ...resources, twice: bot({ name: "Twice", deletionPolicy: "archive" }, options) } });
  const policy = await t.up();
  expect(writesOf(policy.log)).toEqual([]);
  expect(policy.text).not.toContain("contentHash");
  await t.expectSilence();
});

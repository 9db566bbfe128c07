import { openYaml, publicationOf, PUBLISH, UPDATE, writesOf, type YamlScene } from "./harness";

// `tests/behaviour/drift/import-edits` has all edits after an import, and `tests/contract/plugin/import` the answers.

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
  const { output } = await t.ws.run(["do", ...from, "coze:index:Bot", "list"]);
  const listed: unknown = JSON.parse(output.slice(output.indexOf("["), output.lastIndexOf("]") + 1));
  expect(listed).toEqual([{ id: botId, name: "Old" }]);
});

test("an id that there is not fails in Coze's own words, and leaves the state as it was", async () => {
  const { deployment: before } = await t.ws.exportState();
  const { output } = await t.ws.run(["import", "coze:index:Bot", "missing", "404", "--yes"], { expect: "failure" });
  expect(output).toMatch(/could not read bot 404.*log id/);
  const { deployment: after } = await t.ws.exportState();
  expect(after.resources?.length).toBe(before.resources?.length);
});

test("a program that declares a part of it changes nothing and publishes nothing", async () => {
  await t.write({ resources: { old: bot(part), live: publicationOf("old") } });
  await t.expectSilence();
});

test("the first edit is one update and one version, the option `import` does the same in an `up`, and a difference is named by its leaf", async () => {
  const other = t.emulator.console.createDraft(t.emulator.spaceId, { ...CONTENT, name: "Other" }, { ageSeconds: 600 });
  await t.write({
    resources: {
      old: bot({ ...part, promptInfo: { prompt: "Be new." } }),
      live: publicationOf("old"),
      other: bot({ name: "Other", description: "Ours" }, { import: other }),
    },
  });
  const { log, text } = await t.up(undefined, { withPreview: true });
  expect(writesOf(log).sort()).toEqual([PUBLISH, UPDATE, UPDATE].sort());
  expect(text).toContain("[diff: ~promptInfo]");
  expect(text).toContain("[diff: ~description]");
  // Nothing that was never declared is reset.
  expect(t.botNamed("Old").draft).toEqual({ ...CONTENT, prompt_info: { prompt: "Be new." } });
  expect(t.botNamed("Other").draft).toEqual({ ...CONTENT, name: "Other", description: "Ours" });
});

import { CREATE, openScene, PUBLISH, type Scene, UPDATE } from "./harness";

const program = (prompt: string, { policy = "retain", reversed = false } = {}) => {
  const order = (items: unknown[]) => JSON.stringify(reversed ? items.toReversed() : items);
  const plugin = (apiId: string) => ({ pluginId: "731", apiId });
  return `
    const bot = new CozeBot("support", {
      name: "Support",
      description: "As it was",
      promptInfo: { prompt: ${JSON.stringify(prompt)} },
      plugins: ${order([plugin("1"), plugin("2"), plugin("3")])},
      workflowIds: ${order(["746", "747", "748"])},
      knowledge: { datasetIds: ${order(["71", "72", "73"])} },
      deletionPolicy: ${JSON.stringify(policy)},
    });
    const live = new CozeBotPublication("support", { bot, connectorIds: ${order(["1024", "999"])} });
    new CozeBot("follower", { name: "Follower", promptInfo: { prompt: pulumi.interpolate\`I follow \${live.version}.\` } });
    exports.id = bot.id;
    exports.version = live.version;
    exports.hash = bot.contentHash;
    exports.promotionHash = bot.promotionHash;
  `;
};

let t: Scene;
beforeAll(async () => {
  t = await openScene();
  const { calls } = await t.up(program("One"));
  expect(calls).toEqual([CREATE, UPDATE, PUBLISH, CREATE]);
});

test("an edit updates once, publishes once, and moves what depends on the version in the same up", async () => {
  const before = await t.ws.outputs();

  const preview = await t.preview(program("Two"));
  expect(preview.calls).toEqual([]);
  const { calls, log } = await t.up();
  expect(calls).toEqual([UPDATE, PUBLISH, UPDATE]);
  const after = await t.ws.outputs();

  expect(preview.text).toContain('~ promptInfo: { ~ prompt: "One" => "Two" }');
  for (const hash of ["hash", "promotionHash"]) expect(before[hash]).not.toBe(after[hash]);
  const change = `~ contentHash: "${String(before.hash)}" => "${String(after.hash)}"`;
  expect(preview.text.split(change)).toHaveLength(3);
  for (const same of [
    "description",
    "plugins",
    "workflowIds",
    "knowledge",
    "deletionPolicy",
    "connectorIds",
    "botId",
  ]) {
    expect(preview.stdout).not.toMatch(new RegExp(`[~+-] ${same}`));
  }

  const support = t.botNamed("Support");
  expect(log[0]?.body).toMatchObject({ bot_id: support.id, prompt_info: { prompt: "Two" } });
  expect(after.id).toBe(before.id);
  expect(support.versions.map(({ version }) => version)).toEqual([after.version, before.version]);
  expect(support.published["1024"]?.config.prompt_info?.prompt).toBe("Two");
  expect(t.botNamed("Follower").draft.prompt_info?.prompt).toBe(`I follow ${String(after.version)}.`);
  await t.expectSilence();
});

test("a new deletion policy touches the bot alone, and calls and publishes nothing", async () => {
  const preview = await t.preview(program("Two", { policy: "archive" }));
  expect(preview.stdout).toContain('~ deletionPolicy: "retain" => "archive"');
  expect(preview.stdout).not.toMatch(/[~+-] (contentHash|promotionHash)/);
  expect(preview.text).toContain("~ 1 to update 3 unchanged");

  const up = await t.up();
  expect(up.calls).toEqual([]);
  expect(up.text).toContain("~ 1 updated 3 unchanged");
  await t.expectSilence();
});

test("another order of plugins, workflows, knowledge bases or channels is no change", async () => {
  await t.preview(program("Two", { policy: "archive", reversed: true }), { expectNoChanges: true });
  await t.expectSilence();
});

import { CREATE, openScene, previewOf, PUBLISH, UPDATE } from "../../harness/cli/scene";
import { editProgram as program } from "../../behaviour/acceptance/edit-program";

// `tests/behaviour/acceptance/edit` has the rest.

/** Beside it a bot whose deletion policy changes, and one whose lists come in another order. */
const beside = (policy: string, change: string) => `
  const quiet = new CozeBot("quiet", { name: "Quiet", deletionPolicy: "${policy}" });
  new CozeBotPublication("quiet", { bot: quiet });
  const ids = ["746", "747", "748"]${change};
  const plugins = ids.map((apiId) => ({ pluginId: "731", apiId }));
  const sorted = new CozeBot("sorted", { name: "Sorted", plugins, workflowIds: ids, knowledge: { datasetIds: ids } });
  new CozeBotPublication("sorted", { bot: sorted, connectorIds: ["1024", "999"]${change} });
`;

test("an edit is shown as what changes, updates once, publishes once, and moves what depends on the version in the same up", async () => {
  const t = await openScene();
  const made = [CREATE, UPDATE, PUBLISH, CREATE, CREATE, PUBLISH, CREATE, UPDATE, PUBLISH];
  expect((await t.up(program("One") + beside("retain", ""))).calls.sort()).toEqual(made.sort());
  const before = await t.outputs();
  const edited = program("Two") + beside("archive", ".reverse()");
  const { calls, log, text, stdout } = await t.up(edited, { withPreview: true, diff: true });
  const after = await t.outputs();
  // None of the preview, none of the policy, and none of another order.
  expect(calls).toEqual([UPDATE, PUBLISH, UPDATE]);

  const preview = previewOf(text);
  expect(preview).toContain('~ promptInfo: { ~ prompt: "One" => "Two" }');
  for (const hash of ["hash", "promotionHash"]) expect(before[hash]).not.toBe(after[hash]);
  const change = `~ contentHash: "${String(before.hash)}" => "${String(after.hash)}"`;
  expect(preview.split(change)).toHaveLength(3);
  for (const same of ["description", "plugins", "workflowIds", "knowledge", "connectorIds", "botId"]) {
    expect(stdout).not.toMatch(new RegExp(`[~+-] ${same}`));
  }
  // The policy touches the bot alone, and neither its hashes nor its publication.
  const [quiet, ...others] = preview.split("(update)").filter((part) => part.includes("coze:Bot::quiet]"));
  expect([quiet?.match(/[~+-] \w+: .* => "\w+"/g), others]).toEqual([['~ deletionPolicy: "retain" => "archive"'], []]);
  expect(text).toContain("~ 4 to update 4 unchanged");
  expect(text).toContain("~ 4 updated 4 unchanged");

  const support = t.botNamed("Support");
  expect(log[0]?.body).toMatchObject({ bot_id: support.id, prompt_info: { prompt: "Two" } });
  expect(after.id).toBe(before.id);
  expect(support.versions.map(({ version }) => version)).toEqual([after.version, before.version]);
  expect(support.published["1024"]?.config.prompt_info?.prompt).toBe("Two");
  expect(t.botNamed("Follower").draft.prompt_info?.prompt).toBe(`I follow ${String(after.version)}.`);
});

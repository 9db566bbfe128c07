import { CREATE, openScene, previewOf, PUBLISH, UPDATE } from "../../harness/cli/scene";
import { editProgram as program } from "../../behaviour/acceptance/edit-program";

// `tests/behaviour/acceptance/edit` has the rest.

test("an edit is shown as what changes, updates once, publishes once, and moves what depends on the version in the same up", async () => {
  const t = await openScene();
  expect((await t.up(program("One"))).calls).toEqual([CREATE, UPDATE, PUBLISH, CREATE]);
  const before = await t.outputs();
  const { calls, log, text, stdout } = await t.up(program("Two"), { withPreview: true, diff: true });
  const after = await t.outputs();
  // None of the preview.
  expect(calls).toEqual([UPDATE, PUBLISH, UPDATE]);

  const preview = previewOf(text);
  expect(preview).toContain('~ promptInfo: { ~ prompt: "One" => "Two" }');
  for (const hash of ["hash", "promotionHash"]) expect(before[hash]).not.toBe(after[hash]);
  const change = `~ contentHash: "${String(before.hash)}" => "${String(after.hash)}"`;
  expect(preview.split(change)).toHaveLength(3);
  for (const same of [
    "description",
    "plugins",
    "workflowIds",
    "knowledge",
    "deletionPolicy",
    "connectorIds",
    "botId",
  ]) {
    expect(stdout).not.toMatch(new RegExp(`[~+-] ${same}`));
  }

  const support = t.botNamed("Support");
  expect(log[0]?.body).toMatchObject({ bot_id: support.id, prompt_info: { prompt: "Two" } });
  expect(after.id).toBe(before.id);
  expect(support.versions.map(({ version }) => version)).toEqual([after.version, before.version]);
  expect(support.published["1024"]?.config.prompt_info?.prompt).toBe("Two");
  expect(t.botNamed("Follower").draft.prompt_info?.prompt).toBe(`I follow ${String(after.version)}.`);

  // A new deletion policy touches the bot alone; another order of lists is no change.
  const policy = await t.up(program("Two", { policy: "archive" }), { withPreview: true, diff: true });
  expect(policy.calls).toEqual([]);
  expect(policy.text).toContain('~ deletionPolicy: "retain" => "archive"');
  expect(policy.stdout).not.toMatch(/[~+-] (contentHash|promotionHash)/);
  expect(policy.text).toContain("~ 1 to update 3 unchanged");
  expect(policy.text).toContain("~ 1 updated 3 unchanged");
  await t.expectSilence(program("Two", { policy: "archive", reversed: true }));
});

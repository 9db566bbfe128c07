import { CREATE, openScene, PUBLISH, type Scene, UPDATE } from "../../harness/engine/scene";
import { editProgram as program } from "./edit-program";

// `tests/engine/acceptance/edit` has how the CLI shows them.

let t: Scene;
beforeAll(async () => {
  t = await openScene();
  const { calls } = await t.up(program("One"));
  expect(calls).toEqual([CREATE, UPDATE, PUBLISH, CREATE]);
});

test("an edit updates once, publishes once, and moves what depends on the version in the same up", async () => {
  const before = t.outputs();
  const preview = await t.preview(program("Two"));
  expect(preview.calls).toEqual([]);
  const { calls } = await t.up();
  expect(calls).toEqual([UPDATE, PUBLISH, UPDATE]);
  const after = t.outputs();
  const hashes = { contentHash: [before["hash"], after["hash"]] };
  expect(preview.changes["Bot support"]).toMatchObject({ "promptInfo.prompt": ["One", "Two"], ...hashes });
  expect(preview.changes["Publication support"]).toMatchObject(hashes);
  for (const hash of ["hash", "promotionHash"]) expect(before[hash]).not.toBe(after[hash]);
  await t.expectSilence();
});

test("a new deletion policy touches the bot alone, and calls and publishes nothing", async () => {
  const archived = program("Two", { policy: "archive" });
  for (const { ops, changes, calls } of [await t.preview(archived), await t.up()]) {
    expect(calls).toEqual([]);
    expect(ops).toMatchObject({ "Bot support": "update", "Publication support": "same", "Bot follower": "same" });
    expect(changes["Bot support"]).toEqual({ deletionPolicy: ["retain", "archive"] });
  }
  await t.expectSilence();
});

test("another order of plugins, workflows, knowledge bases or channels is no change", async () => {
  await t.preview(program("Two", { policy: "archive", reversed: true }), { expectNoChanges: true });
  await t.expectSilence();
});

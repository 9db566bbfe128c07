import { CREATE, LIST, openScene, PUBLISH, UPDATE, writesOf } from "../../harness/engine/scene";

// `tests/engine/acceptance/basic` has the outputs and the state.

test("a preview calls nothing, before and after an up, and an up after a refresh has nothing to do", async () => {
  const t = await openScene();
  const program = `
    const plain = new CozeBot("plain", { name: "Plain", promptInfo: { prompt: "Be plain." } });
    new CozeBot("knowing", { name: "Knowing", knowledge: { datasetIds: ["71", "72"] } });
    new CozeBotPublication("plain", { bot: plain });
  `;
  expect((await t.preview(program)).calls).toEqual([]);
  expect((await t.up()).calls.sort()).toEqual([CREATE, CREATE, PUBLISH, UPDATE]);
  await t.expectSilence();
  expect((await t.preview(undefined, { expectNoChanges: true })).calls).toEqual([]);
  await t.refresh({ expectNoChanges: true });
  await t.expectSilence();
});

test("the first create of a run looks at most once for what a run before it left behind", async () => {
  const t = await openScene({ config: { allowSameName: "false" } });
  const { calls, log } = await t.up(`
    for (const name of ["A", "B", "C"]) new CozeBot(name, { name });
  `);
  expect(writesOf(log)).toEqual([CREATE, CREATE, CREATE]);
  expect(calls.filter((route) => route !== CREATE)).toEqual([LIST]);
});

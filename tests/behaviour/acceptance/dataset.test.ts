import {
  CREATE,
  CREATE_DATASET,
  DELETE_DATASET,
  LIST_DATASETS,
  LIST_DOCUMENTS,
  openScene,
  PUBLISH,
  READ,
  UPDATE,
  UPDATE_DATASET,
  type Scene,
} from "../../harness/engine/scene";

interface Options {
  name?: string;
  more?: string;
  opts?: string;
}

const program = ({ name = "Orders", more = "", opts = "{}" }: Options = {}) => `
  const orders = new CozeDataset("orders", { name: ${JSON.stringify(name)}, ${more} }, ${opts});
  exports.datasetId = orders.datasetId;
  exports.formatType = orders.formatType;
`;

const datasetOf = (t: Scene) => {
  const [dataset, ...others] = t.emulator.knowledge.datasets;
  if (!dataset || others.length > 0) throw new Error(`there are ${others.length + 1} datasets on the server`);
  return dataset;
};

test("a knowledge base is made, edited, repaired and deleted, each by one call", async () => {
  const t = await openScene();
  const first = program({ more: `description: "About orders\\n", iconFileId: "741"` });
  const up = await t.up(first);
  expect(up.calls).toEqual([CREATE_DATASET]);
  const made = datasetOf(t);
  expect(made).toMatchObject({ name: "Orders", description: "About orders\n", iconFileId: "741", formatType: 0 });
  expect(t.outputs()).toEqual({ datasetId: made.id, formatType: "text" });
  const { "Dataset orders": recorded } = t.resources();
  expect(recorded).toMatchObject({ id: made.id, outputs: { spaceId: t.emulator.spaceId, name: "Orders" } });
  await t.expectSilence();
  // Only looks different.
  await t.expectSilence(program({ more: `description: "About orders", iconFileId: "741"` }));

  const edited = program({ name: "Orders 2", more: `description: "All about orders"` });
  expect((await t.preview(edited)).changes["Dataset orders"]).toMatchObject({ name: ["Orders", "Orders 2"] });
  expect((await t.up()).calls).toEqual([UPDATE_DATASET]);
  // A full refresh: what is no longer declared is back at its default.
  expect(datasetOf(t)).toMatchObject({ id: made.id, name: "Orders 2", iconFileId: undefined });

  t.emulator.knowledge.editDataset(made.id, { name: "Renamed", iconFileId: "742" });
  const refresh = await t.refresh();
  expect(refresh.calls).toEqual([LIST_DATASETS]);
  expect(refresh.changes["Dataset orders"]).toEqual({ name: ["Orders 2", "Renamed"] });
  expect((await t.up()).calls).toEqual([UPDATE_DATASET]);
  expect(datasetOf(t)).toMatchObject({ name: "Orders 2", description: "All about orders" });
  await t.refresh({ expectNoChanges: true });
  await t.expectSilence();

  // Another space or kind is another knowledge base.
  const image = await t.up(program({ name: "Orders 2", more: `description: "All about orders", formatType: "image"` }));
  expect(image.calls).toEqual([CREATE_DATASET, LIST_DOCUMENTS, DELETE_DATASET]);
  expect(datasetOf(t)).toMatchObject({ formatType: 2 });
  const elsewhere = await t.up(program({ more: `formatType: "image", spaceId: "${t.emulator.otherSpaceId}"` }));
  expect(elsewhere.calls).toEqual([CREATE_DATASET, LIST_DOCUMENTS, DELETE_DATASET]);
  expect(datasetOf(t).spaceId).toBe(t.emulator.otherSpaceId);

  expect((await t.destroy()).calls).toEqual([DELETE_DATASET]);
  expect(t.emulator.knowledge.datasets).toEqual([]);
});

test("protect refuses to delete a knowledge base, retainOnDelete keeps it, and get reads one of someone else", async () => {
  const t = await openScene();
  await t.up(program({ opts: "{ protect: true }" }));
  const { id } = datasetOf(t);
  const refused = await t.destroy({ expect: "failure" });
  expect(refused.calls).toEqual([]);
  expect(refused.text).toContain("protect");

  expect((await t.up(program({ opts: "{ retainOnDelete: true }" }))).calls).toEqual([]);
  expect((await t.destroy()).calls).toEqual([]);
  expect(datasetOf(t).id).toBe(id);

  const get = (wanted: string) => `
    const theirs = CozeDataset.get("theirs", "${wanted}", { spaceId: "${t.emulator.spaceId}" });
    exports.name = theirs.name;
    exports.owner = theirs.ownerUserId;
  `;
  const read = await t.up(get(id));
  expect(read.calls).toEqual([LIST_DATASETS]);
  expect(t.outputs()).toEqual({ name: "Orders", owner: t.emulator.userId });
  const missing = await t.up(get("7000000000000000000"), { expect: "failure" });
  expect(missing.text).toContain(`Knowledge base 7000000000000000000 is not in workspace ${t.emulator.spaceId}`);
});

test("a knowledge base deleted outside is made anew by one up, and its bot is updated and published once", async () => {
  const t = await openScene();
  const source = `
    const orders = new CozeDataset("orders", { name: "Orders" });
    const returns = new CozeDataset("returns", { name: "Returns" });
    const bot = new CozeBot("support", { name: "Support", knowledge: { datasetIds: [orders.id, returns.id] } });
    const live = new CozeBotPublication("support", { bot });
    exports.version = live.version;
  `;
  const up = await t.up(source);
  expect([...up.calls].sort()).toEqual([CREATE, CREATE_DATASET, CREATE_DATASET, PUBLISH, UPDATE].sort());
  const [orders, returns] = ["Orders", "Returns"].map((name) =>
    t.emulator.knowledge.datasets.find((dataset) => dataset.name === name),
  );
  expect([...(t.bot.draft.knowledge?.dataset_ids ?? [])].sort()).toEqual([orders?.id, returns?.id].sort());
  t.later();
  const clean = await t.refresh({ expectNoChanges: true });
  // One listing for both.
  expect([...clean.calls].sort()).toEqual([LIST_DATASETS, READ, READ].sort());

  t.emulator.knowledge.deleteDataset(orders?.id ?? "");
  const refresh = await t.refresh();
  expect(refresh.ops).toMatchObject({ "Dataset orders": "delete", "Bot support": "update" });
  const ids = (both: unknown): unknown => expect.arrayContaining(both as unknown[]) as unknown;
  expect(refresh.changes["Bot support"]).toMatchObject({
    "knowledge.datasetIds": [ids([orders?.id, returns?.id]), [returns?.id]],
  });
  expect(Object.keys(t.resources()).sort()).toEqual(["Bot support", "Dataset returns", "Publication support"]);

  const repair = await t.up();
  expect(repair.calls).toEqual([CREATE_DATASET, UPDATE, PUBLISH]);
  const again = t.emulator.knowledge.datasets.find(({ name }) => name === "Orders")?.id;
  expect(again).not.toBe(orders?.id);
  expect([...(t.bot.draft.knowledge?.dataset_ids ?? [])].sort()).toEqual([again, returns?.id].sort());
  expect(t.bot.versions).toHaveLength(2);
  await t.expectSilence();

  // A wrong account proves nothing.
  const stranger = t.emulator.addToken({ spaces: [t.emulator.otherSpaceId] });
  const kept = await t.refresh({ env: { COZE_API_TOKEN: stranger }, expect: "failure" });
  expect(kept.text).toContain("4101");
  expect(t.resources()).toHaveProperty("Dataset orders");

  // Deleted outside again, just before the destroy: that it is gone is as good.
  t.emulator.knowledge.deleteDataset(returns?.id ?? "");
  const destroy = await t.destroy();
  expect(destroy.calls.filter((route) => route === DELETE_DATASET)).toHaveLength(2);
  expect(destroy.calls).toContain(LIST_DATASETS);
  expect(t.emulator.knowledge.datasets).toEqual([]);
});

test("wrong inputs are refused in the preview, all at once and without a call", async () => {
  const t = await openScene();
  const wrong = program({ name: "x".repeat(101), more: `formatType: "table", iconFileId: "a b", descripton: "typo"` });
  const preview = await t.preview(wrong, { expect: "failure" });
  expect(preview.calls).toEqual([]);
  for (const problem of [
    "name: must be 1 to 100 characters, got a string of 101 characters",
    'formatType: must be "text" or "image", got a string of 5 characters',
    "iconFileId: must be an id",
    "descripton: there is no such input",
  ]) {
    expect(preview.text).toContain(problem);
  }
});

test("a knowledge base that is replaced alone keeps its documents, until they are moved", async () => {
  const t = await openScene();
  await t.up(`
    const faq = new CozeDataset("faq", { name: "FAQ" });
    new CozeDocument("hours", { dataset: faq, name: "hours.txt", source: new pulumi.asset.StringAsset("On weekdays.") });
  `);
  const { urn = "" } = t.resources()["Dataset faq"] ?? {};
  const [before] = t.emulator.knowledge.datasets;
  const alone = await t.up(undefined, { targets: [urn], replace: [urn], expect: "failure" });
  expect(alone.text).toContain(
    `Knowledge base ${before?.id} is replaced and not deleted: 1 document in it is not moved by this run.`,
  );
  expect(alone.calls).toEqual([CREATE_DATASET, LIST_DOCUMENTS]);
  const whole = await t.up();
  expect(whole.calls).toContain(DELETE_DATASET);
  expect(t.emulator.knowledge.datasets).toHaveLength(1);
  expect(t.documentNamed("hours.txt").datasetId).not.toBe(before?.id);
  await t.expectSilence();
});

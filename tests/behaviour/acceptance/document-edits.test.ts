import {
  CREATE_DATASET,
  CREATE_DOCUMENT,
  DELETE_DATASET,
  DELETE_DOCUMENT,
  LIST_DATASETS,
  LIST_DOCUMENTS,
  openScene,
  PROGRESS,
  UPDATE_DATASET,
  UPDATE_DOCUMENT,
} from "../../harness/engine/scene";
import { openFiles } from "../../harness/files";

// `tests/engine/acceptance/assets` has the assets that the engine reads, remote ones among them.

const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

test("documents are put in, exchanged, renamed, repaired and deleted, each by as few calls as there can be", async () => {
  const t = await openScene();
  const files = await openFiles();
  await files.write("knowledge/returns.md", "Within 14 days.");
  const program = ({ path = "knowledge/returns.md", dataset = "Orders" } = {}) => `
    const { StringAsset } = pulumi.asset;
    const orders = new CozeDataset("orders", { name: ${JSON.stringify(dataset)} });
    const returns = new CozeDocument("returns", {
      dataset: orders,
      source: ${files.asset(path)},
      chunkStrategy: { separator: "\\n\\n", maxTokens: 500 },
    });
    new CozeDocument("hours", { dataset: pulumi.output(orders), name: "hours.txt", source: pulumi.secret(new StringAsset("At nine.")) });
    new CozeDocument("far", { datasetId: orders.id, name: "away.txt", source: new StringAsset("Far away.") });
    exports.document = returns.documentId;
    exports.status = returns.status;
  `;
  const three = (route: string): string[] => [route, route, route];
  const all = [CREATE_DATASET, ...three(CREATE_DOCUMENT), ...three(PROGRESS)].sort();

  expect((await t.preview(program())).calls).toEqual([]);
  expect((await t.up()).calls.sort()).toEqual(all);
  expect(t.contentOf("returns.md")).toEqual(["txt", "Within 14 days."]);
  expect(t.contentOf("hours.txt")).toEqual(["txt", "At nine."]);
  const first = t.documentNamed("returns.md");
  expect(first.chunkStrategy).toMatchObject({ chunk_type: 1, separator: "\n\n", max_tokens: 500 });
  expect(t.documentNamed("hours.txt").chunkStrategy).toEqual({ chunk_type: 0 });
  expect(t.outputs()).toEqual({ document: first.id, status: "processed" });
  const { "Document hours": secret } = t.resources();
  for (const side of [secret?.inputs, secret?.outputs]) expect(side).toMatchObject({ source: SECRET });
  await t.expectSilence();

  // The same bytes from elsewhere, and another name of the knowledge base, are no other document.
  await files.rename("knowledge", "docs");
  await t.expectSilence(program({ path: "docs/returns.md" }));
  expect((await t.up(program({ path: "docs/returns.md", dataset: "All orders" }))).calls).toEqual([UPDATE_DATASET]);
  await files.rename("docs/returns.md", "docs/sending-back.md");
  const renamed = program({ path: "docs/sending-back.md", dataset: "All orders" });
  expect((await t.up(renamed)).calls).toEqual([UPDATE_DOCUMENT]);
  expect(t.documentNamed("sending-back.md").id).toBe(first.id);

  await files.write("docs/sending-back.md", "Within 30 days.");
  const exchange = await t.preview();
  expect(exchange.calls).toEqual([]);
  expect(exchange.ops["Document returns"]).toBe("delete-replaced");
  expect((await t.up()).calls).toEqual([CREATE_DOCUMENT, PROGRESS, DELETE_DOCUMENT]);
  expect(t.contentOf("sending-back.md")).toEqual(["txt", "Within 30 days."]);

  t.later();
  expect((await t.refresh({ expectNoChanges: true })).calls.sort()).toEqual([LIST_DATASETS, LIST_DOCUMENTS].sort());
  await t.expectSilence();

  t.emulator.knowledge.editDocument(t.documentNamed("sending-back.md").id, { name: "Renamed outside" });
  t.emulator.knowledge.deleteDocument(t.documentNamed("hours.txt").id);
  const drifted = await t.refresh();
  expect(drifted.changes["Document returns"]).toEqual({ name: ["sending-back.md", "Renamed outside"] });
  expect(Object.keys(t.resources()).sort()).toEqual(["Dataset orders", "Document far", "Document returns"]);
  expect((await t.up()).calls.sort()).toEqual([CREATE_DOCUMENT, PROGRESS, UPDATE_DOCUMENT].sort());
  expect(t.emulator.knowledge.documents.map(({ name }) => name).sort()).toEqual(
    ["away.txt", "hours.txt", "sending-back.md"].sort(),
  );
  await t.expectSilence();

  // The knowledge base itself is gone: so are its documents, and one up makes all of it anew.
  t.later();
  t.emulator.knowledge.deleteDataset(t.emulator.knowledge.datasets[0]?.id ?? "");
  await t.refresh();
  expect(t.resources()).toEqual({});
  expect((await t.up()).calls.sort()).toEqual(all);

  const { calls } = await t.destroy();
  expect(calls.toSorted()).toEqual([...three(DELETE_DOCUMENT), DELETE_DATASET].sort());
  expect(calls.at(-1)).toBe(DELETE_DATASET);
  expect(t.emulator.knowledge.documents).toEqual([]);
});

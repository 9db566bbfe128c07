import {
  CREATE_DATASET,
  CREATE_DOCUMENT,
  DELETE_DATASET,
  DELETE_DOCUMENT,
  LIST_DATASETS,
  LIST_DOCUMENTS,
  openScene,
  PROGRESS,
  type Scene,
  UPDATE_DATASET,
  UPDATE_DOCUMENT,
} from "../../harness/engine/scene";
import { type Files, openFiles } from "../../harness/files";
import { SECRET, SIGNATURE } from "../../harness/marks";

// `tests/engine/acceptance/assets` has the assets that the engine reads, remote ones among them.

let t: Scene;
let files: Files;
beforeAll(async () => {
  t = await openScene();
  files = await openFiles();
  await files.write("knowledge/returns.md", "Within 14 days.");
});

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

test("a knowledge base and its documents are created by one call each, and one that asks for their progress", async () => {
  expect((await t.preview(program())).calls).toEqual([]);
  expect((await t.up()).calls.sort()).toEqual(all);
  expect(t.contentOf("returns.md")).toEqual(["txt", "Within 14 days."]);
  expect(t.contentOf("hours.txt")).toEqual(["txt", "At nine."]);
  const first = t.documentNamed("returns.md");
  expect(first.chunkStrategy).toMatchObject({ chunk_type: 1, separator: "\n\n", max_tokens: 500 });
  expect(t.documentNamed("hours.txt").chunkStrategy).toEqual({ chunk_type: 0 });
  expect(t.outputs()).toEqual({ document: first.id, status: "processed" });
  const { "Document hours": secret } = t.resources();
  for (const side of [secret?.inputs, secret?.outputs]) expect(side).toMatchObject({ source: { [SIGNATURE]: SECRET } });
  await t.expectSilence();
});

test("the same bytes from elsewhere are the same document, renamed where the file has another name", async () => {
  const { id } = t.documentNamed("returns.md");
  await files.rename("knowledge", "docs");
  await t.expectSilence(program({ path: "docs/returns.md" }));
  expect((await t.up(program({ path: "docs/returns.md", dataset: "All orders" }))).calls).toEqual([UPDATE_DATASET]);
  await files.rename("docs/returns.md", "docs/sending-back.md");
  expect((await t.up(program({ path: "docs/sending-back.md", dataset: "All orders" }))).calls).toEqual([
    UPDATE_DOCUMENT,
  ]);
  expect(t.documentNamed("sending-back.md").id).toBe(id);
});

test("other bytes are another document, created before the old one is deleted", async () => {
  await files.write("docs/sending-back.md", "Within 30 days.");
  const exchange = await t.preview();
  expect(exchange.calls).toEqual([]);
  expect(exchange.ops["Document returns"]).toBe("delete-replaced");
  expect((await t.up()).calls).toEqual([CREATE_DOCUMENT, PROGRESS, DELETE_DOCUMENT]);
  expect(t.contentOf("sending-back.md")).toEqual(["txt", "Within 30 days."]);
});

test("a refresh reads two lists, and the next up repairs a rename and a delete on the website", async () => {
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
});

test("without the knowledge base its documents are gone, too, and one up creates all of it anew", async () => {
  t.later();
  t.emulator.knowledge.deleteDataset(t.emulator.knowledge.datasets[0]?.id ?? "");
  await t.refresh();
  expect(t.resources()).toEqual({});
  expect((await t.up()).calls.sort()).toEqual(all);
});

test("a destroy deletes the documents, then the knowledge base", async () => {
  const { calls } = await t.destroy();
  expect(calls.toSorted()).toEqual([...three(DELETE_DOCUMENT), DELETE_DATASET].sort());
  expect(calls.at(-1)).toBe(DELETE_DATASET);
  expect(t.emulator.knowledge.documents).toEqual([]);
});

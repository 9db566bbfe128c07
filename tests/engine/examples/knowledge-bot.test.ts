import { rm } from "node:fs/promises";
import { join } from "node:path";
import {
  CREATE_DATASET,
  CREATE_DOCUMENT,
  DELETE_DATASET,
  DELETE_DOCUMENT,
  LIST_DOCUMENTS,
  PROGRESS,
  UPDATE_DATASET,
  UPLOAD,
} from "../../harness/routes";
import { CREATE, LIST, openExample, PUBLISH, READ, UNPUBLISH, UPDATE } from "./harness";

test("one up builds a bot from a folder, and an edit of one file puts in that one alone", async () => {
  const t = await openExample("knowledge-bot");
  t.emulator.set({ documentProcessingMs: 1_500 });
  const names = () => t.emulator.knowledge.documents.map(({ name }) => name).sort();

  const { calls } = await t.up();
  expect(calls.filter((route) => route !== PROGRESS).sort()).toEqual(
    [UPLOAD, CREATE_DATASET, CREATE_DOCUMENT, CREATE_DOCUMENT, CREATE_DOCUMENT, LIST, CREATE, UPDATE, PUBLISH].sort(),
  );
  // The bot goes live when the last document is processed.
  expect(calls.lastIndexOf(PROGRESS)).toBeLessThan(calls.indexOf(CREATE));
  const [dataset] = t.emulator.knowledge.datasets;
  const [icon] = t.emulator.files;
  expect(names()).toEqual(["hours.md", "orders.md", "returns.md"]);
  expect(dataset).toMatchObject({ name: "Shop", iconFileId: icon?.id });
  expect(t.bot.draft).toMatchObject({ icon_file_id: icon?.id, knowledge: { dataset_ids: [dataset?.id] } });
  expect(t.bot.versions).toHaveLength(1);
  expect(await t.ws.outputs()).toMatchObject({ botId: t.bot.id, datasetId: dataset?.id });
  await t.expectSilence();

  t.emulator.set({ documentProcessingMs: 0 });
  await t.edit("knowledge/returns.md", (text) => text.replace("14 days", "30 days"));
  // The list tells whether a run that was cut off has put it in already.
  expect((await t.up()).calls).toEqual([LIST_DOCUMENTS, CREATE_DOCUMENT, PROGRESS, DELETE_DOCUMENT]);
  expect(names()).toEqual(["hours.md", "orders.md", "returns.md"]);
  expect(t.bot.versions).toHaveLength(1);

  await rm(join(t.ws.projectDir, "knowledge/hours.md"));
  await t.edit("knowledge/prices.md", () => "# Prices\n\nAll with VAT.\n");
  await t.edit("icon.png", (text) => `${text}.`);
  const edit = await t.up();
  expect([...edit.calls].sort()).toEqual(
    [UPLOAD, UPDATE_DATASET, LIST_DOCUMENTS, CREATE_DOCUMENT, PROGRESS, DELETE_DOCUMENT, UPDATE, PUBLISH].sort(),
  );
  expect(names()).toEqual(["orders.md", "prices.md", "returns.md"]);
  expect(t.bot.versions).toHaveLength(2);
  await t.expectSilence();

  const destroy = await t.destroy();
  expect([...destroy.calls].sort()).toEqual(
    [READ, UNPUBLISH, DELETE_DOCUMENT, DELETE_DOCUMENT, DELETE_DOCUMENT, DELETE_DATASET].sort(),
  );
  expect(t.emulator.knowledge.datasets).toEqual([]);
});

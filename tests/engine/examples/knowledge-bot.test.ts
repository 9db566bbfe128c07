import {
  CREATE_DATASET,
  CREATE_DOCUMENT,
  DELETE_DOCUMENT,
  LIST_DOCUMENTS,
  PROGRESS,
  UPLOAD,
} from "../../harness/routes";
import { CREATE, LIST, openExample, PUBLISH, UPDATE } from "./harness";

// `tests/behaviour/examples` has files that come and go, and the destroy.

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

  t.emulator.set({ documentProcessingMs: 0 });
  await t.edit("knowledge/returns.md", (text) => text.replace("14 days", "30 days"));
  // The list tells whether a run that was cut off has put it in already.
  expect((await t.up()).calls).toEqual([LIST_DOCUMENTS, CREATE_DOCUMENT, PROGRESS, DELETE_DOCUMENT]);
  expect(names()).toEqual(["hours.md", "orders.md", "returns.md"]);
  expect(t.bot.versions).toHaveLength(1);
});

import type { Emulator } from "../../../emulator";
import { textAsset } from "../../unit/document/samples";
import {
  closeWorlds,
  CREATE_DOCUMENT,
  DELETE_DOCUMENT,
  LIST_DATASETS,
  LIST_DOCUMENTS,
  openWorld,
  PROGRESS,
  succeed,
} from "./cell";
import { until } from "../../harness/until";

afterEach(closeWorlds);

const ORDERS = { name: "Orders" };
const RETURNS = { name: "returns.md", source: textAsset("Within 14 days.") };
const PROGRAM = { dataset: ORDERS, document: RETURNS };
const content = { bytes: Buffer.from("Within 14 days."), fileType: "txt" };

const routes = (emulator: Emulator) => emulator.calls.map(({ route }) => route);
const times = (emulator: Emulator, route: string) => routes(emulator).filter((called) => called === route).length;

/** With the knowledge base there already. */
async function openDataset(config: Record<string, string> = {}) {
  const world = await openWorld(config);
  await succeed(world.engine.up({ dataset: ORDERS }));
  const datasetId = world.engine.state.get("dataset")?.id ?? "";
  world.emulator.clearCalls();
  return { ...world, datasetId };
}

test("two documents that may be the lost one are for a person to choose from", async () => {
  const { emulator, engine, datasetId } = await openDataset({ allowSameName: "true" });
  const other = emulator.knowledge.addDocument(datasetId, { name: "returns.md", content }).id;
  emulator.fault({ route: CREATE_DOCUMENT, kind: { reset: "after" } });
  const { error } = await engine.up(PROGRAM);
  const ids = emulator.knowledge.documents.map(({ id }) => id);
  expect(ids).toHaveLength(2);
  expect(ids).toContain(other);
  for (const id of ids) expect(error).toContain(id);
  expect(error).toContain(`2 documents in knowledge base ${datasetId}`);
});

test.each([
  { whose: "one of another name", theirs: { name: "other.md", content } },
  { whose: "one of another size", theirs: { name: "returns.md", content: { ...content, bytes: Buffer.from("x") } } },
])("a document that is not ours is not taken for a lost create: $whose", async ({ theirs }) => {
  const { emulator, engine, datasetId } = await openDataset();
  const foreign = emulator.knowledge.addDocument(datasetId, theirs).id;
  emulator.fault({ route: CREATE_DOCUMENT, kind: { reset: "before" } });
  await succeed(engine.up(PROGRAM));
  expect(emulator.knowledge.documents).toHaveLength(2);
  expect(engine.state.get("document")?.id).not.toBe(foreign);
});

test("an older document of the same content, and the one to be replaced, are not taken for a lost create", async () => {
  const { emulator, engine, clock } = await openDataset({ allowSameName: "true" });
  await succeed(engine.up(PROGRAM));
  const old = engine.state.get("document")?.id ?? "";
  // The same name at nearly the same time: only that it is managed tells it apart.
  emulator.fault({ route: CREATE_DOCUMENT, kind: { reset: "before" } });
  await succeed(engine.up({ ...PROGRAM, document: { ...RETURNS, source: textAsset("Within 30 days.") } }));
  const next = engine.state.get("document")?.id ?? "";
  expect(next).not.toBe(old);
  expect(emulator.knowledge.documents.map(({ id }) => id)).toEqual([next]);

  engine.forget("document");
  clock.pass(60_000);
  emulator.fault({ route: CREATE_DOCUMENT, kind: { reset: "before" } });
  await succeed(engine.up({ ...PROGRAM, document: { ...RETURNS, source: textAsset("Within 30 days.") } }));
  expect(emulator.knowledge.documents).toHaveLength(2);
  expect(engine.state.get("document")?.id).not.toBe(next);
});

test("a create that Coze carries out after it was given up stops, and says what to look for", async () => {
  const { emulator, engine } = await openDataset({ timeoutSeconds: "1.5" });
  emulator.fault({ route: CREATE_DOCUMENT, kind: { delayMs: 6_000 } });
  const { error } = await engine.up(PROGRAM);
  expect(error).toContain("Look for a document of this name in that knowledge base");
  expect(engine.state.has("document")).toBe(false);
  await until(() => emulator.knowledge.documents.length === 1);
});

test("a large document has a second more for each 512 kB", async () => {
  const { emulator, engine } = await openDataset({ timeoutSeconds: "0.5", maxRetries: "0" });
  emulator.fault({ route: CREATE_DOCUMENT, kind: { timeout: "before" } });
  const source = textAsset("x".repeat(400 * 1024));
  expect((await engine.up({ ...PROGRAM, document: { ...RETURNS, source } })).error).toContain("none within 1.5 s");
});

test.each([4200, 4006])(
  "a knowledge base made a moment ago may be unknown (%i) where a document is put in",
  async (code) => {
    const { emulator, engine } = await openWorld();
    emulator.fault({ route: CREATE_DOCUMENT, times: 2, kind: { code } });
    await succeed(engine.up(PROGRAM));
    expect(emulator.knowledge.documents).toHaveLength(1);
    expect(times(emulator, CREATE_DOCUMENT)).toBe(3);
  },
);

test("pauses grow while a document is processed, and a line tells of it every 5 s", async () => {
  const { emulator, engine, clock } = await openDataset();
  emulator.set({ documentProcessingMs: 31_000 });
  clock.sleeps.length = 0;
  const { error, lines } = await engine.up(PROGRAM);
  expect(error).toBeUndefined();
  expect(clock.sleeps.slice(0, 6)).toEqual([1_000, 1_500, 2_250, 3_375, 5_000, 5_000]);
  expect(times(emulator, CREATE_DOCUMENT)).toBe(1);
  expect(lines.length).toBeGreaterThanOrEqual(4);
  expect(lines.length).toBeLessThanOrEqual(7);
  for (const line of lines) {
    expect(line).toMatch(/^coze:Document support \(document \d+\): processing: \d+ %, about \d+ s left$/);
  }
});

test("a document that takes too long, or whose progress can't be read, is in the state and is never put in twice", async () => {
  const { emulator, engine } = await openDataset();
  emulator.set({ documentProcessingMs: 3_600_000 });
  const slow = { ...PROGRAM, document: { ...RETURNS, processingTimeoutSeconds: 20 } };
  const { error } = await engine.up(slow);
  expect(error).toMatch(/is still processing document \d+ after 20 s/);
  const { id } = emulator.knowledge.documents[0] ?? { id: "" };
  expect(engine.state.get("document")).toMatchObject({ id, initErrors: [error] });

  expect((await engine.up(slow)).error).toContain(`is still processing document ${id}`);
  // After a refresh, which clears the error, it is known from the state alone.
  await succeed(engine.refresh());
  expect(engine.state.get("document")).toMatchObject({ id, outputs: { status: "processing" } });
  expect(engine.state.get("document")).not.toHaveProperty("initErrors");
  emulator.fault({ route: PROGRESS, kind: { code: 4101, msg: "no readDocumentProgress" } });
  expect((await engine.up(slow)).error).toContain("needs the permission point readDocumentProgress");
  emulator.knowledge.editDocument(id, { readyAt: 0 });
  emulator.clearCalls();
  await succeed(engine.up(slow));
  expect(routes(emulator)).toEqual([PROGRESS]);
  expect(emulator.knowledge.documents.map((document) => document.id)).toEqual([id]);
  expect(engine.state.get("document")).toMatchObject({ id, outputs: { status: "processed" } });
  expect(engine.state.get("document")).not.toHaveProperty("initErrors");
});

test("a document that fails again and again is replaced each time", async () => {
  const { emulator, engine } = await openDataset();
  emulator.set({ documentFailWord: "days" });
  for (let i = 0; i < 3; i++) {
    const { error } = await engine.up(PROGRAM);
    expect(error).toMatch(/Coze could not process document \d+: "The document holds "days"\."\. Correct the document/);
    expect(engine.state.get("document")?.outputs).not.toHaveProperty("source");
  }
  emulator.set({ documentFailWord: null });
  await succeed(engine.up(PROGRAM));
  expect(engine.state.get("document")?.outputs).toMatchObject({ status: "processed", source: RETURNS.source });
});

test("only a list of its own knowledge base that succeeds without it takes a document out of the state", async () => {
  const { emulator, engine, clock } = await openDataset();
  await succeed(engine.up(PROGRAM));
  clock.pass(60_000);
  for (const kind of [{ code: 4101 }, { code: 4000 }, { status: 404 }]) {
    emulator.fault({ route: LIST_DOCUMENTS, kind });
    expect((await engine.refresh()).error).toContain("Coze could not list the documents of knowledge base");
    expect(engine.state.has("document")).toBe(true);
  }
  // "No such knowledge base" of one that is in the list of its space is a contradiction, and proves nothing.
  emulator.fault({ route: LIST_DOCUMENTS, kind: { code: 4200 } });
  expect((await engine.refresh()).error).toContain("is in the list of knowledge bases of workspace");
  emulator.fault({ route: LIST_DOCUMENTS, kind: { code: 4200 } });
  emulator.fault({ route: LIST_DATASETS, nth: 2, kind: { code: 4101 } });
  expect((await engine.refresh()).error).toBeDefined();
  expect(engine.state.has("document")).toBe(true);

  emulator.knowledge.deleteDocument(engine.state.get("document")?.id ?? "");
  await succeed(engine.refresh());
  expect([...engine.state.keys()]).toEqual(["dataset"]);
});

test("a delete of what is gone already, alone or with its knowledge base, succeeds once the list says so", async () => {
  const { emulator, engine, datasetId } = await openDataset();
  await succeed(engine.up(PROGRAM));
  emulator.fault({ route: DELETE_DOCUMENT, times: Infinity, kind: { code: 4200 } });
  expect((await engine.destroy()).error).toContain(`is in the list of documents of knowledge base ${datasetId}`);
  emulator.clearFaults();
  emulator.knowledge.deleteDocument(engine.state.get("document")?.id ?? "");
  await succeed(engine.destroy());
  expect(engine.state.size).toBe(0);

  await succeed(engine.up(PROGRAM));
  emulator.knowledge.deleteDataset(engine.state.get("dataset")?.id ?? "");
  await succeed(engine.destroy());
  expect(engine.state.size).toBe(0);
});

test("a knowledge base with many documents is listed to its last page", async () => {
  const { emulator, engine, clock, datasetId } = await openDataset({ requestsPerSecond: "10000" });
  await succeed(engine.up(PROGRAM));
  clock.pass(60_000);
  for (let i = 0; i < 25; i++) emulator.knowledge.addDocument(datasetId, { name: `${i}.md`, content });
  emulator.clearCalls();
  await succeed(engine.refresh());
  expect(emulator.calls.filter(({ route }) => route === LIST_DOCUMENTS).map(({ body }) => body)).toEqual(
    [1, 2, 3].map((page) => ({ dataset_id: datasetId, page, size: 10 })),
  );
  expect(engine.state.has("document")).toBe(true);
});

test("a page that Coze fetches again is as it was, and nobody waits for it", async () => {
  const { emulator, engine, clock } = await openDataset();
  const page = { dataset: ORDERS, document: { webUrl: "https://a.example", updateInterval: 24 } };
  await succeed(engine.up(page));
  clock.pass(60_000);
  const { id } = emulator.knowledge.documents[0] ?? { id: "" };
  emulator.knowledge.editDocument(id, { readyAt: clock.now() + 3_600_000 });
  await succeed(engine.refresh());
  expect(engine.state.get("document")?.outputs).toMatchObject({ status: "processed", updateInterval: 24 });
  emulator.clearCalls();
  await succeed(engine.up(page));
  expect(emulator.calls).toEqual([]);
});

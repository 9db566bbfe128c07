import type { Emulator } from "../../../emulator";
import { closeWorlds, CREATE_DATASET, DELETE_DATASET, LIST_DATASETS, openWorld, succeed, UPDATE_DATASET } from "./cell";
import { until } from "../../harness/until";

afterEach(closeWorlds);

const ORDERS = { name: "Orders", description: "How orders are made." };
const PROGRAM = { dataset: ORDERS };
const routes = (emulator: Emulator) => emulator.calls.map(({ route }) => route);

test("two empty knowledge bases that may be the lost one are for a person to choose from", async () => {
  const { emulator, engine } = await openWorld();
  emulator.fault({ route: CREATE_DATASET, kind: { reset: "after" } });
  const other = emulator.knowledge.createDataset(emulator.spaceId, ORDERS).id;
  const { error } = await engine.up(PROGRAM);
  const ids = emulator.knowledge.datasets.map(({ id }) => id);
  expect(ids).toHaveLength(2);
  expect(ids).toContain(other);
  for (const id of ids) expect(error).toContain(id);
  expect(error).toContain("2 empty knowledge bases");
  expect(error).toContain("Delete them in the Coze console");
  expect(engine.state.size).toBe(0);
});

test.each([
  { whose: "another user's", content: ORDERS, options: { ownerUserId: "7000000000000000001" } },
  { whose: "an older one", content: ORDERS, options: { ageSeconds: 3600 } },
  { whose: "one of another name", content: { ...ORDERS, name: "Orders 2" }, options: {} },
  { whose: "one of another description", content: { ...ORDERS, description: "Else" }, options: {} },
  { whose: "one for images", content: ORDERS, options: { formatType: 2 } },
  { whose: "one with documents", content: ORDERS, options: {}, document: true },
  { whose: "one in another space", content: ORDERS, options: {}, elsewhere: true },
])("a knowledge base that is not ours is not taken for a lost create: $whose", async (theirs) => {
  const { emulator, engine } = await openWorld();
  const { spaceId, otherSpaceId, knowledge } = emulator;
  const foreign = knowledge.createDataset(theirs.elsewhere ? otherSpaceId : spaceId, theirs.content, theirs.options);
  if (theirs.document) knowledge.addDocument(foreign.id, { name: "a.md", content: { webUrl: "https://a.example" } });
  emulator.fault({ route: CREATE_DATASET, kind: { reset: "before" } });
  await succeed(engine.up(PROGRAM));
  expect(knowledge.datasets).toHaveLength(2);
  expect(engine.state.get("dataset")?.id).not.toBe(foreign.id);
  expect(knowledge.dataset(foreign.id)).toMatchObject(theirs.content);
});

test("a create that Coze carries out after it was given up stops, and says what to look for", async () => {
  const { emulator, engine } = await openWorld({ timeoutSeconds: "1.5" });
  emulator.fault({ route: CREATE_DATASET, kind: { delayMs: 6_000 } });
  const { error } = await engine.up(PROGRAM);
  expect(error).toContain("Look for an empty knowledge base of this name in that workspace");
  expect(emulator.knowledge.datasets).toHaveLength(0);
  await until(() => emulator.knowledge.datasets.length === 1);
});

test("a lost create whose looks fail stops with both reasons", async () => {
  const { emulator, engine } = await openWorld();
  emulator.fault({ route: CREATE_DATASET, kind: { reset: "after" } });
  emulator.fault({ route: LIST_DATASETS, times: Infinity, kind: { code: 4101, msg: "no listKnowledge" } });
  const { error } = await engine.up(PROGRAM);
  expect(error).toMatch(
    /Look for an empty knowledge base .* Looking for it failed, too: .*permission point listKnowledge/,
  );
  expect(emulator.knowledge.datasets).toHaveLength(1);
});

test("a create that is seen late is waited for, and one that Coze knows late is not taken for gone", async () => {
  // What Coze takes is real time: 30 ms are 3 s to the provider.
  const { emulator, engine } = await openWorld({}, 100);
  emulator.set({ createLagMs: 30 });
  emulator.fault({ route: CREATE_DATASET, kind: { reset: "after" } });
  await succeed(engine.up(PROGRAM));
  expect(emulator.knowledge.datasets).toHaveLength(1);
  emulator.set({ createLagMs: 0 });
  emulator.knowledge.deleteDataset(engine.state.get("dataset")?.id ?? "");

  engine.forget("dataset");
  emulator.set({ createLagMs: 30 });
  await succeed(engine.up(PROGRAM));
  const { lines } = await engine.refresh();
  expect(lines).toEqual([]);
  expect(engine.state.has("dataset")).toBe(true);
});

test("only a list of its own space that succeeds without it takes a knowledge base out of the state", async () => {
  const { emulator, engine, clock } = await openWorld();
  await succeed(engine.up(PROGRAM));
  clock.pass(60_000);
  for (const kind of [{ code: 4101 }, { code: 4200 }, { code: 4000 }, { status: 404 }, { status: 403 }]) {
    emulator.fault({ route: LIST_DATASETS, kind });
    expect((await engine.refresh()).error).toContain(
      `Coze could not list the knowledge bases of workspace ${emulator.spaceId}`,
    );
    expect(engine.state.has("dataset")).toBe(true);
  }
  emulator.knowledge.deleteDataset(engine.state.get("dataset")?.id ?? "");
  await succeed(engine.refresh());
  expect(engine.state.has("dataset")).toBe(false);
});

test("a delete of what is not found is done where the list says so, too, and refused where it does not", async () => {
  const { emulator, engine } = await openWorld();
  await succeed(engine.up(PROGRAM));
  const id = engine.state.get("dataset")?.id ?? "";
  // Within the time in which what was just made may not be known everywhere, it is asked again.
  emulator.fault({ route: DELETE_DATASET, times: Infinity, kind: { code: 4200 } });
  const { error } = await engine.destroy();
  expect(error).toContain(`Knowledge base ${id} is in the list of knowledge bases of workspace ${emulator.spaceId}`);
  expect(engine.state.has("dataset")).toBe(true);

  emulator.fault({ route: LIST_DATASETS, kind: { code: 4101 } });
  expect((await engine.destroy()).error).toContain("so it is kept. Is this the right account and region?");
  expect(engine.state.has("dataset")).toBe(true);

  emulator.knowledge.deleteDataset(id);
  await succeed(engine.destroy());
  expect(engine.state.size).toBe(0);
});

test("the list is read to its last page, and once by all that are refreshed", async () => {
  const { emulator, engine, clock } = await openWorld({ requestsPerSecond: "10000" });
  await succeed(engine.up(PROGRAM));
  clock.pass(60_000);
  for (let i = 0; i < 650; i++) emulator.knowledge.createDataset(emulator.spaceId, { name: `Other ${i}` });
  emulator.clearCalls();
  await succeed(engine.refresh());
  expect(emulator.calls.map(({ query }) => [query.page_num, query.page_size])).toEqual([
    ["1", "300"],
    ["2", "300"],
    ["3", "300"],
  ]);
  expect(engine.state.has("dataset")).toBe(true);
});

test("an edit by someone else than the owner is refused once, with the permission point", async () => {
  const { emulator, engine } = await openWorld();
  await succeed(engine.up(PROGRAM));
  emulator.fault({ route: UPDATE_DATASET, kind: { code: 4101, msg: "not the owner" } });
  emulator.clearCalls();
  const { error } = await engine.up({ dataset: { name: "Orders 2" } });
  expect(error).toMatch(
    /could not update knowledge base \d+: it answered 4101 "not the owner".*permission point update/,
  );
  expect(routes(emulator)).toEqual([UPDATE_DATASET]);
});

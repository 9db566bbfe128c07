import { datasetLifecycle } from "../../../provider/resources/dataset/lifecycle";
import { documentLifecycle } from "../../../provider/resources/document/lifecycle";
import type { Props } from "../../../provider/lifecycle";
import type { Session } from "../../../provider/session/session";
import { stepsOf, type Steps } from "../../../provider/host/steps";
import { textAsset } from "../../unit/document/samples";
import {
  CREATE_DATASET,
  CREATE_DOCUMENT,
  DELETE_DATASET,
  DELETE_DOCUMENT,
  LIST_DATASETS,
  LIST_DOCUMENTS,
} from "../../harness/routes";
import { closeClients, failure, openClient, routesOf, type Client } from "./client";

afterEach(closeClients);

/** Two resources of each kind in one process, with the same name on Coze. */
async function open() {
  const t = await openClient();
  const stepsIn = (session: Session) => ({
    datasets: stepsOf("Dataset", datasetLifecycle(session), session),
    documents: stepsOf("Document", documentLifecycle(session), session),
  });
  const { spaceId } = t.emulator;
  const dataset = (resource: string): Props => ({ spaceId, name: "Orders", formatType: "text", __resource: resource });
  const document = (datasetId: string, resource: string): Props => ({
    spaceId,
    datasetId,
    name: "returns.md",
    source: textAsset("Within 14 days."),
    __resource: resource,
  });
  return { ...t, ...stepsIn(t.session), inNextRun: () => stepsIn(t.nextRun()), dataset, document };
}

const createBoth = (lifecycle: Steps, inputs: (resource: string) => Props) =>
  Promise.all(["a", "b"].map((resource) => lifecycle.create(inputs(resource))));

test.each([1, 2])("creates of one name at once are told apart, whichever answer is lost: %s", async (nth) => {
  const t = await open();
  /** One is made and its answer lost, the other is made and its answer late. */
  const disturb = (route: string): void => {
    const [first, second] = [{ reset: "after" }, { delayMs: 200, when: "after" }] as const;
    t.emulator.fault({ route, nth: 1, kind: nth === 1 ? first : second });
    t.emulator.fault({ route, nth: 2, kind: nth === 1 ? second : first });
  };
  disturb(CREATE_DATASET);
  const made = await createBoth(t.datasets, t.dataset);
  expect(made.map(({ id }) => id).sort()).toEqual(t.emulator.knowledge.datasets.map(({ id }) => id).sort());

  const [{ id: datasetId } = { id: "" }] = made;
  disturb(CREATE_DOCUMENT);
  const put = await createBoth(t.documents, (resource) => t.document(datasetId, resource));
  expect(put.map(({ id }) => id).sort()).toEqual(t.emulator.knowledge.documents.map(({ id }) => id).sort());
});

test("all reads of a run share a list, which is asked for again after a write and after a failure", async () => {
  const t = await open();
  const lists = (client: Client) => [routesOf(client, LIST_DATASETS), routesOf(client, LIST_DOCUMENTS)];
  const first = await t.datasets.create(t.dataset("a"));
  const put = await t.documents.create(t.document(first.id, "a"));
  t.clock.pass(60_000);

  t.emulator.fault({ route: LIST_DATASETS, kind: { code: 4101 } });
  t.emulator.fault({ route: LIST_DOCUMENTS, kind: { code: 4101 } });
  expect(await failure(t.datasets.read(first.id, first.outs))).toContain("permission point listKnowledge");
  expect(await failure(t.documents.read(put.id, put.outs))).toContain("permission point listDocument");
  for (let i = 0; i < 3; i++) {
    expect(await t.datasets.read(first.id, first.outs)).not.toBe("gone");
    expect(await t.documents.read(put.id, put.outs)).not.toBe("gone");
  }
  expect(lists(t)).toEqual([2, 2]);

  const second = await t.datasets.create(t.dataset("b"));
  const another = await t.documents.create(t.document(first.id, "b"));
  t.clock.pass(60_000);
  expect(await t.datasets.read(second.id, second.outs)).not.toBe("gone");
  expect(await t.documents.read(another.id, another.outs)).not.toBe("gone");
  expect(lists(t)).toEqual([3, 3]);

  await t.datasets.update(second.id, second.outs, { ...t.dataset("b"), name: "Other" });
  expect(await t.datasets.read(second.id, second.outs)).toMatchObject({ inputs: { name: "Other" } });
  await t.documents.update(another.id, another.outs, { ...t.document(first.id, "b"), name: "other.md" });
  expect(await t.documents.read(another.id, another.outs)).toMatchObject({ inputs: { name: "other.md" } });
  expect(lists(t)).toEqual([4, 4]);
});

test("a list from before the end of a thing does not keep its delete from succeeding", async () => {
  const t = await open();
  const dataset = await t.datasets.create(t.dataset("a"));
  const document = await t.documents.create(t.document(dataset.id, "a"));
  // The run of the creates keeps both.
  const { datasets, documents } = t.inNextRun();
  await datasets.read(dataset.id, dataset.outs);
  await documents.read(document.id, document.outs);
  t.emulator.knowledge.deleteDocument(document.id);
  await documents.delete(document.id, document.outs);
  t.emulator.knowledge.deleteDataset(dataset.id);
  await datasets.delete(dataset.id, dataset.outs);
  expect(routesOf(t, DELETE_DOCUMENT) + routesOf(t, DELETE_DATASET)).toBe(2);
  expect(await datasets.read(dataset.id, { ...dataset.outs, createTime: 0 })).toBe("gone");
});

test("writes to one document do not overlap, those to one knowledge base may", async () => {
  const t = await open();
  t.emulator.set({ latencyMs: 30 });
  const { id } = await t.datasets.create(t.dataset("a"));
  t.emulator.clearCalls();
  const put = (name: string) => t.documents.create({ ...t.document(id, name), name });
  const [one] = await Promise.all([put("a.md"), put("b.md")]);
  const overlaps = (route: string): boolean => {
    const [a, b] = t.emulator.calls.filter((call) => call.route === route);
    return !!a && !!b && b.at < (a.endedAt ?? 0);
  };
  expect(overlaps(CREATE_DOCUMENT)).toBe(true);
  const update = (name: string) => t.documents.update(one.id, one.outs, { ...one.outs, name });
  await Promise.all([update("c.md"), update("d.md")]);
  expect(overlaps("POST /open_api/knowledge/document/update")).toBe(false);
});

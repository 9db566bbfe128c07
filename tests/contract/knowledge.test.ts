import { dirname, join } from "node:path";
import { CozeAPI } from "@coze/api";
import { KnowledgeApi } from "../../provider/client/knowledge";
import { dataset, document, progress } from "../../provider/client/knowledge-types";
import type { Request } from "../../provider/client/http/call";
import { clientOf, failure, openPlatform } from "./official";
import { answerNames, typeNames, valueNames } from "./type-names";

const platform = openPlatform();

const RESOURCES = join(dirname(require.resolve("@coze/api")), "../types/resources/datasets");
const datasets = typeNames(join(RESOURCES, "index.d.ts"), [
  "CreateDatasetReq",
  "UpdateDatasetReq",
  "ListDatasetReq",
  "ProcessDatasetReq",
  "Dataset",
  "DocumentProgress",
]);
const documents = typeNames(join(RESOURCES, "documents/documents.d.ts"), [
  "CreateDocumentReq",
  "UpdateDocumentReq",
  "DeleteDocumentReq",
  "DocumentInfo",
]);
const written = typeNames("provider/client/knowledge-types.ts", ["DatasetBody", "NewDocument"]);

const missing = (names: ReadonlySet<string> | undefined, from: ReadonlySet<string> | undefined): string[] =>
  [...(names ?? [])].filter((name) => !from?.has(name));

test("every field that we write or read has its name in the official client, but for what only Coze's pages have", () => {
  expect(missing(written["DatasetBody"]?.all, datasets["UpdateDatasetReq"]?.all)).toEqual([]);
  expect(missing(answerNames(dataset), datasets["Dataset"]?.all)).toEqual([]);
  expect(missing(written["NewDocument"]?.all, documents["CreateDocumentReq"]?.all)).toEqual([
    "document_bases.source_info.tos_uri",
    "document_bases.caption",
  ]);
  expect(missing(answerNames(document), documents["DocumentInfo"]?.all)).toEqual([]);
  expect(missing(answerNames(progress), datasets["DocumentProgress"]?.all)).toEqual([]);
});

/** The call that our client makes, without making it. */
async function callOf(use: (api: KnowledgeApi) => Promise<unknown>): Promise<Request | undefined> {
  const calls: Request[] = [];
  const caller = {
    send: (call: Request) => caller.call(call),
    call(call: Request) {
      calls.push(call);
      const data = { dataset_id: "1", items: [], data: [] };
      return Promise.resolve({ kind: "ok", data, date: undefined });
    },
    markFresh: () => undefined,
    serverNow: () => 0,
    clock: { now: () => 0 },
  };
  await use(
    new KnowledgeApi(
      caller as never,
      { isStudio: () => Promise.resolve(false), isKnownStudio: false } as never,
      undefined as never,
    ),
  );
  return calls[0];
}

test.each([
  ["create", (api: KnowledgeApi) => api.createDataset("7", 0, { name: "A" }), datasets["CreateDatasetReq"]],
  ["update", (api: KnowledgeApi) => api.updateDataset("7", { name: "A" }), datasets["UpdateDatasetReq"]],
  ["list", (api: KnowledgeApi) => api.listDatasets("7"), datasets["ListDatasetReq"]],
  ["progress", (api: KnowledgeApi) => api.readProgress("7", "8"), datasets["ProcessDatasetReq"]],
  [
    "update of a document",
    (api: KnowledgeApi) => api.updateDocument("8", "A", { update_type: 1, update_interval: 24 }),
    documents["UpdateDocumentReq"],
  ],
  ["delete of a document", (api: KnowledgeApi) => api.deleteDocument("8"), documents["DeleteDocumentReq"]],
])("our %s sends the names of the official client", async (_name, use, names) => {
  const call = await callOf(use);
  const sent = [...valueNames(call?.body ?? call?.query)];
  expect(missing(new Set(sent), names?.all)).toEqual([]);
  expect(sent).toEqual(expect.arrayContaining([...(names?.required ?? [])]));
});

const text = (content: string) => ({ file_base64: Buffer.from(content).toString("base64"), file_type: "txt" });

test("the official client makes, lists, edits and deletes a knowledge base of the emulator", async () => {
  const { coze, emulator } = platform;
  const space_id = emulator.addSpace([emulator.token]);
  const made = await coze.datasets.create({ name: "Orders", space_id, format_type: 0, description: "About orders" });
  const photos = await coze.datasets.create({ name: "Photos", space_id, format_type: 2, file_id: "741" });
  expect(emulator.knowledge.dataset(photos.dataset_id)).toMatchObject({ formatType: 2, iconFileId: "741" });

  const list = await coze.datasets.list({ space_id });
  expect(list.total_count).toBe(2);
  expect([...valueNames(list.dataset_list)]).toEqual(
    expect.arrayContaining([...(datasets["Dataset"]?.required ?? [])].filter((name) => !name.startsWith("chunk_"))),
  );
  const idsOf = async (filter: object) =>
    (await coze.datasets.list({ space_id, ...filter })).dataset_list.map(({ dataset_id }) => dataset_id);
  expect(await idsOf({ name: "rder" })).toEqual([made.dataset_id]);
  expect(await idsOf({ format_type: 2 })).toEqual([photos.dataset_id]);
  expect(await idsOf({ page_num: 2, page_size: 1 })).toEqual([made.dataset_id]);

  // What is left out goes back to its default.
  await coze.datasets.update(photos.dataset_id, { name: "Pictures" });
  expect(emulator.knowledge.dataset(photos.dataset_id)).toMatchObject({ name: "Pictures", iconFileId: undefined });

  const bot = emulator.console.createDraft(space_id, { name: "Support" });
  await coze.bots.update({ bot_id: bot, knowledge: { dataset_ids: [photos.dataset_id, made.dataset_id] } });
  await coze.datasets.documents.create({
    dataset_id: made.dataset_id,
    document_bases: [{ name: "a", source_info: text("a") }],
    chunk_strategy: { chunk_type: 0 },
    format_type: 0,
  });
  await coze.datasets.delete(made.dataset_id);
  expect(emulator.knowledge.documents.filter(({ datasetId }) => datasetId === made.dataset_id)).toEqual([]);
  expect(emulator.bots.find(({ id }) => id === bot)?.draft.knowledge?.dataset_ids).toEqual([photos.dataset_id]);
});

test("the official client puts documents in, reads their progress, edits and deletes them, with whole ids", async () => {
  const { coze, emulator } = platform;
  emulator.set({ documentFailWord: "unreadable" });
  const { id: dataset_id } = emulator.knowledge.createDataset(emulator.spaceId, { name: "Orders" });
  const base = { dataset_id, chunk_strategy: { chunk_type: 1, separator: "\n", max_tokens: 500 }, format_type: 0 };
  const made = await coze.datasets.documents.create({
    ...base,
    document_bases: [
      { name: "a.txt", source_info: text("Good.") },
      { name: "b.txt", source_info: text("unreadable") },
      {
        name: "page",
        source_info: { web_url: "https://a.example", document_source: 1 },
        update_rule: { update_type: 1, update_interval: 24 },
      },
    ],
  });
  const ids = emulator.knowledge.documentsOf(dataset_id).map(({ id }) => id);
  expect(made.map(({ document_id }) => document_id)).toEqual(ids);
  expect(emulator.knowledge.document(ids[0] ?? "").chunkStrategy).toMatchObject(base.chunk_strategy);

  const progress = await coze.datasets.process(dataset_id, { document_ids: ids });
  expect(progress.data.map(({ status, status_descript }) => [status, status_descript])).toEqual([
    [1, undefined],
    [9, 'The document holds "unreadable".'],
    [1, undefined],
  ]);
  expect([...valueNames(progress.data)]).toEqual(
    expect.arrayContaining([...(datasets["DocumentProgress"]?.required ?? [])]),
  );

  const listed = await coze.datasets.documents.list({ dataset_id });
  expect(listed.total).toBe(3);
  expect(listed.document_infos.map(({ document_id }) => document_id)).toEqual(ids.toReversed());
  expect([...valueNames(listed.document_infos)]).toEqual(
    expect.arrayContaining([...(documents["DocumentInfo"]?.required ?? [])]),
  );

  const page = ids[2] ?? "";
  await coze.datasets.documents.update({ document_id: page, document_name: "FAQ" });
  expect(emulator.knowledge.document(page)).toMatchObject({ name: "FAQ", updateRule: { update_interval: 24 } });
  await coze.datasets.documents.delete({ document_ids: ids.slice(0, 2) });
  expect(emulator.knowledge.documentsOf(dataset_id).map(({ id }) => id)).toEqual([page]);
});

test("without its header the ids of documents are numbers, which lose their last digits", async () => {
  const { emulator } = platform;
  const { id: dataset_id } = emulator.knowledge.createDataset(emulator.spaceId, { name: "Orders" });
  const { id } = emulator.knowledge.addDocument(dataset_id, { name: "a", content: { webUrl: "https://a.example" } });
  const list = async (headers: object) => {
    const response = await fetch(`${emulator.url}/open_api/knowledge/document/list`, {
      method: "POST",
      headers: { authorization: `Bearer ${emulator.token}`, "content-type": "application/json", ...headers },
      body: JSON.stringify({ dataset_id }),
    });
    const raw = await response.text();
    return { raw, parsed: (JSON.parse(raw) as { document_infos: { document_id: unknown }[] }).document_infos[0] };
  };
  const bare = await list({});
  expect(bare.raw).toContain(`"document_id":${id}`);
  expect(bare.parsed?.document_id).not.toBe(id);
  expect((await list({ "Agw-Js-Conv": "str" })).parsed?.document_id).toBe(id);
});

test("what is wrong is refused with Coze's codes", async () => {
  const { coze, emulator } = platform;
  const own = emulator.knowledge.createDataset(emulator.spaceId, { name: "Orders" }).id;
  const photos = emulator.knowledge.createDataset(emulator.spaceId, { name: "Photos" }, { formatType: 2 }).id;
  const theirs = emulator.knowledge.createDataset(emulator.spaceId, { name: "Theirs" }, { ownerUserId: "1" }).id;
  const hidden = emulator.knowledge.createDataset(emulator.addSpace(), { name: "Hidden" }).id;
  const put = (dataset_id: string, source_info: object, more: object = {}) =>
    coze.datasets.documents.create({
      dataset_id,
      document_bases: [{ name: "a", source_info }],
      chunk_strategy: { chunk_type: 0 },
      format_type: 0,
      ...more,
    });
  const cases: [() => Promise<unknown>, number][] = [
    [() => coze.datasets.create({ name: "", space_id: emulator.spaceId, format_type: 0 }), 4000],
    [() => coze.datasets.create({ name: "x".repeat(101), space_id: emulator.spaceId, format_type: 0 }), 4000],
    [() => coze.datasets.create({ name: "Table", space_id: emulator.spaceId, format_type: 1 }), 4000],
    [() => coze.datasets.create({ name: "A", space_id: emulator.addSpace(), format_type: 0 }), 4101],
    [() => coze.datasets.list({ space_id: emulator.spaceId, page_size: 301 }), 4000],
    [() => coze.datasets.list({ space_id: emulator.addSpace() }), 4101],
    [() => coze.datasets.update("7000000000000000000", { name: "A" }), 4200],
    [() => coze.datasets.update(theirs, { name: "A" }), 4101],
    [() => coze.datasets.delete(hidden), 4200],
    [() => coze.datasets.delete(theirs), 4101],
    [() => put("7000000000000000000", text("a")), 4200],
    [() => put(theirs, text("a")), 4101],
    [() => put(own, { ...text("a"), file_type: "md" }), 4000],
    [() => put(own, { file_base64: "no base 64!", file_type: "txt" }), 4000],
    [() => put(own, { web_url: "ftp://a.example", document_source: 1 }), 4000],
    [() => put(own, text("a"), { format_type: 2 }), 4000],
    [() => put(own, text("a"), { chunk_strategy: undefined }), 4000],
    [() => put(own, text("a"), { chunk_strategy: { chunk_type: 1, separator: "x", max_tokens: 99 } }), 4000],
    [() => put(photos, { source_file_id: "1", document_source: 5 }, { format_type: 2 }), 4000],
    [() => coze.datasets.documents.list({ dataset_id: hidden }), 4200],
    [() => coze.datasets.documents.delete({ document_ids: ["1"] }), 4200],
    [() => coze.datasets.images.update(own, "1", { caption: "A" }), 4200],
    [() => clientOf(emulator, emulator.readOnlyToken).datasets.delete(own), 4101],
  ];
  for (const [i, [call, code]] of cases.entries()) expect([i, (await failure(call())).code]).toEqual([i, code]);
  expect(await failure(coze.datasets.delete(hidden))).toBeInstanceOf(CozeAPI.NotFoundError);
});

import {
  withoutContent,
  computedFrom,
  statusOf,
  toNewDocument,
  updateRule,
  withLive,
} from "../../../provider/resources/document/state";

const dataset = { datasetId: "7510000000000000001", spaceId: "7360000000000000001", name: "a" };

test("a file goes as text in base 64, cut as declared or as Coze decides", () => {
  const file = { base64: "QQ==", fileType: "txt" };
  expect(toNewDocument({ ...dataset, source: {} }, file)).toEqual({
    dataset_id: dataset.datasetId,
    format_type: 0,
    chunk_strategy: { chunk_type: 0 },
    document_bases: [{ name: "a", source_info: { document_source: 0, file_base64: "QQ==", file_type: "txt" } }],
  });
  const custom = { ...dataset, source: {}, chunkStrategy: { separator: "\n", maxTokens: 100, removeUrlsEmails: true } };
  expect(toNewDocument(custom, file).chunk_strategy).toEqual({
    chunk_type: 1,
    separator: "\n",
    max_tokens: 100,
    remove_extra_spaces: false,
    remove_urls_emails: true,
  });
});

test("a page goes with its address and its rule", () => {
  expect(toNewDocument({ ...dataset, webUrl: "https://a.example", updateInterval: 48 }, undefined)).toEqual({
    dataset_id: dataset.datasetId,
    format_type: 0,
    chunk_strategy: { chunk_type: 0 },
    document_bases: [
      {
        name: "a",
        source_info: { document_source: 1, web_url: "https://a.example" },
        update_rule: { update_type: 1, update_interval: 48 },
      },
    ],
  });
  expect(updateRule({ webUrl: "https://a.example" })).toEqual({ update_type: 0, update_interval: 24 });
  expect(updateRule({ fileId: "1" })).toBeUndefined();
});

test.each([
  ["with a caption", { caption: "A cat" }, 1, { caption: "A cat" }],
  ["without one", {}, 0, {}],
])("an image %s says who describes it", (_what, more, captionType, sent) => {
  expect(toNewDocument({ ...dataset, fileId: "3", ...more }, undefined)).toEqual({
    dataset_id: dataset.datasetId,
    format_type: 2,
    chunk_strategy: { chunk_type: 0, caption_type: captionType },
    document_bases: [{ name: "a", source_info: { document_source: 5, source_file_id: "3" }, ...sent }],
  });
});

test("a zero is what Coze does not know yet", () => {
  const known = { size: 15, createTime: 1, charCount: 9 };
  const created = { id: "1", size: 0, status: 0, charCount: 0, sliceCount: 0, createTime: 0 };
  expect(computedFrom(created, known)).toEqual({ ...known, sliceCount: undefined, status: "processing" });
  const live = { id: "1", size: 16, status: 1, charCount: 10, sliceCount: 2, createTime: 3 };
  expect(computedFrom(live, known)).toEqual({
    size: 16,
    createTime: 3,
    charCount: 10,
    sliceCount: 2,
    status: "processed",
  });
  expect([0, 1, 9, undefined].map((status) => statusOf({ status }))).toEqual([
    "processing",
    "processed",
    "failed",
    "processing",
  ]);
});

test("a read changes what is declared and differs, and nothing else", () => {
  const recorded = { ...dataset, webUrl: "https://a.example", updateInterval: 48 };
  const live = { id: "1", name: "a", updateType: 1, updateInterval: 48 };
  expect(withLive(recorded, live)).toEqual(recorded);
  expect(withLive(recorded, { ...live, name: "b", updateInterval: 72 })).toEqual({
    ...recorded,
    name: "b",
    updateInterval: 72,
  });
  const { updateInterval, ...never } = recorded;
  expect(withLive(recorded, { ...live, updateType: 0 })).toEqual(never);
  expect(withLive(never, live)).toEqual(never);
  expect(withLive(recorded, { id: "1" })).toEqual(recorded);
  expect(withLive(recorded, { id: "1", updateType: 1, updateInterval: 48 })).toEqual(recorded);
  expect(withoutContent({ ...recorded, source: {}, fileId: "1" })).toEqual({ ...dataset, updateInterval: 48 });
});

import { documentLifecycle } from "../../../provider/resources/document/lifecycle";
import type { CheckedDocument } from "../../../provider/resources/document/inputs";
import { outputs, withoutContent } from "../../../provider/resources/document/state";
import type { DocumentStatus } from "../../../provider/resources/knowledge-types";
import type { Lifecycle, Props } from "../../../provider/lifecycle";
import { Session } from "../../../provider/session/session";
import { UNKNOWN } from "../../../provider/values/tree";
import { plainDiff, type PlainDiff } from "../../harness/diff";
import { elided, fileAsset, remoteAsset, textAsset } from "./samples";

const ID = "7520000000000000001";
const lifecycle: Lifecycle = documentLifecycle(new Session({ env: {}, write: () => undefined }));
const text = textAsset("Within 14 days.");

const full = {
  datasetId: "7510000000000000001",
  spaceId: "7360000000000000001",
  name: "returns.md",
  source: text,
  chunkStrategy: { separator: "\n\n", maxTokens: 500 },
  processingTimeoutSeconds: 600,
  __resource: "returns",
};
const page = { datasetId: "1", spaceId: "2", name: "page", webUrl: "https://a.example", updateInterval: 24 };
const image = { datasetId: "1", spaceId: "2", name: "photo.png", fileId: "3", caption: "A cat" };

const diff = (before: Props, after: Props, status: DocumentStatus = "processed"): PlainDiff =>
  plainDiff(lifecycle.diff(ID, outputs(ID, before as CheckedDocument, { status, size: 15, createTime: 1 }), after));

const NO_CHANGE = { changes: false, replaces: [] };
const UPDATE = { changes: true, replaces: [] };
const replace = (...replaces: string[]): PlainDiff => ({ changes: true, replaces });

test("with itself there is no change, the contents elided in the state", () => {
  for (const inputs of [full, page, image]) expect(diff(inputs, inputs)).toEqual(NO_CHANGE);
  expect(diff({ ...full, source: elided(text) }, full)).toEqual(NO_CHANGE);
});

test("the same bytes from elsewhere are no change, other bytes are another document", () => {
  const hash = String(text["hash"]);
  expect(diff(full, { ...full, source: fileAsset("elsewhere/returns.md", hash) })).toEqual(NO_CHANGE);
  expect(diff(full, { ...full, source: remoteAsset("https://a.example/returns.md", hash) })).toEqual(NO_CHANGE);
  expect(diff(full, { ...full, source: textAsset("Within 30 days.") })).toEqual(replace("source"));
});

test.each<[string, Props, Props, PlainDiff]>([
  ["another knowledge base", full, { ...full, datasetId: "1" }, replace("datasetId")],
  ["an unknown knowledge base", full, { ...full, datasetId: UNKNOWN }, replace("datasetId")],
  ["unknown content", full, { ...full, source: UNKNOWN }, replace("source")],
  ["other pieces", full, { ...full, chunkStrategy: { separator: "\n\n", maxTokens: 501 } }, replace("chunkStrategy")],
  [
    "pieces in another order of words",
    full,
    { ...full, chunkStrategy: { maxTokens: 500, separator: "\n\n" } },
    NO_CHANGE,
  ],
  ["pieces no longer declared", full, { ...full, chunkStrategy: undefined }, replace("chunkStrategy")],
  [
    "a page for a file",
    full,
    { ...page, ...full, source: undefined, updateInterval: undefined },
    replace("source", "webUrl"),
  ],
  ["another page", page, { ...page, webUrl: "https://b.example" }, replace("webUrl")],
  ["another image", image, { ...image, fileId: "4" }, replace("fileId")],
  ["another name", full, { ...full, name: "other.md" }, UPDATE],
  ["an unknown name", full, { ...full, name: UNKNOWN }, UPDATE],
  ["another interval", page, { ...page, updateInterval: 48 }, UPDATE],
  ["no interval", page, { ...page, updateInterval: undefined }, UPDATE],
  ["another caption", image, { ...image, caption: "Two" }, UPDATE],
  ["another limit", full, { ...full, processingTimeoutSeconds: 60 }, UPDATE],
  ["another space alone", full, { ...full, spaceId: "1" }, NO_CHANGE],
  ["another resource name", full, { ...full, __resource: "renamed" }, NO_CHANGE],
])("%s", (_what, before, after, expected) => {
  expect(diff(before, after)).toEqual(expected);
});

test("what is still being processed is waited for, and what has failed is replaced", () => {
  expect(diff(full, full, "processing")).toEqual(UPDATE);
  expect(diff(withoutContent(full), full, "failed")).toEqual(replace("source"));
  expect(diff(withoutContent(page), page, "failed")).toEqual(replace("webUrl"));
  expect(diff(withoutContent(image), image, "failed")).toEqual(replace("fileId"));
});

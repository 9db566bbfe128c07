import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nameOf, fileTypeOf } from "../../../provider/resources/document/inputs";
import type { Props } from "../../../provider/lifecycle";
import { UNKNOWN } from "../../../provider/values/tree";
import { documentProblems } from "../problems";
import { archive, fileAsset, hashOfText, remoteAsset, textAsset } from "./samples";

const DATASET = "7510000000000000001";
const FILE_TYPE =
  "source: must be a file whose name ends in .pdf, .doc or .docx, or in that of plain text such as .txt or .md";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "document-"));
  await writeFile(join(folder, "a.md"), "text");
  await writeFile(join(folder, "empty.md"), "");
  await writeFile(join(folder, "huge.pdf"), "");
  await truncate(join(folder, "huge.pdf"), 11 * 1024 * 1024 + 1);
  await writeFile(join(folder, "a.bin"), "text");
});
afterAll(() => rm(folder, { recursive: true }));

const file = (name: string): Props => fileAsset(join(folder, name));
const problems = (more: Props): Promise<string[]> => documentProblems({ datasetId: DATASET, ...more });

test("what is right has no problem", async () => {
  const right: Props[] = [
    { source: file("a.md") },
    { source: file("a.bin"), name: "really-text.txt" },
    { source: textAsset("x"), name: "no ending" },
    { source: remoteAsset("https://example.com/a.pdf?x=1") },
    { source: remoteAsset("https://example.com/download"), name: "a.docx" },
    { webUrl: "https://example.com", updateInterval: 24 },
    { webUrl: "http://example.com/a", chunkStrategy: { separator: "\n", maxTokens: 2000, removeExtraSpaces: true } },
    { fileId: "1", name: "photo.png", caption: "A cat", processingTimeoutSeconds: 3600 },
  ];
  for (const inputs of right) expect(await problems(inputs)).toEqual([]);
});

test.each<[string, Props, string[]]>([
  ["nothing", {}, ["source: is required, or webUrl, or fileId, got nothing"]],
  [
    "two contents",
    { webUrl: "https://a.example", fileId: "1", name: "a" },
    ["webUrl: must not be set together with fileId: a document has one content"],
  ],
  [
    "an archive",
    { source: archive() },
    ["source: must be one file, and this is an archive: give it as a pulumi.asset.FileAsset, got an object"],
  ],
  [
    "no asset",
    { source: "a.md" },
    ["source: must be a pulumi.asset.FileAsset, StringAsset or RemoteAsset, got a string of 4 characters"],
  ],
  [
    "a text without a name",
    { source: textAsset("x") },
    ["name: is required where source has no file name, got nothing"],
  ],
  [
    "an address without a file name",
    { source: remoteAsset("https://a.example/") },
    ["name: is required where source has no file name, got nothing"],
  ],
  ["an image without a name", { fileId: "1" }, ["name: is required with fileId, got nothing"]],
  [
    "an empty name",
    { webUrl: "https://a.example", name: "" },
    ["name: must not be empty, got a string of 0 characters"],
  ],
  [
    "another protocol",
    { webUrl: "ftp://a.example" },
    ["webUrl: must be an http or https address, got a string of 15 characters"],
  ],
  [
    "no address",
    { webUrl: "example.com" },
    ["webUrl: must be an http or https address, got a string of 11 characters"],
  ],
  [
    "an interval of a file",
    { source: textAsset("x"), name: "a", updateInterval: 24 },
    ["updateInterval: is for web pages only: it needs webUrl, got 24"],
  ],
  [
    "a short interval",
    { webUrl: "https://a.example", updateInterval: 23 },
    ["updateInterval: must be at least 24, got 23"],
  ],
  [
    "half an hour",
    { webUrl: "https://a.example", updateInterval: 24.5 },
    ["updateInterval: must be a whole number, got 24.5"],
  ],
  [
    "a caption of a page",
    { webUrl: "https://a.example", caption: "AB" },
    ["caption: is for images only: it needs fileId, got a string of 2 characters"],
  ],
  [
    "pieces of an image",
    { fileId: "1", name: "a", chunkStrategy: { separator: "x", maxTokens: 100 } },
    ["chunkStrategy: is not for images, got an object"],
  ],
  [
    "wrong pieces",
    { webUrl: "https://a.example", chunkStrategy: { separator: "", maxTokens: 2001, max: 1 } },
    [
      "chunkStrategy.separator: must not be empty, got a string of 0 characters",
      "chunkStrategy.maxTokens: must be at most 2000, got 2001",
      "chunkStrategy.max: there is no such input",
    ],
  ],
  [
    "no time",
    { webUrl: "https://a.example", processingTimeoutSeconds: 0 },
    ["processingTimeoutSeconds: must be at least 1, got 0"],
  ],
  [
    "too much time",
    { webUrl: "https://a.example", processingTimeoutSeconds: 3601 },
    ["processingTimeoutSeconds: must be at most 3600, got 3601"],
  ],
  ["a typo", { webUrl: "https://a.example", captoin: "x" }, ["captoin: there is no such input"]],
])("%s is refused", async (_what, inputs, expected) => {
  expect(await problems(inputs)).toEqual(expected);
});

test("a file is judged by its ending and its size, without reading it", async () => {
  expect(await problems({ source: file("a.bin") })).toEqual([FILE_TYPE]);
  expect(await problems({ source: file("a.bin"), name: "a.exe" })).toEqual([FILE_TYPE]);
  expect(await problems({ source: file("empty.md") })).toEqual(["source: must not be empty, got 0 bytes"]);
  expect(await problems({ source: file("huge.pdf") })).toEqual([
    "source: must be at most 11 MB (11534336 bytes), got 11534337 bytes",
  ]);
  expect(await problems({ source: textAsset(""), name: "a" })).toEqual(["source: must not be empty, got 0 bytes"]);
  const elsewhere = remoteAsset("https://a.example/empty.md", hashOfText(""));
  expect(await problems({ source: elsewhere })).toEqual(["source: must not be empty, got 0 bytes"]);
});

test("a file that is not there is one problem among the others", async () => {
  expect(await problems({ source: file("gone.md"), updateInterval: 24 })).toEqual([
    "updateInterval: is for web pages only: it needs webUrl, got 24",
    expect.stringMatching(/^source: The file .*gone\.md could not be read: ENOENT\.$/),
  ]);
});

test("without a knowledge base the problem names it", async () => {
  expect(await documentProblems({ webUrl: "https://a.example" })).toEqual(["datasetId: must be a string, got nothing"]);
});

test("what is not known yet has no problem, each alone and all together", async () => {
  const all: Props = {
    datasetId: UNKNOWN,
    spaceId: UNKNOWN,
    name: UNKNOWN,
    webUrl: UNKNOWN,
    updateInterval: UNKNOWN,
    chunkStrategy: UNKNOWN,
    processingTimeoutSeconds: UNKNOWN,
  };
  expect(await documentProblems(all)).toEqual([]);
  expect(await problems({ source: UNKNOWN })).toEqual([]);
  expect(await problems({ source: file("a.bin"), name: UNKNOWN })).toEqual([]);
  expect(await problems({ fileId: UNKNOWN, name: UNKNOWN, caption: UNKNOWN })).toEqual([]);
  expect(
    await problems({ webUrl: "https://a.example", chunkStrategy: { separator: UNKNOWN, maxTokens: UNKNOWN } }),
  ).toEqual([]);
});

test.each<[Props, unknown]>([
  [{ name: "A", webUrl: "https://a.example" }, "A"],
  [{ source: fileAsset("knowledge/returns.md") }, "returns.md"],
  [{ source: remoteAsset("https://a.example/b/c%20d.txt?x=1") }, "c d.txt"],
  [{ webUrl: "https://a.example" }, "https://a.example"],
  [{ source: UNKNOWN }, UNKNOWN],
  [{ webUrl: UNKNOWN }, UNKNOWN],
])("the name of %j is %j", (inputs, name) => {
  expect(nameOf(inputs)).toBe(name);
});

test.each([
  ["a.pdf", "pdf"],
  ["a.PDF", "pdf"],
  ["a.doc", "doc"],
  ["a.docx", "docx"],
  ["a.txt", "txt"],
  ["a.md", "txt"],
  ["A.MARKDOWN", "txt"],
  ["a.html", "txt"],
  ["a.png", undefined],
  ["README", undefined],
  [".md", undefined],
])("a file %s is of the type %s", (path, type) => {
  expect(fileTypeOf({ hash: "", path: `some/${path}` }, undefined)).toBe(type);
});

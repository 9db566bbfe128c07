import { createHash } from "node:crypto";
import { createServer } from "node:http";
import {
  CREATE,
  CREATE_DATASET,
  CREATE_DOCUMENT,
  DELETE_DATASET,
  DELETE_DOCUMENT,
  LIST_DATASETS,
  LIST_DOCUMENTS,
  openScene,
  previewOf,
  PROGRESS,
  PUBLISH,
  RETRIEVE,
  type Scene,
  UNPUBLISH,
  UPDATE,
  UPLOAD,
} from "../../harness/cli/scene";
import { Files } from "../../harness/files";
import { listen } from "../../harness/listen";

// What the engine does with assets of every kind. `tests/behaviour/acceptance/{file,document}` have what Coze does with them.

/** What the address of remote assets was sent. */
const authorizations: unknown[] = [];
const server = createServer((request, response) => {
  authorizations.push(request.headers.authorization);
  response.end("Far away.");
});
let remote: string;
let t: Scene;
let files: Files;
beforeAll(async () => {
  remote = await listen(server);
  t = await openScene({ config: { maxRetries: "0" } });
  files = new Files(t.ws.projectDir);
});
afterAll(() => server.close());

/** The logo and the returns get other bytes; the seal and the terms only move. */
const program = (logo: string, seal: string, knowledge: string) => `
  const { FileAsset, StringAsset, RemoteAsset } = pulumi.asset;
  const logo = new CozeFile("logo", { source: new FileAsset("${logo}") });
  new CozeFile("seal", { source: new FileAsset("${seal}") });
  new CozeFile("list", { source: new StringAsset("a,b\\nc,ü"), fileName: "Liste ü.csv" });
  new CozeFile("photo", { source: new RemoteAsset("${remote}/some/photo.jpg?sig=abc") });
  const bot = new CozeBot("support", { name: "Support", iconFileId: logo.fileId });
  new CozeBotPublication("support", { bot });
  const orders = new CozeDataset("orders", { name: "Orders" });
  const returns = new CozeDocument("returns", { dataset: orders, source: new FileAsset("${knowledge}/returns.md") });
  new CozeDocument("terms", { dataset: orders, source: new FileAsset("${knowledge}/terms.md") });
  new CozeDocument("hours", { dataset: pulumi.output(orders), name: "hours.txt", source: new StringAsset("At nine.") });
  new CozeDocument("far", { datasetId: orders.id, source: new RemoteAsset("${remote}/far/away.txt?key=1") });
  exports.file = { id: logo.id, fileId: logo.fileId, fileName: logo.fileName, bytes: logo.bytes, createdAt: logo.createdAt };
  exports.document = [returns.documentId, returns.status];
`;

const four = (route: string): string[] => [route, route, route, route];
const fileNamed = (name: string) => t.emulator.files.find(({ fileName }) => fileName === name);

test("files, texts and addresses are put in once, and no token goes to an address", async () => {
  await files.write("images/logo.png", "the first bytes");
  await files.write("images/seal.png", "sealed");
  await files.write("knowledge/returns.md", "Within 14 days.");
  await files.write("knowledge/terms.md", "As agreed.");
  const up = await t.up(program("images/logo.png", "images/seal.png", "knowledge"));
  const knowledge = [CREATE_DATASET, ...four(CREATE_DOCUMENT), ...four(PROGRESS)];
  expect(up.calls.sort()).toEqual([...four(UPLOAD), CREATE, PUBLISH, ...knowledge].sort());

  const sha256 = createHash("sha256").update("the first bytes").digest("hex");
  const logo = fileNamed("logo.png");
  const { id = "", createdAt = 0 } = logo ?? {};
  expect(logo).toEqual({ id, userId: t.emulator.userId, fileName: "logo.png", bytes: 15, sha256, createdAt });
  expect(t.bot.draft.icon_file_id).toBe(id);
  expect(fileNamed("Liste ü.csv")?.bytes).toBe(8);
  expect(fileNamed("photo.jpg")?.bytes).toBe(9);
  expect(new Set(authorizations)).toEqual(new Set([undefined]));
  expect(t.contentOf("returns.md")).toEqual(["txt", "Within 14 days."]);
  expect(t.contentOf("hours.txt")).toEqual(["txt", "At nine."]);
  expect(t.contentOf("away.txt")).toEqual(["txt", "Far away."]);
  expect(await t.outputs()).toEqual({
    file: { id, fileId: id, fileName: "logo.png", bytes: 15, createdAt: Math.floor(createdAt / 1000) },
    document: [t.documentNamed("returns.md").id, "processed"],
  });
});

test("other bytes are another file and another document, shown as replacements; the same from another path are no change and no call", async () => {
  await files.write("moved/brand.png", "the second bytes");
  await files.write("moved/stamp.png", "sealed");
  await files.rename("knowledge", "docs");
  await files.write("docs/returns.md", "Within 30 days.");
  const moved = program("moved/brand.png", "moved/stamp.png", "docs");
  const { text, calls } = await t.up(moved, { withPreview: true, diff: true });
  const preview = previewOf(text);
  for (const kind of ["File", "Document"]) {
    expect(preview).toMatch(new RegExp(`\\+-? ?pulumi-nodejs:dynamic/coze:${kind}: \\(replace\\)`));
  }
  for (const path of ["moved/brand\\.png", "docs/returns\\.md"]) {
    const edit = `- source ?: asset\\(file:\\w+\\) [^~]*\\+ source ?: asset\\(file:\\w+\\) \\{ ${path} \\}`;
    expect(preview).toMatch(new RegExp(edit));
  }
  expect(text).not.toContain("warning");
  expect(text).not.toMatch(/stamp\.png|terms\.md|coze:(File::seal|Document::terms)/);
  // None of the preview.
  const document = [CREATE_DOCUMENT, PROGRESS, DELETE_DOCUMENT];
  expect(calls.sort()).toEqual([UPLOAD, UPDATE, PUBLISH, ...document].sort());
  expect(t.newestFile).toMatchObject({ fileName: "brand.png", bytes: 16 });
  expect(t.bot.published["1024"]?.config.icon_file_id).toBe(t.newestFile.id);
  expect(t.contentOf("returns.md")).toEqual(["txt", "Within 30 days."]);
});

test("a refresh shows what was renamed outside, and drops what was deleted; neither it nor a destroy needs the files", async () => {
  t.later();
  t.emulator.knowledge.editDocument(t.documentNamed("returns.md").id, { name: "Renamed outside" });
  t.emulator.knowledge.deleteDocument(t.documentNamed("hours.txt").id);
  for (const folder of ["docs", "moved"]) await files.remove(folder);
  const { text, calls } = await t.destroy({ args: ["--refresh"], diff: true });
  expect(text).toContain('~ name: "returns.md" => "Renamed outside"');
  for (const [route, count] of [
    [RETRIEVE, 4],
    [LIST_DATASETS, 1],
  ] as const) {
    expect(calls.filter((call) => call === route)).toHaveLength(count);
  }
  expect(calls).toContain(LIST_DOCUMENTS);
  const writes = [DELETE_DOCUMENT, DELETE_DOCUMENT, DELETE_DOCUMENT, DELETE_DATASET, UNPUBLISH];
  expect(calls.filter((route) => writes.includes(route)).sort()).toEqual(writes.sort());
  expect(calls.lastIndexOf(DELETE_DOCUMENT)).toBeLessThan(calls.indexOf(DELETE_DATASET));
  expect(t.emulator.knowledge.documents).toEqual([]);
});

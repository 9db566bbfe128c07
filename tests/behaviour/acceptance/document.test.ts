import {
  CREATE_DATASET,
  CREATE_DOCUMENT,
  DELETE_DOCUMENT,
  openScene,
  PROGRESS,
  UPDATE_CAPTION,
  UPDATE_DOCUMENT,
} from "../../harness/engine/scene";
import { type Files, openFiles } from "../../harness/files";

let files: Files;
beforeAll(async () => {
  files = await openFiles();
});

test("a document that Coze can't process is replaced by the next up, and one that takes long is waited for", async () => {
  const t = await openScene({ emulator: { documentFailWord: "unreadable" } });
  await files.write("a.md", "This is unreadable.");
  const program = (limit = 600) => `
    const orders = new CozeDataset("orders", { name: "Orders" });
    new CozeDocument("a", { dataset: orders, source: ${files.asset("a.md")}, processingTimeoutSeconds: ${limit} });
  `;
  const failed = await t.up(program(), { expect: "failure" });
  expect(failed.calls).toEqual([CREATE_DATASET, CREATE_DOCUMENT, PROGRESS]);
  const broken = t.documentNamed("a.md").id;
  expect(failed.text).toContain(`Coze could not process document ${broken}: "The document holds "unreadable"."`);
  expect(t.resources()["Document a"]).toMatchObject({ id: broken, outputs: { status: "failed" } });

  await files.write("a.md", "This is fine.");
  expect((await t.up()).calls).toEqual([CREATE_DOCUMENT, PROGRESS, DELETE_DOCUMENT]);
  expect(t.contentOf("a.md")).toEqual(["txt", "This is fine."]);
  await t.expectSilence();

  t.emulator.set({ documentProcessingMs: 60_000 });
  await files.write("a.md", "This takes a while.");
  const slow = await t.up(program(3), { expect: "failure" });
  expect(slow.text).toMatch(/coze:Document a \(document \d+\): processing: \d+ %, about \d+ s left/);
  expect(slow.text).toMatch(
    /Coze is still processing document \d+ after 3 s \(\d+ %.* Run `pulumi up` to go on waiting/,
  );
  t.later();
  const done = await t.up();
  expect(done.calls.filter((route) => route !== DELETE_DOCUMENT)).toEqual([PROGRESS]);
  expect(t.contentOf("a.md")).toEqual(["txt", "This takes a while."]);
  expect(t.resources()["Document a"]).toMatchObject({ outputs: { status: "processed" } });
  await t.expectSilence();

  // What failed later, and outside, is told by a refresh and put in anew by the next up.
  t.emulator.set({ documentProcessingMs: 0 });
  t.later();
  t.emulator.knowledge.editDocument(t.documentNamed("a.md").id, { failure: "The disk was full." });
  const refresh = await t.refresh();
  expect(refresh.text).toContain(
    'Coze could not process it: "The disk was full.": the next `pulumi up` puts it in anew',
  );
  expect((await t.up()).calls).toEqual([CREATE_DOCUMENT, PROGRESS, DELETE_DOCUMENT]);
  await t.refresh({ expectNoChanges: true });
});

test("web pages are kept up to date as declared, and images have the caption that is declared", async () => {
  const t = await openScene();
  const form = new FormData();
  form.set("file", new Blob(["not really a picture"]), "photo.png");
  const answer = await fetch(`${t.emulator.url}/v1/files/upload`, {
    method: "POST",
    headers: { authorization: `Bearer ${t.emulator.token}` },
    body: form,
  });
  const { data } = (await answer.json()) as { data: { id: string } };
  const program = ({ hours = "48", caption = '"A cat"', url = "https://example.com/faq" } = {}) => `
    const faq = new CozeDataset("faq", { name: "FAQ" });
    const photos = new CozeDataset("photos", { name: "Photos", formatType: "image" });
    new CozeDocument("page", { dataset: faq, webUrl: "${url}", updateInterval: ${hours} });
    new CozeDocument("photo", { dataset: photos, fileId: "${data.id}", name: "photo.png", caption: ${caption} });
  `;
  const made = await t.up(program());
  expect(made.calls.filter((route) => route === UPDATE_CAPTION)).toHaveLength(1);
  const page = t.documentNamed("https://example.com/faq");
  expect(page).toMatchObject({ updateRule: { update_type: 1, update_interval: 48 } });
  expect(t.documentNamed("photo.png")).toMatchObject({ caption: "A cat", chunkStrategy: { caption_type: 1 } });
  t.later();
  await t.refresh({ expectNoChanges: true });

  const edit = await t.up(program({ hours: "72", caption: '"Two cats"' }));
  expect([...edit.calls].sort()).toEqual([UPDATE_DOCUMENT, UPDATE_CAPTION].sort());
  expect(t.documentNamed("photo.png").caption).toBe("Two cats");
  t.emulator.knowledge.editDocument(page.id, { updateRule: { update_type: 0, update_interval: 0 } });
  expect(Object.values((await t.refresh()).changes)).toContainEqual({ updateInterval: [72, undefined] });
  expect((await t.up()).calls).toEqual([UPDATE_DOCUMENT]);
  expect(t.documentNamed(page.name).updateRule).toEqual({ update_type: 1, update_interval: 72 });

  const removed = await t.up(program({ hours: "undefined", caption: "undefined" }));
  expect(removed.calls).toEqual([UPDATE_DOCUMENT]);
  expect(removed.text).toContain("warning: caption has no default to go back to");
  expect(t.documentNamed(page.name).updateRule).toEqual({ update_type: 0, update_interval: 24 });
  expect(t.documentNamed("photo.png").caption).toBe("Two cats");
  const other = await t.up(program({ hours: "undefined", caption: "undefined", url: "https://example.com/help" }));
  expect(other.calls).toEqual([CREATE_DOCUMENT, PROGRESS, DELETE_DOCUMENT]);
  await t.expectSilence();
});

test("wrong inputs are refused in the preview, all at once and without a call", async () => {
  const t = await openScene();
  await files.write("a.bin", "x");
  const refused = async (document: string) => {
    const orders = `const orders = new CozeDataset("orders", { name: "Orders" });`;
    const preview = await t.preview(`${orders} new CozeDocument("a", ${document});`, { expect: "failure" });
    expect(preview.calls).toEqual([]);
    return preview.text;
  };
  const text = await refused(`{
    dataset: orders, source: ${files.asset("a.bin")}, updateInterval: 12, caption: "no",
    chunkStrategy: { separator: "", maxTokens: 50 },
  }`);
  for (const problem of [
    "source: must be a file whose name ends in .pdf, .doc or .docx",
    "updateInterval: must be at least 24",
    "updateInterval: is for web pages only",
    "caption: is for images only",
    "chunkStrategy.separator: must not be empty",
    "chunkStrategy.maxTokens: must be at least 100",
  ]) {
    expect(text).toContain(problem);
  }
  expect(await refused(`{ dataset: orders, source: new pulumi.asset.FileArchive("node_modules") }`)).toContain(
    "source: must be one file, and this is an archive",
  );
  expect(await refused(`{ dataset: orders, datasetId: "1", webUrl: "https://a.example" }`)).toContain(
    "CozeDocument a: datasetId: must not be set beside dataset, which sets it",
  );
});

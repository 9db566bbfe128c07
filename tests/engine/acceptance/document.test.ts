import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import {
  CREATE_DATASET,
  CREATE_DOCUMENT,
  DELETE_DATASET,
  DELETE_DOCUMENT,
  LIST_DATASETS,
  LIST_DOCUMENTS,
  openScene,
  PROGRESS,
  UPDATE_DATASET,
  UPDATE_DOCUMENT,
  type Scene,
} from "./harness";

jest.setTimeout(300_000);

const head = `
  const { CozeDataset, CozeDocument } = require("pulumi-coze");
  const { FileAsset, StringAsset, RemoteAsset } = pulumi.asset;
`;

const write = async (t: Scene, path: string, text: string): Promise<void> => {
  const file = join(t.ws.projectDir, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
};

const named = (t: Scene, name: string) => {
  const found = t.emulator.knowledge.documents.filter((document) => document.name === name);
  if (found.length !== 1 || !found[0]) throw new Error(`there are ${found.length} documents named ${name}`);
  return found[0];
};

const textOf = (t: Scene, name: string): unknown => {
  const { content } = named(t, name);
  return "bytes" in content ? [content.fileType, content.bytes.toString("utf8")] : content;
};

test("documents are put in, exchanged, renamed, repaired and deleted, each by as few calls as there can be", async () => {
  const t = await openScene();
  const server = createServer((_request, response) => response.end("Far away."));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const remote = `http://127.0.0.1:${(server.address() as AddressInfo).port}/far/away.txt?key=1`;
  await write(t, "knowledge/returns.md", "Within 14 days.");
  const program = ({ path = "knowledge/returns.md", dataset = "Orders", hours = "hunter2 at nine" } = {}) => `${head}
    const orders = new CozeDataset("orders", { name: ${JSON.stringify(dataset)} });
    const returns = new CozeDocument("returns", {
      dataset: orders,
      source: new FileAsset(${JSON.stringify(path)}),
      chunkStrategy: { separator: "\\n\\n", maxTokens: 500 },
    });
    new CozeDocument("hours", { dataset: pulumi.output(orders), name: "hours.txt", source: pulumi.secret(new StringAsset("${hours}")) });
    new CozeDocument("far", { datasetId: orders.id, source: new RemoteAsset(${JSON.stringify(remote)}) });
    exports.document = returns.documentId;
    exports.status = returns.status;
  `;

  const preview = await t.preview(program());
  expect(preview.calls).toEqual([]);
  const up = await t.up();
  const three = (route: string): string[] => [route, route, route];
  expect([...up.calls].sort()).toEqual([CREATE_DATASET, ...three(CREATE_DOCUMENT), ...three(PROGRESS)].sort());
  expect(textOf(t, "returns.md")).toEqual(["txt", "Within 14 days."]);
  expect(textOf(t, "hours.txt")).toEqual(["txt", "hunter2 at nine"]);
  expect(textOf(t, "away.txt")).toEqual(["txt", "Far away."]);
  const first = named(t, "returns.md");
  expect(first.chunkStrategy).toMatchObject({ chunk_type: 1, separator: "\n\n", max_tokens: 500 });
  expect(named(t, "hours.txt").chunkStrategy).toEqual({ chunk_type: 0 });
  expect(await t.ws.outputs()).toEqual({ document: first.id, status: "processed" });
  const { "Document hours": secret } = await t.resources();
  for (const { source } of [secret?.inputs ?? {}, secret?.outputs ?? {}] as Record<string, unknown>[]) {
    expect(source).toMatchObject({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" });
  }
  expect(JSON.stringify(await t.ws.exportState()) + up.output).not.toContain("hunter2");
  await t.expectSilence();

  // The same bytes from elsewhere, and another name of the knowledge base, are no other document.
  await rename(join(t.ws.projectDir, "knowledge"), join(t.ws.projectDir, "docs"));
  await t.expectSilence(program({ path: "docs/returns.md" }));
  expect((await t.up(program({ path: "docs/returns.md", dataset: "All orders" }))).calls).toEqual([UPDATE_DATASET]);
  await rename(join(t.ws.projectDir, "docs/returns.md"), join(t.ws.projectDir, "docs/sending-back.md"));
  const renamed = program({ path: "docs/sending-back.md", dataset: "All orders" });
  expect((await t.up(renamed)).calls).toEqual([UPDATE_DOCUMENT]);
  expect(named(t, "sending-back.md").id).toBe(first.id);

  await write(t, "docs/sending-back.md", "Within 30 days.");
  const exchange = await t.preview();
  expect(exchange.text).toContain("sending-back.md");
  expect(exchange.text).toMatch(/\[?replace/);
  expect((await t.up()).calls).toEqual([CREATE_DOCUMENT, PROGRESS, DELETE_DOCUMENT]);
  expect(textOf(t, "sending-back.md")).toEqual(["txt", "Within 30 days."]);

  t.later();
  const clean = await t.refresh({ expectNoChanges: true });
  expect(clean.calls).toEqual(expect.arrayContaining([LIST_DATASETS, LIST_DOCUMENTS]));
  expect(clean.calls).toHaveLength(2);
  await t.expectSilence();

  t.emulator.knowledge.editDocument(named(t, "sending-back.md").id, { name: "Renamed outside" });
  t.emulator.knowledge.deleteDocument(named(t, "hours.txt").id);
  const drifted = await t.refresh();
  expect(drifted.text).toContain('~ name: "sending-back.md" => "Renamed outside"');
  expect(Object.keys(await t.resources()).sort()).toEqual(["Dataset orders", "Document far", "Document returns"]);
  expect([...(await t.up()).calls].sort()).toEqual([CREATE_DOCUMENT, PROGRESS, UPDATE_DOCUMENT].sort());
  expect(t.emulator.knowledge.documents.map(({ name }) => name).sort()).toEqual(
    ["away.txt", "hours.txt", "sending-back.md"].sort(),
  );
  await t.expectSilence();

  // The knowledge base itself is gone: so are its documents, and one up makes all of it anew.
  t.later();
  t.emulator.knowledge.deleteDataset(t.emulator.knowledge.datasets[0]?.id ?? "");
  await t.refresh();
  expect(await t.resources()).toEqual({});
  expect([...(await t.up()).calls].sort()).toEqual(
    [CREATE_DATASET, ...three(CREATE_DOCUMENT), ...three(PROGRESS)].sort(),
  );

  // The files are not needed to destroy.
  await rm(join(t.ws.projectDir, "docs"), { recursive: true });
  const destroy = await t.destroy();
  expect([...destroy.calls].sort()).toEqual([...three(DELETE_DOCUMENT), DELETE_DATASET].sort());
  expect(destroy.calls.at(-1)).toBe(DELETE_DATASET);
  expect(t.emulator.knowledge.documents).toEqual([]);
  server.close();
});

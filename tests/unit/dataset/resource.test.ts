import * as pulumi from "@pulumi/pulumi";
import { CozeDataset, CozeDocument } from "../../../provider/index";
import { frozen, mockEngine, valueOf } from "../package/mocks";
import { full } from "./samples";

test("type, provider text, arguments and name are what stands in users' state", async () => {
  const registered = await mockEngine();
  await valueOf(new CozeDataset("orders", frozen({ ...full }), frozen({ protect: true })).id);
  expect(registered).toHaveLength(1);
  expect(registered[0]?.type).toBe("pulumi-nodejs:dynamic/coze:Dataset");
  expect(registered[0]?.inputs).toEqual({
    ...full,
    __resource: "orders",
    __provider: 'exports.handler=()=>require("pulumi-coze/runtime").dataset',
  });
});

test("the documented outputs are there, with what the provider gave them, and no other", async () => {
  const given = { datasetId: "1", ownerUserId: "2", createTime: 3, iconUrl: "u" };
  await mockEngine(given);
  const dataset = new CozeDataset("orders", full);
  await valueOf(dataset.id);
  const own = Object.keys(dataset).filter((key) => !key.startsWith("__"));
  expect(own.sort()).toEqual([...Object.keys(full), ...Object.keys(given), "id", "urn"].sort());
  for (const [key, value] of Object.entries({ ...full, ...given })) {
    const output = (dataset as unknown as Record<string, pulumi.Output<unknown>>)[key];
    expect(await valueOf(pulumi.output(output))).toBe(value);
  }
});

test("get reads by id, and declares no more than where to look", async () => {
  const registered = await mockEngine();
  await valueOf(CozeDataset.get("theirs", "7510000000000000001", { spaceId: "7" }).id);
  await valueOf(CozeDataset.get("others", "7510000000000000002").id);
  expect(registered[0]).toMatchObject({ type: "pulumi-nodejs:dynamic/coze:Dataset", id: "7510000000000000001" });
  expect(Object.keys(registered[0]?.inputs ?? {}).sort()).toEqual(["__provider", "__resource", "spaceId"]);
  expect(Object.keys(registered[1]?.inputs ?? {}).sort()).toEqual(["__provider", "__resource"]);
});

test("a document takes its knowledge base as a resource or as an output of one, and not beside its id", async () => {
  const registered = await mockEngine({ datasetId: undefined });
  const orders = new CozeDataset("orders", full);
  const first = new CozeDocument("a", { dataset: orders, webUrl: "https://a.example" });
  const second = new CozeDocument("b", { dataset: pulumi.output(orders), webUrl: "https://b.example" });
  await valueOf(pulumi.all([first.id, second.id]));
  for (const name of ["a", "b"]) {
    expect(registered.find((resource) => resource.name === name)?.inputs).toMatchObject({
      datasetId: "orders-id",
      spaceId: full.spaceId,
      __provider: 'exports.handler=()=>require("pulumi-coze/runtime").document',
    });
  }
  for (const beside of [{ datasetId: "1" }, { spaceId: "1" }]) {
    expect(() => new CozeDocument("c", { dataset: orders, webUrl: "https://c.example", ...beside })).toThrow(
      `CozeDocument c: ${Object.keys(beside).join()}: must not be set beside dataset, which sets it`,
    );
  }
});

test("the outputs of a document are its inputs and what Coze tells", async () => {
  await mockEngine();
  const document = new CozeDocument("a", { datasetId: "1", webUrl: "https://a.example" });
  await valueOf(document.id);
  const own = Object.keys(document).filter((key) => !key.startsWith("__"));
  expect(own.sort()).toEqual(
    [
      ...["datasetId", "spaceId", "name", "source", "webUrl", "fileId", "caption", "updateInterval", "chunkStrategy"],
      ...["processingTimeoutSeconds", "documentId", "charCount", "sliceCount", "size", "status", "createTime"],
      ...["id", "urn"],
    ].sort(),
  );
});

import * as pulumi from "@pulumi/pulumi";
import { CozeFile } from "../../../provider/index";
import { mockEngine, valueOf } from "../package/mocks";

const OUTPUTS = ["fileId", "source", "fileName", "bytes", "createdAt"];
const source = new pulumi.asset.StringAsset("a,b");

test("type, provider text and the name of the resource are what stands in users' state", async () => {
  const registered = await mockEngine();
  await valueOf(new CozeFile("list", { source, fileName: pulumi.output("list.csv") }).id);
  expect(registered).toHaveLength(1);
  expect(registered[0]?.type).toBe("pulumi-nodejs:dynamic/coze:File");
  const { source: sent, ...inputs } = registered[0]?.inputs ?? {};
  expect(inputs).toEqual({
    fileName: "list.csv",
    __resource: "list",
    __provider: 'exports.handler=()=>require("pulumi-coze/runtime").file',
  });
  expect(await (sent as pulumi.asset.StringAsset).text).toBe("a,b");
});

test("the documented outputs are there, with what the provider gave them, and no other", async () => {
  const given = { fileId: "7", fileName: "list.csv", bytes: 3, createdAt: 1 };
  await mockEngine(given);
  const file = new CozeFile("list", { source });
  expect(await valueOf(pulumi.all([file.fileId, file.fileName, file.bytes, file.createdAt]))).toEqual(
    Object.values(given),
  );
  const own = Object.keys(file).filter((key) => !key.startsWith("__"));
  expect(own.sort()).toEqual([...OUTPUTS, "id", "urn"].sort());
});

test("get reads by id, and declares nothing", async () => {
  const registered = await mockEngine();
  await valueOf(CozeFile.get("theirs", "7390000000000000001").id);
  expect(registered[0]).toMatchObject({ type: "pulumi-nodejs:dynamic/coze:File", id: "7390000000000000001" });
  expect(Object.keys(registered[0]?.inputs ?? {}).sort()).toEqual(["__provider", "__resource"]);
});

import * as pulumi from "@pulumi/pulumi";
import { CozeBot } from "../../../provider/index";
import { secret } from "../../harness/marks";
import { full } from "../bot/samples";
import { frozen, mockEngine, valueOf } from "./mocks";

const OUTPUTS = [
  ...Object.keys(full),
  "contentHash",
  "promotionHash",
  "iconUrl",
  "ownerUserId",
  "createTime",
  "updateTime",
];

const outputOf = (bot: CozeBot, key: string) => (bot as unknown as Record<string, pulumi.Output<unknown>>)[key];

test("type, provider text and the name of the resource are what stands in users' state", async () => {
  const registered = await mockEngine();
  await valueOf(new CozeBot("support", { name: "Support" }).id);
  expect(registered).toHaveLength(1);
  expect(registered[0]?.type).toBe("pulumi-nodejs:dynamic/coze:Bot");
  expect(registered[0]?.inputs).toEqual({
    name: "Support",
    __resource: "support",
    __provider: 'exports.handler=()=>require("pulumi-coze/runtime").bot',
  });
  expect(Buffer.byteLength(String(registered[0]?.inputs["__provider"]))).toBe(54);
});

test("all arguments arrive as they are, and the caller's object is left alone", async () => {
  const registered = await mockEngine();
  const args = frozen({ ...full, plugins: [...full.plugins] });
  const opts = frozen({ protect: true });
  await valueOf(new CozeBot("support", args, opts).id);
  const { __provider, __resource, ...inputs } = registered[0]?.inputs ?? {};
  expect(inputs).toEqual(full);
});

test("no input has a name that the SDK keeps for itself", async () => {
  const registered = await mockEngine();
  await valueOf(new CozeBot("support", full).id);
  const own = Object.keys(registered[0]?.inputs ?? {}).filter((key) => key.startsWith("__"));
  expect(own.sort()).toEqual(["__provider", "__resource"]);
});

test("every output is there, and has the value that the provider gave it", async () => {
  const given = {
    contentHash: "v1:a",
    promotionHash: "v1:b",
    iconUrl: "u",
    ownerUserId: "o",
    createTime: 1,
    updateTime: 2,
  };
  await mockEngine(given);
  const bot = new CozeBot("support", full);
  for (const key of OUTPUTS) {
    const output = outputOf(bot, key);
    if (!pulumi.Output.isInstance(output)) throw new Error(`${key} is no output`);
    expect(await valueOf(output)).toEqual({ ...full, ...given }[key as keyof typeof full]);
  }
});

test("the documented fields are those outputs, and no other", async () => {
  await mockEngine();
  const bot = new CozeBot("support", { name: "Support" });
  await valueOf(bot.id);
  const own = Object.keys(bot).filter((key) => !key.startsWith("__"));
  expect(own.sort()).toEqual([...OUTPUTS, "id", "urn"].sort());
});

test("outputs of other resources can stand anywhere in the arguments", async () => {
  const registered = await mockEngine();
  const bot = new CozeBot("support", {
    name: pulumi.output("Support"),
    promptInfo: { prompt: pulumi.output("Hi") },
    knowledge: pulumi.output({ datasetIds: ["1"] }),
    workflowIds: [pulumi.output("2")],
    plugins: [{ pluginId: "3", apiId: pulumi.output("4") }],
    modelInfoConfig: { modelId: "5", parameters: { caching: { type: pulumi.output("disabled" as const) } } },
  });
  await valueOf(bot.id);
  expect(registered[0]?.inputs).toMatchObject({
    name: "Support",
    promptInfo: { prompt: "Hi" },
    knowledge: { datasetIds: ["1"] },
    workflowIds: ["2"],
    plugins: [{ pluginId: "3", apiId: "4" }],
    modelInfoConfig: { modelId: "5", parameters: { caching: { type: "disabled" } } },
  });
});

test("get reads by id, and declares nothing", async () => {
  const registered = await mockEngine();
  const bot = CozeBot.get("theirs", "7390000000000000001");
  expect(await valueOf(bot.id)).toBe("7390000000000000001");
  expect(registered[0]).toMatchObject({ type: "pulumi-nodejs:dynamic/coze:Bot", id: "7390000000000000001" });
  expect(Object.keys(registered[0]?.inputs ?? {}).sort()).toEqual(["__provider", "__resource"]);
});

test("a secret input goes to the engine as a secret", async () => {
  const registered = await mockEngine();
  await valueOf(new CozeBot("support", { name: "Support", promptInfo: { prompt: pulumi.secret("hunter2") } }).id);
  expect(registered[0]?.inputs["promptInfo"]).toEqual(secret({ prompt: "hunter2" }));
});

describe("what is not declared", () => {
  const description = () => valueOf(new CozeBot("support", { name: "Support" }).description);

  test("is an output without a value", async () => {
    await mockEngine();
    expect(await description()).toBeUndefined();
  });

  test("has the value of the state where there is one: by ignoreChanges, a transform, or from Coze", async () => {
    await mockEngine({ description: "of the state" });
    expect(await description()).toBe("of the state");
  });
});

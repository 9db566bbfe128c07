import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import {
  CozeBot,
  CozeBotPublication,
  CozeBotTest,
  CozeDataset,
  CozeDocument,
  CozeFile,
  getBot,
  getBots,
} from "../../../provider";
import { canonical, hashes } from "../../../provider/resources/bot/canonical";
import { mockCoze, type MockCozeOptions } from "../../../provider/testing";
import { LATE_MODULES } from "../../harness/cli/environment";
import { valueOf } from "../package/mocks";

/** Runs a program under the mocks; its outputs, or why it fails. */
async function run(program: () => Record<string, pulumi.Output<unknown>>, options?: MockCozeOptions) {
  await pulumi.runtime.setMocks(mockCoze(options), "shop", "test");
  const outputs = program();
  const found: Record<string, unknown> = {};
  for (const [name, output] of Object.entries(outputs)) found[name] = await valueOf(output);
  return found;
}

test("a bot and its publication have ids, a version, and the real hashes", async () => {
  const found = await run(() => {
    const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "Be kind." } });
    const live = new CozeBotPublication("support", { bot });
    const { id, spaceId, contentHash, promotionHash } = bot;
    return {
      id,
      spaceId,
      contentHash,
      promotionHash,
      version: live.version,
      published: live.contentHash,
      liveId: live.id,
    };
  });
  const content = hashes(canonical({ name: "Support", promptInfo: { prompt: "Be kind." } }));
  expect(found).toEqual({
    id: "7000000000000000001",
    spaceId: "7000000000000000000",
    ...content,
    version: "7000000000000000002",
    published: content.contentHash,
    liveId: "7000000000000000001",
  });
});

test("secret inputs are taken, checked, and stay secret", async () => {
  const problems: string[] = [];
  await pulumi.runtime.setMocks(
    mockCoze({ onProblems: (_resource, found) => problems.push(...found) }),
    "shop",
    "test",
  );
  const prompt = pulumi.secret("Be kind.");
  const bot = new CozeBot("support", { name: pulumi.secret("Support"), promptInfo: { prompt } });
  expect(await valueOf(bot.contentHash)).toBe(
    hashes(canonical({ name: "Support", promptInfo: { prompt: "Be kind." } })).contentHash,
  );
  expect([await pulumi.isSecret(bot.promptInfo), await valueOf(bot.promptInfo)]).toEqual([
    true,
    { prompt: "Be kind." },
  ]);
  const wrong = new CozeBot("wrong", { name: pulumi.secret("a name that is too long") });
  expect(await valueOf(wrong.id)).toBeDefined();
  expect(problems).toEqual(["name: must be 1 to 20 characters, got a string of 23 characters"]);
});

test("a test of a bot has passed, and its publication goes ahead", async () => {
  const found = await run(() => {
    const bot = new CozeBot("support", { name: "Support" });
    const cases = [{ name: "kind", ask: "Hi", expect: [{ contains: "Hi" }], repeat: 3, minPassed: 2 }];
    const tested = new CozeBotTest("support", { bot, cases });
    const live = new CozeBotPublication("support", { bot, requireTest: tested });
    return { passed: tested.passed, hash: tested.testedContentHash, results: tested.results, live: live.contentHash };
  });
  const { contentHash } = hashes(canonical({ name: "Support" }));
  const results = [{ name: "kind", status: "passed", passed: 2, runs: 2 }];
  expect(found).toEqual({ passed: true, hash: contentHash, results, live: contentHash });
});

test("files, knowledge bases and documents", async () => {
  const found = await run(() => {
    const { fileId } = new CozeFile("icon", { source: new pulumi.asset.StringAsset("bytes"), fileName: "icon.png" });
    const { datasetId } = new CozeDataset("help", { name: "Help" });
    const source = new pulumi.asset.StringAsset("Returns are free.");
    const { documentId, status } = new CozeDocument("returns", { datasetId, name: "returns.txt", source });
    return { fileId, datasetId, documentId, status };
  });
  expect(found).toMatchObject({
    fileId: expect.stringMatching(/^7\d{18}$/) as string,
    datasetId: expect.stringMatching(/^7\d{18}$/) as string,
    documentId: expect.stringMatching(/^7\d{18}$/) as string,
    status: "processed",
  });
});

test("what is wrong with a program is in the words of a preview, all problems at once", async () => {
  const found: [string, readonly string[]][] = [];
  await run(() => ({ id: new CozeBot("support", { name: "x".repeat(21), knowledge: { datasetIds: ["a b"] } }).id }), {
    onProblems: (...problems) => found.push(problems),
  });
  expect(found).toEqual([
    [
      "CozeBot support",
      [
        "name: must be 1 to 20 characters, got a string of 21 characters",
        expect.stringMatching(/^knowledge\.datasetIds\[0\]: must be an id/),
      ],
    ],
  ]);
});

test("by default a wrong program fails", () => {
  const program = `
    const pulumi = require("@pulumi/pulumi");
    const { mockCoze } = require("pulumi-coze/testing");
    pulumi.runtime.setMocks(mockCoze()).then(() => {
      const { CozeBot } = require("pulumi-coze");
      new CozeBot("support", { name: "" });
    });`;
  const { status, stderr } = spawnSync(process.execPath, ["-e", program], {
    env: { NODE_OPTIONS: LATE_MODULES },
    encoding: "utf8",
  });
  expect(status).not.toBe(0);
  expect(stderr).toContain("CozeBot support: name: must be 1 to 20 characters, got a string of 0 characters");
});

test("an adoption and a bot that is only read keep their ids", async () => {
  const found = await run(() => ({
    adopted: new CozeBot("one", { name: "One", botId: "742" }).id,
    read: CozeBot.get("two", "743").id,
  }));
  expect(found).toEqual({ adopted: "742", read: "743" });
});

test("lookups answer with what they are given, and say where nothing is", async () => {
  const lookups = { getBots: () => [{ botId: "1", name: "One" }] };
  await pulumi.runtime.setMocks(mockCoze({ lookups }), "shop", "test");
  expect(await getBots()).toEqual([{ botId: "1", name: "One" }]);
  await expect(getBot({ botId: "1" })).rejects.toThrow("getBot is not mocked: give mockCoze an answer in lookups");
});

test("other resources and functions go to other mocks", async () => {
  class Other extends pulumi.CustomResource {
    declare readonly arn: pulumi.Output<string>;
    constructor(name: string) {
      super("aws:s3:Bucket", name, { arn: undefined });
    }
  }
  const others: pulumi.runtime.Mocks = {
    newResource: ({ name }) => ({ id: name, state: { arn: `arn:${name}` } }),
    call: ({ token }) => ({ token }),
  };
  expect(await run(() => ({ arn: new Other("files").arn }), { others })).toEqual({ arn: "arn:files" });
  expect(await run(() => ({ id: new Other("files").id }))).toEqual({ id: "files-id" });
  await pulumi.runtime.setMocks(mockCoze({ others }), "shop", "test");
  expect(await pulumi.runtime.invoke("aws:index:getRegion", {})).toEqual({ token: "aws:index:getRegion" });
});

test("an asset is hashed as the engine does it, a file by its bytes, and a file keeps its path", async () => {
  const recorded = async (source: pulumi.asset.Asset) => {
    const type = "pulumi-nodejs:dynamic/coze:File";
    const { state } = await mockCoze().newResource({ type, name: "file", inputs: { source, fileName: "a.csv" } });
    return (state as { source: object }).source;
  };
  const sha256 = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest("hex");
  const file = { path: __filename, hash: sha256(readFileSync(__filename)) };
  expect(await recorded(new pulumi.asset.FileAsset(__filename))).toMatchObject(file);
  expect(await recorded(new pulumi.asset.StringAsset("a,b"))).toMatchObject({ text: "a,b", hash: sha256("a,b") });
});

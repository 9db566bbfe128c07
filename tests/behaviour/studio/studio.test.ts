import { openFiles, type Files } from "../../harness/files";
import {
  CHAT,
  CREATE_DATASET,
  CREATE_DOCUMENT,
  DELETE_DOCUMENT,
  openScene,
  PROGRESS,
  UPLOAD,
  USER,
  type Scene,
} from "../../harness/engine/scene";

// The server of Coze Studio, by the shapes that were measured there.

const SECOND_PAGE = 12;

let files: Files;
beforeAll(async () => {
  files = await openFiles();
  await files.write("returns.md", "Within 14 days.");
});

const open = (): Promise<Scene> => openScene({ emulator: { studio: true } });

const knowledge = (text: string): string => `
  const dataset = new CozeDataset("orders", { name: "Orders", description: "All of them" });
  new CozeDocument("returns", { dataset, name: "returns.md", source: new pulumi.asset.StringAsset("${text}") });
`;

test("a knowledge base and its document are made by an upload, refreshed by pages from 0, edited and deleted", async () => {
  const t = await open();
  const made = await t.up(knowledge("Within 14 days."));
  // The first document tells which server it is.
  expect(made.calls).toEqual([
    CREATE_DATASET,
    CREATE_DOCUMENT,
    USER,
    DELETE_DOCUMENT,
    UPLOAD,
    CREATE_DOCUMENT,
    PROGRESS,
  ]);
  const [document] = t.emulator.knowledge.documents;
  expect(document).toMatchObject({
    name: "returns.md",
    content: { bytes: Buffer.alloc("Within 14 days.".length, "x") },
  });
  await t.expectSilence();

  t.later();
  const { id } = t.emulator.knowledge.datasets[0] ?? { id: "" };
  for (let n = 0; n < SECOND_PAGE; n++) {
    t.emulator.knowledge.addDocument(id, { name: `${n}.txt`, content: { bytes: Buffer.from("x"), fileType: "txt" } });
  }
  expect((await t.refresh()).error).toBeUndefined();
  expect(Object.keys(t.resources()).sort()).toEqual(["Dataset orders", "Document returns"]);
  await t.expectSilence();

  await t.up(knowledge("Within 30 days, that is."));
  expect(t.emulator.knowledge.documents.filter(({ name }) => name === "returns.md")).toHaveLength(1);
  await t.destroy();
  expect(t.emulator.knowledge.datasets).toEqual([]);
});

test("a web page is refused, since Studio would make a document of it that fails", async () => {
  const t = await open();
  const run = await t.up(
    `const dataset = new CozeDataset("orders", { name: "Orders" });
     new CozeDocument("page", { dataset, name: "page", webUrl: "https://example.com" });`,
    { expect: "failure" },
  );
  expect(run.error).toContain("this server is Coze Studio, which takes files with a text alone");
  expect(t.emulator.knowledge.documents).toEqual([]);
});

test("a file is kept by a refresh, since no call reads it", async () => {
  const t = await open();
  await t.up(`new CozeFile("logo", { source: new pulumi.asset.StringAsset("A"), fileName: "a.png" });`);
  const refreshed = await t.refresh({ expectNoChanges: true });
  expect(refreshed.text).toContain("no call that reads a file: it is kept as recorded");
  await t.expectSilence();
});

function publishedBot(t: Scene, prompt: string): string {
  const { console: people, spaceId } = t.emulator;
  const id = people.createDraft(spaceId, {
    name: "Support",
    prompt_info: { prompt },
    workflow_id_list: { ids: [{ id: "741" }] },
    plugin_id_list: { id_list: [{ plugin_id: "731", api_id: "735" }] },
  });
  people.publish(id, ["1024"]);
  return id;
}

const CASE = `{ name: "kind", ask: "Kind?", expect: [{ contains: "kind" }] }`;

test("a published bot is looked up and tested, and neither its draft nor a version is taken for what was asked for", async () => {
  const t = await open();
  const botId = publishedBot(t, "Be kind.");
  const run = await t.up(`
    const { getBotOutput, getDatasetOutput } = require("pulumi-coze");
    new CozeDataset("faq", { name: "FAQ" });
    const bot = getBotOutput({ botId: "${botId}", published: true });
    exports.found = [bot.promptInfo, bot.workflowIds, bot.plugins];
    new CozeBotTest("live", { botId: "${botId}", version: "live", contentHash: "", promotionHash: "", cases: [${CASE}] });
  `);
  expect(run.error).toBeUndefined();
  expect(t.engine.outputs).toEqual({
    found: [expect.objectContaining({ prompt: "Be kind." }), ["741"], [{ pluginId: "731", apiId: "735" }]],
  });
  expect(run.calls).toContain(CHAT);

  await t.up(`exports.draft = require("pulumi-coze").getBot({ botId: "${botId}" }).catch((error) => error.message);`);
  expect(t.engine.outputs).toEqual({
    draft: expect.stringContaining("a published version in place of the draft") as string,
  });
  const version = t.emulator.bots[0]?.versions[0]?.version ?? "";
  const other = await t.up(
    `new CozeBotTest("old", { botId: "${botId}", version: "${version}", contentHash: "", promotionHash: "", cases: [${CASE}] });`,
    {
      expect: "failure",
    },
  );
  expect(other.error).toContain("is Coze Studio, which chats with what is published alone");
});

test("a model that fails is an error of the test, although the chat completes", async () => {
  const t = await open();
  const botId = publishedBot(t, "Be kind.");
  t.emulator.chat.script(botId, [{ fail: { code: 5000, msg: "the model is down" } }]);
  const run = await t.up(
    `new CozeBotTest("live", { botId: "${botId}", version: "live", contentHash: "", promotionHash: "", cases: [${CASE}] });`,
    {
      expect: "failure",
    },
  );
  expect(run.error).toContain("could not be tested");
});

test("a bot is not created: the server does not have the call", async () => {
  const t = await open();
  const run = await t.up(`new CozeBot("support", { name: "Support" });`, { expect: "failure" });
  expect(run.error).toContain("does not have this call");
});

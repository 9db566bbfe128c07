import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator, type Emulator, type Seed } from "../../../emulator";
import { inProcess } from "./command";

let directory: string;
let live: Emulator;
beforeAll(async () => {
  live = await startEmulator();
  directory = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-coze-seed-")));
});
afterAll(async () => {
  await live.close();
  rmSync(directory, { recursive: true });
});

const run = (...args: string[]) => inProcess(live, directory, ["import", "--space", live.spaceId, ...args]);

test("a workspace becomes a seed, from which an emulator has the same bots", async () => {
  const { id: datasetId } = live.knowledge.createDataset(live.spaceId, { name: "Manual" });
  const page = { name: "page", content: { bytes: Buffer.from("secret"), fileType: "txt" } };
  const { id: documentId } = live.knowledge.addDocument(datasetId, page);
  const { id: imagesId } = live.knowledge.createDataset(live.spaceId, { name: "Images" }, { formatType: 2 });
  const { id: imageId } = live.knowledge.addDocument(imagesId, { name: "face.png", content: { fileId: "12" } });
  const flow = live.library.createWorkflow(live.spaceId, { name: "refund", mode: "chatflow", version: "v0.0.3" });
  live.library.createWorkflow(live.spaceId, { name: "draft" });
  const plugin = live.library.createPlugin(live.spaceId, {
    ...{ name: "Shop", tools: [{ id: "735", name: "getOrder" }, { name: "cancelOrder" }] },
  });
  const content = {
    ...{ name: "Support", prompt_info: { prompt: "one" }, knowledge: { dataset_ids: [datasetId] } },
    plugin_id_list: {
      id_list: [
        { plugin_id: plugin, api_id: "735" },
        { plugin_id: "731", api_id: "736" },
      ],
    },
    workflow_id_list: { ids: [{ id: flow }] },
    onboarding_info: { prologue: "Hi", suggested_questions: ["Why?"] },
  };
  const id = live.console.createDraft(live.spaceId, content);
  const first = live.console.publish(id, ["1024", "999"]);
  live.console.editDraft(id, { prompt_info: { prompt: "two" } });
  const second = live.console.publish(id, ["1024"]);
  live.console.editDraft(id, { prompt_info: { prompt: "three" } });
  live.console.createDraft(live.spaceId, { name: "Draft only" });
  live.clearCalls();

  const { code, stdout, stderr } = await run("--seed", "seed.json");
  expect([code, stdout]).toEqual([
    ...[0, "2 bots, 2 knowledge bases, 2 documents, 2 workflows and 2 plugins written to seed.json\n"],
  ]);
  expect(stderr).toContain("pulumi-coze: the seed is incomplete: Coze could not read plugin 731: ");
  const changing = live.calls.filter(({ method, path }) => method !== "GET" && !path.endsWith("/document/list"));
  expect(changing).toEqual([]);
  const seed = JSON.parse(readFileSync(join(directory, "seed.json"), "utf8")) as Seed;
  await using emulator = await startEmulator({ seed });
  expect(emulator.spaceId).toBe(live.spaceId);
  expect(emulator.bots.find((bot) => bot.id === id)).toMatchObject({
    draft: { ...content, prompt_info: { prompt: "three" } },
    published: {
      "1024": { version: second, config: { prompt_info: { prompt: "two" } } },
      "999": { version: first, config: { prompt_info: { prompt: "one" } } },
    },
  });
  expect(emulator.bots.map(({ draft, published }) => [draft.name, Object.keys(published).length])).toEqual(
    expect.arrayContaining([["Draft only", 0]]),
  );
  const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name);
  expect(emulator.knowledge.datasets.sort(byName)).toMatchObject([
    { id: imagesId, name: "Images", formatType: 2 },
    { id: datasetId, name: "Manual", formatType: 0 },
  ]);
  expect(emulator.knowledge.documentsOf(datasetId)).toMatchObject([{ id: documentId, name: "page" }]);
  expect(emulator.knowledge.documentsOf(imagesId)).toMatchObject([{ id: imageId, content: { fileId: imageId } }]);
  expect(emulator.files).toMatchObject([{ id: imageId, fileName: "face.png" }]);
  expect(emulator.library.workflows.sort(byName)).toMatchObject([
    { name: "draft", mode: "workflow", version: undefined },
    { id: flow, name: "refund", mode: "chatflow", version: "v0.0.1" },
  ]);
  // Of a plugin that is not the account's own, Coze shows what the bot's read says.
  expect(emulator.library.plugins.sort(byName)).toMatchObject([
    { id: "731", name: "plugin 731", tools: [{ id: "736", name: "tool 736" }] },
    { id: plugin, name: "Shop", tools: [{ id: "735", name: "getOrder" }, { name: "cancelOrder" }] },
  ]);
});

test("what the token may not read is left out, and named", async () => {
  const permissions = ["listBot", "getMetadata", "listKnowledge", "listDocument"];
  const token = live.addToken({ permissions });
  const args = ["import", "--space", live.spaceId, "--seed", "narrow.json"];
  const { code, stdout, stderr } = await inProcess(live, directory, args, { env: { COZE_API_TOKEN: token } });
  expect([code, stdout]).toEqual([0, expect.stringContaining("0 workflows and 2 plugins written")]);
  expect(stderr).toContain("the seed is incomplete: Coze could not list the workflows of workspace");
  const { plugins } = JSON.parse(readFileSync(join(directory, "narrow.json"), "utf8")) as Seed;
  expect(plugins).toContainEqual(
    expect.objectContaining({ name: "Shop", tools: [expect.objectContaining({ name: "getOrder" })] }),
  );
});

test("a bot that the workspace has not is an error, whatever other bots it has", async () => {
  for (const name of ["One", "Two"]) live.console.createDraft(live.spaceId, { name });
  const { code, stderr } = await run("--bot", "7342866800000000001", "--seed", "missing.json");
  expect(stderr).toContain(`workspace ${live.spaceId} has no bot 7342866800000000001`);
  expect(code).toBe(2);
});

test("a file that is there stays, and --out does not go with it", async () => {
  expect((await run("--seed", "seed.json")).stderr).toContain("seed.json exists already");
  expect((await run("--seed", "seed.json", "--force")).code).toBe(0);
  expect((await run("--seed", "a.json", "--out", "b.ts")).stderr).toContain("--out and --seed do not go together");
});

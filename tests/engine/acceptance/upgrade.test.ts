import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { StackState } from "../../harness/cli/types";
import {
  DELETE_DATASET,
  DELETE_DOCUMENT,
  LIST,
  LIST_DATASETS,
  LIST_DOCUMENTS,
  openScene,
  READ,
  RETRIEVE,
  type Scene,
  UNPUBLISH,
} from "../../harness/cli/scene";

/** States as each released version has written them, with words in the place of what a server gives. */
const STATES = join(__dirname, "../../fixtures/states");

const PROGRAM = `
const bot = new CozeBot("support", {
  name: "Support",
  description: "Answers questions",
  promptInfo: { prompt: "Hello" },
  plugins: [{ pluginId: "731", apiId: "735" }],
  deletionPolicy: "retain",
});
const live = new CozeBotPublication("support", { bot, connectorIds: ["1024", "999"] });
exports.version = live.version;
new CozeFile("list", { source: new pulumi.asset.StringAsset("a,b"), fileName: "list.csv" });
const dataset = new CozeDataset("shop", { name: "Shop", description: "How to order" });
new CozeDocument("returns", { dataset, name: "returns.md", source: new pulumi.asset.StringAsset("Within 30 days.") });
`;

/** What the old version has made of it stands on the server. Returns what the states have words for. */
async function made({ emulator }: Scene): Promise<Readonly<Record<string, string>>> {
  const { console: web, knowledge, spaceId, url, token } = emulator;
  const plugin_id_list = { id_list: [{ plugin_id: "731", api_id: "735" }] };
  const about = { name: "Support", description: "Answers questions", prompt_info: { prompt: "Hello" } };
  const botId = web.createDraft(spaceId, { ...about, plugin_id_list });
  const version = web.publish(botId, ["1024", "999"]);
  const body = new FormData();
  body.append("file", new Blob(["a,b"]), "list.csv");
  const headers = { authorization: `Bearer ${token}` };
  await fetch(`${url}/v1/files/upload`, { method: "POST", headers, body });
  const fileId = emulator.files[0]?.id ?? "";
  const { id: datasetId } = knowledge.createDataset(spaceId, { name: "Shop", description: "How to order" });
  const content = { bytes: Buffer.from("Within 30 days."), fileType: "txt" };
  const { id: documentId } = knowledge.addDocument(datasetId, { name: "returns.md", content });
  return { botId, spaceId, version, fileId, datasetId, documentId };
}

test.each(readdirSync(STATES))(
  "the state that %s describes changes nothing, refreshes and is destroyed",
  async (file) => {
    const scene = await openScene();
    const given = await made(scene);
    await scene.writeProgram(PROGRAM);
    const text = readFileSync(join(STATES, file), "utf8").replace(
      /\{(\w+Id|version)\}/g,
      (_, key: string) => given[key] ?? "",
    );
    await scene.ws.importState(JSON.parse(text) as StackState);

    await scene.expectSilence();
    // What a refresh found changed, the up would repair.
    const refreshed = await scene.up(undefined, { args: ["--refresh"], expectNoChanges: true });
    expect(refreshed.calls.sort()).toEqual([READ, READ, READ, LIST, RETRIEVE, LIST_DATASETS, LIST_DOCUMENTS].sort());
    const destroy = await scene.destroy();
    expect(destroy.calls.sort()).toEqual([DELETE_DATASET, DELETE_DOCUMENT, READ, READ, UNPUBLISH, UNPUBLISH].sort());
  },
);

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

test.each(readdirSync(STATES))(
  "the state that %s describes changes nothing, refreshes and is destroyed",
  async (file) => {
    const scene = await openScene();
    const { emulator } = scene;
    // What the old version has made stands on the server.
    await scene.up(PROGRAM);
    const given: Record<string, unknown> = {
      botId: scene.bot.id,
      spaceId: emulator.spaceId,
      version: (await scene.ws.outputs())["version"],
      fileId: emulator.files[0]?.id,
      datasetId: emulator.knowledge.datasets[0]?.id,
      documentId: emulator.knowledge.documents[0]?.id,
    };
    const text = readFileSync(join(STATES, file), "utf8").replace(/\{(\w+Id|version)\}/g, (_, key: string) =>
      String(given[key]),
    );
    await scene.ws.importState(JSON.parse(text) as StackState);
    emulator.clearCalls();

    const preview = await scene.preview(undefined, { expectNoChanges: true });
    expect(preview.calls).toEqual([]);
    const refresh = await scene.refresh({ expectNoChanges: true });
    expect(refresh.calls.sort()).toEqual([READ, READ, READ, LIST, RETRIEVE, LIST_DATASETS, LIST_DOCUMENTS].sort());
    await scene.expectSilence();
    const destroy = await scene.destroy();
    expect(destroy.calls.sort()).toEqual([DELETE_DATASET, DELETE_DOCUMENT, READ, READ, UNPUBLISH, UNPUBLISH].sort());
  },
);

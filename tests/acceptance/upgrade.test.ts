import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { StackState } from "../engine/types";
import { openScene, UNPUBLISH, writesOf } from "./harness";

/** States as each released version has written them, with words in the place of what a server gives. */
const STATES = join(__dirname, "../fixtures/states");

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
`;

test.each(readdirSync(STATES))(
  "the state that %s describes changes nothing, refreshes and is destroyed",
  async (file) => {
    const scene = await openScene();
    const { emulator } = scene;
    const botId = emulator.createDraft(emulator.spaceId, {
      name: "Support",
      description: "Answers questions",
      prompt_info: { prompt: "Hello" },
      plugin_id_list: { id_list: [{ plugin_id: "731", api_id: "735" }] },
    });
    const version = emulator.publishOutside(botId, ["1024", "999"]);
    await scene.writeProgram(PROGRAM);
    const text = readFileSync(join(STATES, file), "utf8")
      .replaceAll("{botId}", botId)
      .replaceAll("{spaceId}", emulator.spaceId)
      .replaceAll("{version}", version);
    await scene.ws.importState(JSON.parse(text) as StackState);

    const preview = await scene.preview(undefined, { expectNoChanges: true });
    expect(preview.calls).toEqual([]);
    const refresh = await scene.refresh({ expectNoChanges: true });
    expect(writesOf(refresh.log)).toEqual([]);
    await scene.expectSilence();
    const destroy = await scene.destroy();
    expect(writesOf(destroy.log)).toEqual([UNPUBLISH, UNPUBLISH]);
  },
);

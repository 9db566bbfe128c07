import { until } from "../../tests/harness/until";
import { CREATE, LIST } from "../../tests/harness/routes";
import type { Section } from "./mistake";

const CONTENT = { name: "Support" };
const PROGRAM = `new CozeBot("support", ${JSON.stringify(CONTENT)});`;

export const interruptions: Section = {
  title: "Network and interrupted runs",
  mistakes: [
    {
      title: "Coze has an internal error",
      command: "pulumi up",
      remedy: "Nothing: the call is repeated. The line comes where the pause before that is longer than 2 s.",
      run: (scene) => {
        scene.emulator.fault({ route: LIST, kind: { status: 503, retryAfter: "3", body: {} } });
        return scene.up(PROGRAM);
      },
    },
    {
      title: "The answer of a create is lost, and the bot is there",
      command: "pulumi up",
      remedy: "Nothing: the run has found the bot and gone on with it.",
      run: (scene) => {
        scene.emulator.fault({ route: CREATE, kind: { reset: "after" } });
        return scene.up(PROGRAM);
      },
    },
    {
      title: "The answer of a create is lost, and the bot is not there",
      command: "pulumi up",
      remedy: "Look in the console. Adopt the bot with `botId` if it has come up since, else run `pulumi up` again.",
      run: (scene) => {
        scene.emulator.fault({ route: CREATE, kind: { timeout: "before" } });
        return scene.up(PROGRAM, { timeoutSeconds: "1" });
      },
    },
    {
      title: "The answer of a create is lost, and two bots may be the one",
      command: "pulumi up",
      remedy: "Open both in the console, set `botId` to the one to keep, and delete the other.",
      run: async (scene) => {
        const { emulator } = scene;
        const other = emulator.console.createDraft(emulator.spaceId, CONTENT);
        // While the create is at work someone edits a bot that is alike.
        emulator.set({ latencyMs: 500 });
        emulator.fault({ route: CREATE, kind: { reset: "after" } });
        const run = scene.up(PROGRAM, { allowSameName: "true" });
        await until(() => emulator.calls.some(({ route }) => route === CREATE));
        emulator.console.editDraft(other, CONTENT);
        return run;
      },
    },
    {
      title: "A run before this one was cut off",
      command: "pulumi up",
      remedy: "Set `botId` as the message says, and take it out again after the next `up` if you like.",
      run: (scene) => {
        scene.emulator.console.createDraft(scene.emulator.spaceId, CONTENT);
        return scene.up(PROGRAM);
      },
    },
    {
      title: "The answer is no JSON",
      command: "pulumi up",
      remedy: "Check for a proxy or the login page of a network in between.",
      run: (scene) => {
        scene.emulator.fault({ route: LIST, times: Infinity, kind: { garbage: true } });
        return scene.up(PROGRAM, { maxRetries: "0" });
      },
    },
    {
      title: "The token may not look for what an interrupted run left behind",
      command: "pulumi up",
      remedy: "Give the token `listBot`, `getMetadata` and `Bot.listVersion`, or go on without the look.",
      env: { COZE_API_TOKEN: undefined },
      run: (scene) => scene.up(PROGRAM, { token: scene.emulator.addToken({ permissions: ["createBot"] }) }),
    },
  ],
};

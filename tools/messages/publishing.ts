import { PUBLISH } from "../../tests/harness/routes";
import type { Section } from "./mistake";

const BOT = `const bot = new CozeBot("support", { name: "Support" });`;

export const publishing: Section = {
  title: "Publishing",
  mistakes: [
    {
      title: "Parameters of a channel that is not published to",
      command: "pulumi preview",
      remedy: "Add the channel to `connectorIds`, or leave `connectorIds` out: it then has all keys of `connectors`.",
      run: (scene) =>
        scene.preview(
          `${BOT} new CozeBotPublication("support", { bot, connectorIds: ["1024"], connectors: { "7470000000000000001": { key: "value" } } });`,
        ),
    },
    {
      title: "A custom channel without the API channel",
      command: "pulumi preview",
      remedy: 'Add `"1024"` to `connectorIds`: Coze asks for it beside a custom channel.',
      run: (scene) =>
        scene.preview(`${BOT} new CozeBotPublication("support", { bot, connectorIds: ["7470000000000000001"] });`),
    },
    {
      title: "Two publications of one bot",
      command: "pulumi preview",
      remedy: "Keep one, with all channels in its `connectorIds`.",
      run: (scene) =>
        scene.preview(
          `${BOT} new CozeBotPublication("api", { bot }); new CozeBotPublication("sdk", { bot, connectorIds: ["999"] });`,
        ),
    },
    {
      title: "The promotion gate refuses",
      command: "pulumi preview",
      remedy: "Run this program in the stack before, test it there, then come back.",
      run: (scene) =>
        scene.preview(
          `${BOT} new CozeBotPublication("support", { bot, requirePromotionHash: "v1:${"0".repeat(64)}" });`,
        ),
    },
    {
      title: "The promotion gate has nothing to compare with",
      command: "pulumi preview",
      remedy: "Publish in the stack before first; `requirePromotionHash` comes from its output.",
      run: (scene) =>
        scene.preview(
          `${BOT} new CozeBotPublication("support", { bot, requirePromotionHash: pulumi.output(undefined) });`,
        ),
    },
    {
      title: "adoptVersion of a version that is not live",
      command: "pulumi up",
      remedy: "Set `adoptVersion` to the version that the message shows, or leave it out to publish.",
      run: (scene) => {
        const botId = scene.emulator.console.createDraft(scene.emulator.spaceId, { name: "Support" });
        scene.emulator.console.publish(botId, ["1024"]);
        return scene.up(`new CozeBotPublication("support", { botId: "${botId}", adoptVersion: "17" });`);
      },
    },
    {
      title: "adoptVersion on a channel that nothing is published to",
      command: "pulumi up",
      remedy: "Take the channel out of `connectorIds` until the version is adopted, or leave `adoptVersion` out.",
      run: (scene) => {
        const botId = scene.emulator.console.createDraft(scene.emulator.spaceId, { name: "Support" });
        const version = scene.emulator.console.publish(botId, ["1024"]);
        return scene.up(
          `new CozeBotPublication("support", { botId: "${botId}", connectorIds: ["1024", "999"], adoptVersion: "${version}" });`,
        );
      },
    },
    {
      title: "Coze's content check refuses the bot",
      command: "pulumi up",
      remedy: "Change the text that it may mean. The draft has it already; nothing new is live.",
      run: (scene) => {
        scene.emulator.set({ contentBlockWord: "forbidden" });
        return scene.up(
          `const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "Say something forbidden." } });
          new CozeBotPublication("support", { bot });`,
        );
      },
    },
    {
      title: "Coze is busy",
      command: "pulumi up",
      remedy: "Nothing: it is waited for. Where it happens often, lower `coze:requestsPerSecond`.",
      run: (scene) => {
        scene.emulator.fault({
          route: PUBLISH,
          kind: { status: 429, retryAfter: "3", body: { code: 4013, msg: "Too many requests" } },
        });
        return scene.up(`${BOT} new CozeBotPublication("support", { bot });`);
      },
    },
  ],
};

import { PUBLISH } from "../../harness/routes";
import { scenes } from "./scenes";

const BOT = `const bot = new CozeBot("support", { name: "Support" });`;

scenes([
  {
    title: "Parameters of a channel that is not published to",
    says: [
      "error: pulumi-nodejs:dynamic/coze:Publication resource 'support' has a problem: connectors[\"7470000000000000001\"]: must be one of connectorIds, got a list of 1 item",
    ],
    run: (scene) =>
      scene.preview(
        `${BOT} new CozeBotPublication("support", { bot, connectorIds: ["1024"], connectors: { "7470000000000000001": { key: "value" } } });`,
      ),
  },
  {
    title: "A custom channel without the API channel",
    says: [
      "error: pulumi-nodejs:dynamic/coze:Publication resource 'support' has a problem: connectorIds: must have \"1024\" (the API channel) beside a custom channel, got a list of 1 item",
    ],
    run: (scene) =>
      scene.preview(`${BOT} new CozeBotPublication("support", { bot, connectorIds: ["7470000000000000001"] });`),
  },
  {
    title: "Two publications of one bot",
    says: [
      "error: CozeBotPublication sdk: bot: must not have a second publication; list all its channels in connectorIds of the first",
    ],
    run: (scene) =>
      scene.preview(
        `${BOT} new CozeBotPublication("api", { bot }); new CozeBotPublication("sdk", { bot, connectorIds: ["999"] });`,
      ),
  },
  {
    title: "The promotion gate refuses",
    says: [
      'error: pulumi-nodejs:dynamic/coze:Publication resource \'support\' has a problem: requirePromotionHash: the stack that it comes from has published "v1:<hash>", and this bot is "v1:<hash>". Run `pulumi up` of this program in that stack first, test it there, then run this again; or go back to the program that it has published.',
    ],
    run: (scene) =>
      scene.preview(`${BOT} new CozeBotPublication("support", { bot, requirePromotionHash: "v1:${"0".repeat(64)}" });`),
  },
  {
    title: "The promotion gate has nothing to compare with",
    says: [
      "error: pulumi-nodejs:dynamic/coze:Publication resource 'support' has a problem: requirePromotionHash: the stack that it comes from has published nothing, and this bot is \"v1:<hash>\". Run `pulumi up` of this program in that stack first, test it there, then run this again; or go back to the program that it has published.",
    ],
    run: (scene) =>
      scene.preview(
        `${BOT} new CozeBotPublication("support", { bot, requirePromotionHash: pulumi.output(undefined) });`,
      ),
  },
  {
    title: "adoptVersion of a version that is not live",
    says: [
      "error: Version 17 of bot <bot> cannot be adopted: channel 1024 has <version>. Set adoptVersion to what is live on every channel of connectorIds, or leave it out to publish the draft.",
    ],
    run: (scene) => {
      const botId = scene.emulator.console.createDraft(scene.emulator.spaceId, { name: "Support" });
      scene.emulator.console.publish(botId, ["1024"]);
      return scene.up(`new CozeBotPublication("support", { botId: "${botId}", adoptVersion: "17" });`);
    },
  },
  {
    title: "adoptVersion on a channel that nothing is published to",
    says: [
      "error: Version <version> of bot <bot> cannot be adopted: channel 999 has no version. Set adoptVersion to what is live on every channel of connectorIds, or leave it out to publish the draft.",
    ],
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
    says: [
      'error: Coze could not publish bot <bot>: it answered 4105 "The content contains sensitive information, please modify it and publish again." (HTTP 200), log id <log id>. Coze\'s content check refused the bot: change its prompt, prologue or questions.',
    ],
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
    says: [
      'coze:Publication support: waiting <n> s before the next attempt. Coze could not publish bot <bot>: it answered 4013 "Too many requests" (HTTP 429), log id <log id>.',
    ],
    run: (scene) => {
      scene.emulator.fault({
        route: PUBLISH,
        kind: { status: 429, retryAfter: "3", body: { code: 4013, msg: "Too many requests" } },
      });
      return scene.up(`${BOT} new CozeBotPublication("support", { bot });`);
    },
  },
]);

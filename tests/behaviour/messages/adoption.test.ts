import { scenes } from "./scenes";

const UNKNOWN_BOT = "7340000000000000000";

scenes([
  {
    title: "Adopting a bot that is not found",
    says: [
      'error: Coze could not read bot 7340000000000000000: it answered 4200 "Requested resource bot_id=7340000000000000000 does not exist. Ensure you are the correct resource identifier." (HTTP 200), log id <log id>. Check the id, and that the token from the environment variable COZE_API_TOKEN belongs to https://api.coze.cn and may read it.',
    ],
    run: (scene) => scene.preview(`new CozeBot("support", { botId: "${UNKNOWN_BOT}", name: "Support" });`),
  },
  {
    title: "Adopting a bot of another workspace",
    says: [
      "error: Bot <bot> cannot be adopted: it is not in workspace <workspace>. Set spaceId to the workspace that holds it.",
    ],
    run: (scene) => {
      const botId = scene.emulator.console.createDraft(scene.emulator.otherSpaceId, { name: "Support" });
      return scene.preview(`new CozeBot("support", { botId: "${botId}", name: "Support" });`);
    },
  },
  {
    title: "Adopting one bot twice",
    says: [
      "coze:Bot support (bot <bot>): adopting it changes nothing on it",
      "error: pulumi-nodejs:dynamic/coze:Bot resource 'sales' has a problem: botId: is the bot that the resource support of this program adopts, too: keep one of the two",
    ],
    run: (scene) => {
      const botId = scene.emulator.console.createDraft(scene.emulator.spaceId, { name: "Support" });
      return scene.preview(
        `const first = new CozeBot("support", { botId: "${botId}", name: "Support" });
          new CozeBot("sales", { botId: "${botId}", name: "Support" }, { dependsOn: first });`,
      );
    },
  },
  {
    title: "Publishing a bot of another workspace",
    says: [
      "error: Bot <bot> cannot be published: it is not in workspace <workspace>. Set spaceId to the workspace that holds it.",
    ],
    run: (scene) => {
      const botId = scene.emulator.console.createDraft(scene.emulator.otherSpaceId, { name: "Support" });
      return scene.up(`new CozeBotPublication("support", { botId: "${botId}" });`);
    },
  },
  {
    title: "Destroying a bot",
    says: [
      "coze:Bot support (bot <bot>): warning: Coze has no call that deletes a bot: its draft is kept. Delete it in the console: https://www.coze.cn/space/<workspace>/bot/<bot>",
    ],
    run: async (scene) => {
      await scene.up(`new CozeBot("support", { name: "Support" });`);
      return scene.destroy();
    },
  },
  {
    title: 'Destroying a bot whose deletionPolicy is "fail"',
    says: [
      'error: Bot <bot> is kept, since its deletionPolicy is "fail" and Coze has no call that deletes a bot. Set deletionPolicy to "retain" or "archive" and run `pulumi up` first, or `pulumi state delete` the resource. The bot: https://www.coze.cn/space/<workspace>/bot/<bot>',
    ],
    run: async (scene) => {
      await scene.up(`new CozeBot("support", { name: "Support", deletionPolicy: "fail" });`);
      return scene.destroy();
    },
  },
  {
    title: 'Replacing a bot whose deletionPolicy is "fail"',
    says: [
      'error: Bot <bot> would be replaced, since spaceId changes, and its deletionPolicy is "fail". Set deletionPolicy to "retain" or "archive" and run `pulumi up` first.',
    ],
    run: async (scene) => {
      const program = (spaceId: string) =>
        `new CozeBot("support", { name: "Support", spaceId: "${spaceId}", deletionPolicy: "fail" });`;
      await scene.up(program(scene.emulator.spaceId));
      return scene.preview(program(scene.emulator.otherSpaceId));
    },
  },
]);

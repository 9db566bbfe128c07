import type { Section } from "./mistake";

const UNKNOWN_BOT = "7340000000000000000";

export const adoption: Section = {
  title: "Adopting, replacing, destroying",
  mistakes: [
    {
      title: "Adopting a bot that is not found",
      command: "pulumi preview",
      remedy: "Check the id in the bot's address in the console, the region and the token.",
      run: (scene) => scene.preview(`new CozeBot("support", { botId: "${UNKNOWN_BOT}", name: "Support" });`),
    },
    {
      title: "Adopting a bot of another workspace",
      command: "pulumi preview",
      remedy: "Set `spaceId` to the workspace that holds the bot.",
      run: (scene) => {
        const botId = scene.emulator.console.createDraft(scene.emulator.otherSpaceId, { name: "Support" });
        return scene.preview(`new CozeBot("support", { botId: "${botId}", name: "Support" });`);
      },
    },
    {
      title: "Adopting one bot twice",
      command: "pulumi preview",
      remedy: "Keep one of the two resources.",
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
      command: "pulumi up",
      remedy: "Set `spaceId` to the workspace that holds the bot.",
      run: (scene) => {
        const botId = scene.emulator.console.createDraft(scene.emulator.otherSpaceId, { name: "Support" });
        return scene.up(`new CozeBotPublication("support", { botId: "${botId}" });`);
      },
    },
    {
      title: "Looking up what is live where nothing is",
      command: "pulumi preview",
      remedy: "Publish the bot to that channel first, or look up the draft.",
      run: (scene) => {
        const botId = scene.emulator.console.createDraft(scene.emulator.spaceId, { name: "Support" });
        return scene.preview(`exports.name = getBot({ botId: "${botId}", published: true }).then(({ name }) => name);`);
      },
    },
    {
      title: "Destroying a bot",
      command: "pulumi destroy",
      remedy: "Delete the draft in the console, where it is no longer needed.",
      run: async (scene) => {
        await scene.up(`new CozeBot("support", { name: "Support" });`);
        return scene.destroy();
      },
    },
    {
      title: 'Destroying a bot whose deletionPolicy is "fail"',
      command: "pulumi destroy",
      remedy: "Set another `deletionPolicy` and run `pulumi up`, then destroy.",
      run: async (scene) => {
        await scene.up(`new CozeBot("support", { name: "Support", deletionPolicy: "fail" });`);
        return scene.destroy();
      },
    },
    {
      title: 'Replacing a bot whose deletionPolicy is "fail"',
      command: "pulumi preview",
      remedy: "Put the workspace back, or set another `deletionPolicy` and run `pulumi up` first.",
      run: async (scene) => {
        const program = (spaceId: string) =>
          `new CozeBot("support", { name: "Support", spaceId: "${spaceId}", deletionPolicy: "fail" });`;
        await scene.up(program(scene.emulator.spaceId));
        return scene.preview(program(scene.emulator.otherSpaceId));
      },
    },
  ],
};

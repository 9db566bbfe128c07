import { checkIds, defineCommand, requiredId, UsageError } from "../command";
import { openSession } from "../open-session";

export const importCommand = defineCommand({
  usage: `--space <id> [--bot <id> …] [--connector <id> …] [--out bots.ts] [--force]
      Writes a program that takes over the bots of a workspace as they are, with their prompts as files beside it.
      Channels other than 1024 (API) and 999 (Chat SDK) have to be named with --connector. Run your formatter on the program.`,
  options: {
    space: { type: "string" },
    bot: { type: "string", multiple: true },
    connector: { type: "string", multiple: true },
    out: { type: "string" },
    force: { type: "boolean" },
  },
  async run({ space, bot: botIds = [], connector: connectorIds = [], out = "bots.ts", force = false }) {
    const spaceId = requiredId("space", space);
    checkIds("bot", botIds);
    checkIds("connector", connectorIds);
    if (!/\.[cm]?ts$/.test(out)) {
      throw new UsageError(`--out must end in .ts, since the program is TypeScript, got ${JSON.stringify(out)}`);
    }
    const { importBots } = await import("../import.js");
    await importBots(await openSession(), { spaceId, botIds, connectorIds, out, force });
    return 0;
  },
});

import { checkIds, defineCommand, requiredId, UsageError } from "../command";
import { openSession } from "../open-session";

export const importCommand = defineCommand({
  usage: `--space <id> [--bot <id> …] [--connector <id> …] [--out bots.ts | --seed <file>] [--force]
      Writes a program that takes over the bots of a workspace as they are, with their prompts as files beside it.
      Channels other than 1024 (API) and 999 (Chat SDK) have to be named with --connector. Run your formatter on the program.
      With --seed it writes a seed of the emulator instead: the bots with what is live of them, the knowledge bases with their
      documents (empty: Coze returns no content), the workflows, and the plugins that the bots use.`,
  options: {
    space: { type: "string" },
    bot: { type: "string", multiple: true },
    connector: { type: "string", multiple: true },
    out: { type: "string" },
    seed: { type: "string" },
    force: { type: "boolean" },
  },
  async run({ space, bot: botIds = [], connector: connectorIds = [], out, seed, force = false }) {
    const spaceId = requiredId("space", space);
    checkIds("bot", botIds);
    checkIds("connector", connectorIds);
    if (seed !== undefined) {
      if (out !== undefined) throw new UsageError("--out and --seed do not go together");
      if (seed === "") throw new UsageError("--seed must not be empty");
      const { importSeed } = await import("../seed/import-seed.js");
      await importSeed(await openSession(), { spaceId, botIds, connectorIds, file: seed, force });
      return 0;
    }
    if (!/\.[cm]?ts$/.test(out ?? "bots.ts")) {
      throw new UsageError(`--out must end in .ts, since the program is TypeScript, got ${JSON.stringify(out)}`);
    }
    const { importBots } = await import("../import.js");
    await importBots(await openSession(), { spaceId, botIds, connectorIds, out: out ?? "bots.ts", force });
    return 0;
  },
});

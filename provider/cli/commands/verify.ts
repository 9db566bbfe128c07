import { defineCommand, requiredId } from "../command";

export const verifyCommand = defineCommand({
  usage: `--space <id> [--write [--yes]] [--json] [--record <file.jsonl>]
      Asks Coze what this package assumes of it, and says what it does otherwise. Without --write it only reads; with it, one bot
      is made, published, unpublished and renamed. A recording is masked. Ends with 1 where something differs.`,
  options: {
    space: { type: "string" },
    write: { type: "boolean" },
    yes: { type: "boolean" },
    json: { type: "boolean" },
    record: { type: "string" },
  },
  async run({ space, write = false, yes = false, json = false, record }) {
    const spaceId = requiredId("space", space);
    const { runVerify } = await import("../../../verify/run.js");
    return runVerify({ spaceId, write, yes, json, record });
  },
});

import { defineCommand, requiredId } from "../command";
import { openSession } from "../open-session";

export const auditCommand = defineCommand({
  usage: `--space <id> [--state <file>]
      Lists the bots of a workspace that the stack does not manage, and resources whose bot is gone. The state is what
      \`pulumi stack export\` prints, from a file or the standard input. Ends with 1 when there are any.`,
  options: { space: { type: "string" }, state: { type: "string" } },
  async run({ space, state }) {
    const spaceId = requiredId("space", space);
    const { audit } = await import("../audit.js");
    return audit(await openSession(), spaceId, state);
  },
});

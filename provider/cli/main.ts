#!/usr/bin/env node
import { parseArgs } from "node:util";
import { messageOf } from "../client/errors";
import { Session } from "../session";
import { audit } from "./audit";
import { importBots } from "./import";

const USAGE = `Usage:
  pulumi-coze import --space <id> [--bot <id> …] [--connector <id> …] [--out bots.ts] [--force]
      Writes a program that takes over the bots of a workspace as they are, with their prompts as files beside it.
      Channels other than 1024 (API) and 999 (Chat SDK) have to be named with --connector.
  pulumi-coze audit --space <id> [--state <file>]
      Lists the bots of a workspace that the stack does not manage, and resources whose bot is gone. The state is what
      \`pulumi stack export\` prints, from a file or the standard input. Ends with 1 when there are any.

The account: COZE_API_TOKEN, or COZE_JWT_OAUTH_CLIENT_ID, …_PUBLIC_KEY_ID and …_PRIVATE_KEY; COZE_API_BASE
(default https://api.coze.cn).
`;

class UsageError extends Error {}

async function main(argv: string[]): Promise<number> {
  const { positionals, values } = parse(argv);
  const [command, ...more] = positionals;
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (more.length > 0) throw new UsageError(`there is no argument ${JSON.stringify(more[0])}`);
  if (command !== "import" && command !== "audit") {
    throw new UsageError(
      command === undefined ? "a command is missing" : `there is no command ${JSON.stringify(command)}`,
    );
  }
  if (values.space === undefined) throw new UsageError("--space is required");
  const session = new Session({ write: (line) => process.stderr.write(`${line}\n`) });
  if (command === "audit") return audit(session, values.space, values.state);
  const { out = "bots.ts", force = false, bot = [], connector = [] } = values;
  await importBots(session, { spaceId: values.space, botIds: bot, connectorIds: connector, out, force });
  return 0;
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        space: { type: "string" },
        bot: { type: "string", multiple: true },
        connector: { type: "string", multiple: true },
        out: { type: "string" },
        force: { type: "boolean" },
        state: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    const usage = error instanceof UsageError;
    process.stderr.write(`pulumi-coze: ${messageOf(error)}\n${usage ? `\n${USAGE}` : ""}`);
    process.exitCode = 2;
  },
);

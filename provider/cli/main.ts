#!/usr/bin/env node
import { parseArgs } from "node:util";
import { messageOf } from "../client/http/errors";
import { isId } from "../values/id";
import { Session } from "../session/session";
import { audit } from "./audit";
import { importBots } from "./import";
import { progress } from "./progress";

const ENVIRONMENT =
  "This command reads no stack's configuration: in the environment, COZE_API_TOKEN stands for coze:token, COZE_API_BASE for coze:baseUrl.";
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

const OPTIONS = {
  import: ["space", "bot", "connector", "out", "force"],
  audit: ["space", "state"],
};

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
  const foreign = Object.keys(values).find((option) => !OPTIONS[command].includes(option));
  if (foreign !== undefined) throw new UsageError(`${command} has no option --${foreign}`);
  if (values.space === undefined) throw new UsageError("--space is required");
  for (const [option, given] of Object.entries({ space: [values.space], bot: values.bot, connector: values.connector }))
    for (const id of given ?? [])
      if (!isId(id)) throw new UsageError(`--${option} must be an id, got ${JSON.stringify(id)}`);
  const session = new Session({ write: say });
  if (command === "audit") return audit(session, values.space, values.state);
  const { out = "bots.ts", force = false, bot = [], connector = [] } = values;
  if (!/\.[cm]?ts$/.test(out)) {
    throw new UsageError(`--out must end in .ts, since the program is TypeScript, got ${JSON.stringify(out)}`);
  }
  await importBots(session, { spaceId: values.space, botIds: bot, connectorIds: connector, out, force });
  return 0;
}

function say(line: string): void {
  progress("");
  process.stderr.write(`${line}\n`);
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
    throw new UsageError(messageOf(error).split(/\. |\n/, 1)[0]);
  }
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    const usage = error instanceof UsageError;
    const message = messageOf(error);
    // Written for a program's settings: this command has those of the environment alone.
    const where = message.includes("coze:") ? ` ${ENVIRONMENT}` : "";
    say(`pulumi-coze: ${message}${usage ? `\n\n${USAGE.trimEnd()}` : where}`);
    process.exitCode = 2;
  },
);

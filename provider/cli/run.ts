import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { messageOf } from "../client/errors/errors";
import type { Command } from "./command";
import {
  auditCommand,
  compareCommand,
  doctorCommand,
  importCommand,
  logCommand,
  pullCommand,
  testCommand,
  verifyCommand,
} from "./commands";
import { print, say, UsageError } from "../values/terminal";
import { noteToken } from "../values/tokens";

/** The emulator's lines of the usage. */
const EMULATOR_USAGE = `  pulumi-coze emulator [--port 4700] [--seed <file>] [--exec "<command>"] …
      A Coze platform of your own on this machine, to try and to test with; --help lists all of its options.
`;

/**
 * The emulator's module, by a path that the bundler does not follow: the emulator is a separate program in the same
 * package.
 */
const PROGRAM = "../emulator/main.js";

/** Runs the emulator with its own options, and returns the exit code. */
async function runEmulator(argv: readonly string[]): Promise<number> {
  const { main } = (await import(PROGRAM)) as { main: (argv: readonly string[]) => Promise<number> };
  return main(argv);
}

const COMMANDS: Readonly<Record<string, Command>> = {
  import: importCommand,
  audit: auditCommand,
  pull: pullCommand,
  log: logCommand,
  test: testCommand,
  compare: compareCommand,
  doctor: doctorCommand,
  verify: verifyCommand,
};

const ENVIRONMENT =
  "This command reads no stack's configuration: in the environment, COZE_API_TOKEN replaces coze:token, and COZE_API_BASE replaces coze:baseUrl.";
const ACCOUNT = `The account: COZE_API_TOKEN, or COZE_JWT_OAUTH_CLIENT_ID, …_PUBLIC_KEY_ID and …_PRIVATE_KEY; COZE_API_BASE
(default https://api.coze.cn). Within a company's network: COZE_ALLOW_HTTP_HOST, COZE_JWT_OAUTH_AUDIENCE.
`;

/** The usage of the command; without a name, the usage of all commands. */
function usageOf(name: string | undefined): string {
  const isOne = name !== undefined && Object.hasOwn(COMMANDS, name);
  const shown = Object.entries(COMMANDS).filter(([each]) => !isOne || each === name);
  const commands = shown.map(([each, { usage }]) => `  pulumi-coze ${each} ${usage}\n`).join("");
  const others = `${EMULATOR_USAGE}  pulumi-coze <command> --help, pulumi-coze --version\n`;
  return `Usage:\n${commands}${isOne ? "" : others}\n${ACCOUNT}`;
}

/** Runs `pulumi-coze` with these arguments, prints what is wrong, and returns the exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  // The token is noted before anything is printed: an argument or a file may contain it.
  noteToken(process.env["COZE_API_TOKEN"] ?? "");
  try {
    return await runCommand(argv);
  } catch (error) {
    const usage = error instanceof Error && error.name === "UsageError";
    const message = messageOf(error);
    // A message with `coze:` names a setting of programs. This command reads only the environment.
    const where = message.includes("coze:") ? ` ${ENVIRONMENT}` : "";
    const [name = ""] = argv;
    const help = Object.hasOwn(COMMANDS, name) ? `See pulumi-coze ${name} --help.` : usageOf(name);
    // The message comes last, since the last line is the one that people see.
    if (usage) say(`${help}\npulumi-coze: ${message}`);
    else say(`pulumi-coze: ${message}${where}`);
    return 2;
  }
}

async function runCommand(argv: readonly string[]): Promise<number> {
  if (argv[0] === "emulator") return runEmulator(argv.slice(1));
  // `test` has an option `--version`, too, so only the first argument counts here.
  if (argv[0] === "--version") {
    print(`${packageVersion()}\n`);
    return 0;
  }
  const { positionals, values } = parse(argv);
  const [name, ...rest] = positionals;
  if (values["help"]) {
    print(usageOf(name));
    return 0;
  }
  const command = name === undefined || !Object.hasOwn(COMMANDS, name) ? undefined : COMMANDS[name];
  const extra = rest[command?.maxArguments ?? 0];
  if (extra !== undefined) throw new UsageError(`there is no argument ${JSON.stringify(extra)}`);
  if (name === undefined) throw new UsageError("a command is missing");
  if (command === undefined) throw new UsageError(`there is no command ${JSON.stringify(name)}`);
  const foreign = Object.keys(values).find((option) => !(option in command.options));
  if (foreign !== undefined) throw new UsageError(`${name} has no option --${foreign}`);
  return command.run(values, rest);
}

function packageVersion(): string {
  const file = join(__dirname, "..", "..", "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

function parse(argv: readonly string[]): {
  positionals: string[];
  values: Record<string, string | boolean | string[]>;
} {
  const options = Object.assign({}, ...Object.values(COMMANDS).map((command) => command.options)) as Command["options"];
  try {
    const { positionals, values } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { ...options, help: { type: "boolean", short: "h" } },
    });
    return { positionals, values: values };
  } catch (error) {
    const [problem = ""] = (error as Error).message.split(/\. |\n/, 1);
    // Node.js calls an option "ambiguous" if another option follows in place of its value. An empty variable of the
    // shell causes that.
    throw new UsageError(
      problem.replace(/^(Option '[^']*)' argument is ambiguous\.?$/, "$1 <value>' argument missing"),
    );
  }
}

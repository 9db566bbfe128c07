import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

/** The command line is wrong: the message is one line. */
export class UsageError extends Error {}

export interface Arguments {
  readonly help: boolean;
  readonly port: number;
  readonly seed?: { readonly file: string; readonly value: unknown };
  readonly data?: string;
  readonly latencyMs?: number;
  readonly rate?: number;
  readonly exec?: string;
  readonly studio: boolean;
  readonly json: boolean;
  readonly open: boolean;
}

const text = { type: "string" } as const;
const flag = { type: "boolean", default: false } as const;

export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv);
  if (positionals.length > 0) throw new UsageError(`emulator takes no argument ${JSON.stringify(positionals[0])}`);
  const { help, json, open, studio, data, exec } = values;
  for (const [option, value] of Object.entries({ data, exec, seed: values.seed })) {
    if (value === "") throw new UsageError(`--${option} must not be empty`);
  }
  return {
    ...{ help, json, open, studio, data, exec },
    port: number("port", values.port, (n) => Number.isInteger(n) && n <= 65_535, "a port from 0 to 65535") ?? 4700,
    latencyMs: number("latency", values.latency, () => true, "a number of milliseconds"),
    rate: number("rate", values.rate, (n) => n > 0, "a number of calls a second above 0"),
    seed: values.seed === undefined || help ? undefined : { file: values.seed, value: readJson(values.seed) },
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        ...{ port: text, seed: text, data: text, latency: text, rate: text, exec: text },
        ...{ json: flag, open: flag, studio: flag, help: { ...flag, short: "h" } },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message.split(/\. |\n/, 1)[0], { cause: error });
  }
}

function number(
  option: string,
  given: string | undefined,
  accepts: (value: number) => boolean,
  wanted: string,
): number | undefined {
  if (given === undefined) return undefined;
  const value = Number(given);
  if (!/^\d+(\.\d+)?$/.test(given) || !accepts(value)) {
    throw new UsageError(`--${option} must be ${wanted}, got ${JSON.stringify(given)}`);
  }
  return value;
}

function readJson(file: string): unknown {
  let content: string;
  try {
    content = readFileSync(file, "utf8");
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new UsageError(`--seed ${file}: ${isMissing ? "there is no such file" : (error as Error).message}`, {
      cause: error,
    });
  }
  try {
    return JSON.parse(content) as unknown;
  } catch (error) {
    throw new UsageError(`--seed ${file} is not JSON: ${(error as Error).message.replaceAll("\n", " ")}`, {
      cause: error,
    });
  }
}

export const USAGE = `Usage:
  pulumi-coze emulator [--port 4700] [--seed <file>] [--data <file>] [--latency <ms>] [--rate <n>]
                       [--exec "<command>"] [--studio] [--json] [--open]
      A Coze platform of your own, on 127.0.0.1, in memory; in a browser, its address is a page that shows all it holds.

  --port     The port; 0 is any free one. Default 4700.
  --seed     A JSON file with what it holds at its start (docs/guides/without-an-account.md).
  --data     A file that it loads where there is one, and that has each change before the change is answered.
  --latency  How many milliseconds each call takes longer.
  --rate     How many calls a second it takes, before it answers 429.
  --exec     A command to run against it, with COZE_API_BASE, COZE_API_TOKEN and COZE_SPACE_ID set, and COZE_EMULATOR, by
             which Pulumi refuses any other server; the emulator ends with the command, and with its exit code.
  --studio   Answers as the server of Coze Studio, with the calls and the shapes that it has.
  --json     Prints one line of JSON instead: url, token, readOnlyToken, spaceId, otherSpaceId, oauth.
  --open     Opens the page in the browser.
`;

import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { dirname } from "node:path";
import type { Emulator } from "../../../emulator";

const CHECKOUT = dirname(require.resolve("pulumi-coze/package.json"));

/** What a script gives back: a value, or the error that it ended with. */
type Outcome<T> = { value: T; error?: undefined } | { value?: undefined; error: Record<string, unknown> };

/**
 * Runs a script as a user's program runs, in a plain Node process without an engine; `pulumi` and `coze` are there. It
 * ends with `return`.
 */
async function inNode<T>(script: string, env: Record<string, string | undefined>): Promise<Outcome<T>> {
  const program = `
    const pulumi = require("@pulumi/pulumi");
    const coze = require("pulumi-coze");
    const told = (error) => ({ ...error, name: error.name, message: error.message });
    const settled = (promise) => Promise.resolve(promise).then((value) => ({ value }), (error) => ({ error: told(error) }));
    settled((async () => { ${script} })()).then((outcome) => process.stdout.write(JSON.stringify(outcome)));
  `;
  const inherited = Object.entries(process.env).filter(([name]) => !/^(COZE_|PULUMI_|NODE_)/.test(name));
  const child = spawn(process.execPath, ["-e", program], {
    cwd: CHECKOUT,
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (errors !== "") throw new Error(errors);
  return JSON.parse(out) as Outcome<T>;
}

/** The value of a script that must not fail. */
export async function valueOf<T>(script: string, emulator: Emulator): Promise<T> {
  const { value, error } = await inNode<T>(script, envOf(emulator));
  if (error) throw new Error(String(error.message));
  return value;
}

const envOf = ({ url, token, spaceId }: Emulator) => ({
  COZE_API_BASE: url,
  COZE_API_TOKEN: token,
  COZE_SPACE_ID: spaceId,
});

import { newKeyPair } from "./auth/keys";
import { readArguments, UsageError, USAGE } from "./command/arguments";

/** Runs `pulumi-coze emulator …`, and `npm run emulator` in a checkout. Returns the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const args = readArguments(argv);
    if (args.help) {
      process.stdout.write(USAGE);
      return 0;
    }
    // Only the line of JSON has a key. It is made while the rest is being loaded.
    const keys = args.json ? newKeyPair() : undefined;
    const [{ startEmulator }, { run }] = await Promise.all([import("./index.js"), import("./command/run.js")]);
    return await run(args, (options) => startEmulator(options), keys);
  } catch (error) {
    process.stderr.write(`pulumi-coze: ${(error as Error).message}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

if (require.main === module) void main(process.argv.slice(2)).then((code) => process.exit(code));

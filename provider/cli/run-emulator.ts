/** Lines of the usage. */
export const EMULATOR_USAGE = `  pulumi-coze emulator [--port 4700] [--seed <file>] [--exec "<command>"] …
      A Coze platform of your own on this machine, to try and to test with; --help lists all of its options.
`;

/** The path keeps it out of this bundle's imports: the emulator is a program of its own, in the same package. */
const PROGRAM = "../emulator/main.js";

/** Runs the emulator with its own options; the result is the exit code. */
export async function runEmulator(argv: readonly string[]): Promise<number> {
  const { main } = (await import(PROGRAM)) as { main: (argv: readonly string[]) => Promise<number> };
  return main(argv);
}

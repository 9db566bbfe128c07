import { exec } from "node:child_process";
import { delimiter, join } from "node:path";
import { scripts } from "../../package.json";

const ROOT = join(__dirname, "..", "..");

// The types of everything, the lint of what is shipped, and no unused export. `npm run lint` is a job of CI of its own: the lint of the
// tests and the format cost a twentieth of all tests.
const COMMANDS = ["tsc --noEmit", "eslint provider emulator", "knip"];

test("`npm run lint` has these commands, for all files", () => {
  expect(scripts.lint.split(" && ")).toEqual(
    expect.arrayContaining(COMMANDS.map((command) => command.replace("provider emulator", "."))),
  );
});

test.each(COMMANDS)(
  "%s",
  async (command) => {
    const PATH = [join(ROOT, "node_modules", ".bin"), process.env["PATH"]].join(delimiter);
    // Where it fails, the error's message has what was printed to stderr.
    const outcome = await new Promise<string>((resolve) => {
      exec(command, { cwd: ROOT, env: { ...process.env, PATH }, maxBuffer: 16 * 1024 * 1024 }, (error, stdout) => {
        resolve(error ? `${error.message}\n${stdout}` : "passed");
      });
    });
    expect(outcome).toBe("passed");
  },
  900_000,
);

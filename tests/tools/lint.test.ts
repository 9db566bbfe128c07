import { exec } from "node:child_process";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { scripts } from "../../package.json";

const ROOT = join(__dirname, "..", "..");

// Beside the other tests, so that one core is not idle meanwhile.
test.each(scripts.lint.split(" && "))(
  "npm run lint: %s",
  async (command) => {
    const PATH = [join(ROOT, "node_modules", ".bin"), process.env["PATH"]].join(delimiter);
    const run = promisify(exec)(command, { cwd: ROOT, env: { ...process.env, PATH }, maxBuffer: 16 * 1024 * 1024 });
    const printed = await run.then(
      () => "",
      ({ message, stdout }: { message: string; stdout: string }) => `${message}\n${stdout}`,
    );
    expect(printed).toBe("");
  },
  900_000,
);

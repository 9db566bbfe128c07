import { exec } from "node:child_process";
import { delimiter, join } from "node:path";
import { scripts } from "../../package.json";

const ROOT = join(__dirname, "..", "..");

// Beside the other tests, so that one core is not idle meanwhile.
test.each(scripts.lint.split(" && "))(
  "npm run lint: %s",
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

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { blocksOf, CHECKOUT, page } from "../../docs/pages";

const guide = page("docs/guides/unit-tests.md");
const BODY = `bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "Be kind." } });`;

const PROGRAMS = {
  cjs: `const { CozeBot, CozeBotPublication } = require("pulumi-coze");
    const ${BODY}
    exports.live = new CozeBotPublication("support", { bot });`,
  mjs: `import { CozeBot, CozeBotPublication } from "pulumi-coze";
    const ${BODY}
    export const live = new CozeBotPublication("support", { bot });`,
};

test.each(["cjs", "mjs"] as const)(
  "the guide's test of a program runs as it is, in a project of .%s",
  async (system) => {
    const [test] = blocksOf(guide, system);
    const dir = mkdtempSync(join(tmpdir(), "pulumi-coze-unit-"));
    try {
      symlinkSync(join(CHECKOUT, "node_modules"), join(dir, "node_modules"));
      const jest = { testEnvironment: "node", transform: {} };
      const type = system === "mjs" ? "module" : "commonjs";
      writeFileSync(join(dir, "package.json"), JSON.stringify({ name: "program", private: true, type, jest }));
      writeFileSync(join(dir, "index.js"), PROGRAMS[system]);
      writeFileSync(join(dir, "index.test.js"), test?.code ?? "");
      const args = [join(CHECKOUT, "node_modules", "jest", "bin", "jest.js"), "--ci"];
      const options = system === "mjs" ? { NODE_OPTIONS: "--experimental-vm-modules" } : {};
      const { stderr } = await promisify(execFile)(process.execPath, args, {
        cwd: dir,
        env: { PATH: process.env["PATH"], ...options },
      });
      expect(stderr).toContain("✓ the bot is published");
    } finally {
      rmSync(dir, { recursive: true });
    }
  },
);

const { existsSync, mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { buildSync } = require("esbuild");

const ROOT = join(__dirname, "..", "..");
const TARGET = join(ROOT, "plugin", "checker.js");

/** Bundles the threads of bot tests, which jest cannot compile, from the sources as they are, where the build has an older bundle. */
module.exports = () => {
  const { outputFiles } = buildSync({
    entryPoints: [join(ROOT, "provider/resources/bot-test/checker/worker.ts")],
    bundle: true,
    platform: "node",
    target: "node20",
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: "none",
    absWorkingDir: ROOT,
    outfile: TARGET,
    write: false,
  });
  const [{ text }] = outputFiles;
  if (existsSync(TARGET) && readFileSync(TARGET, "utf8") === text) return;
  mkdirSync(join(ROOT, "plugin"), { recursive: true });
  writeFileSync(TARGET, text);
};

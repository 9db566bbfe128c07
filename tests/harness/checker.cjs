const { existsSync, mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { buildSync } = require("esbuild");

const ROOT = join(__dirname, "..", "..");
const TARGET = join(ROOT, "plugin", "checker.js");

/**
 * Bundles the threads of bot tests, which jest cannot compile. Replaces the bundle of the build if that is older than
 * the sources.
 */
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

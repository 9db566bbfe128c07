const { readdirSync, readFileSync } = require("node:fs");
const { join, relative } = require("node:path");

/** Fails a run where an area of the inventory has fewer tests than it records. Areas that did not run whole are left out. */
module.exports = class InventoryReporter {
  /** What it has found in this run, for the count on the last line. */
  static found = [];

  constructor({ rootDir }) {
    this.rootDir = rootDir;
  }

  onRunComplete(_contexts, { testResults, numRuntimeErrorTestSuites }) {
    if (numRuntimeErrorTestSuites > 0) return;
    // Through tsx, since the tools are TypeScript.
    const { shortfalls } = require("tsx/cjs/api").require("../../../tools/inventory/shortfalls.ts", module.filename);
    const page = readFileSync(join(this.rootDir, "tests", "README.md"), "utf8");
    const files = readdirSync(join(this.rootDir, "tests"), { recursive: true })
      .filter((name) => /\.test\.\w+$/.test(name))
      .map((name) => join("tests", name));
    const tests = new Map(
      testResults.map((file) => [relative(this.rootDir, file.testFilePath), file.testResults.length]),
    );
    const found = shortfalls(page, files, tests);
    InventoryReporter.found = found;
    if (found.length === 0) return;
    process.stderr.write(`\n${found.join("\n")}\n`);
    this.error = new Error(found.join("\n"));
  }

  getLastError() {
    return this.error;
  }
};

const { relative } = require("node:path");

const SHOWN = 10;

/** Prints the slowest files of a run. */
module.exports = class SlowestReporter {
  constructor({ rootDir }) {
    this.rootDir = rootDir;
  }

  onRunComplete(_contexts, { testResults, startTime }) {
    if (testResults.length <= SHOWN) return;
    const files = testResults
      .map(({ testFilePath, perfStats, numPassingTests, numFailingTests }) => ({
        path: relative(this.rootDir, testFilePath),
        seconds: (perfStats.end - perfStats.start) / 1000,
        tests: numPassingTests + numFailingTests,
      }))
      .sort((a, b) => b.seconds - a.seconds);
    const sum = files.reduce((total, { seconds }) => total + seconds, 0);
    const took = (Date.now() - startTime) / 1000;
    const rows = files.slice(0, SHOWN).map(({ path, seconds, tests }) => row(seconds, tests, path));
    const head = `The ${SHOWN} slowest of ${files.length} files (${sum.toFixed(0)} s in all, ${took.toFixed(0)} s by the clock):`;
    process.stdout.write(`\n${[head, ` seconds  tests  file`, ...rows].join("\n")}\n`);
  }
};

const row = (seconds, tests, path) => `${seconds.toFixed(1).padStart(8)}  ${String(tests).padStart(5)}  ${path}`;

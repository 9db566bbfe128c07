const { writeSync } = require("node:fs");

/** Prints the counts of the whole run, alone on the last line. */
module.exports = class CountReporter {
  onRunComplete(_contexts, results) {
    // A file that does not even load runs no test, and is a failure all the same.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    // At the exit, since the runner's own summary is still to come.
    process.once("exit", () => writeSync(1, `${results.numPassedTests} passed, ${failed} failed\n`));
  }
};

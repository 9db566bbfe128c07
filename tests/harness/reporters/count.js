const { writeSync } = require("node:fs");

/** Prints the counts of the whole run, alone on the last line. */
module.exports = class CountReporter {
  onRunComplete(_contexts, results) {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = results;
    // At the exit, since other reporters and the runner's own summary still print before.
    process.once("exit", () => {
      // A file that does not even load counts as a failure, too.
      writeSync(1, `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed\n`);
    });
  }
};

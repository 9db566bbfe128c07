const { writeSync } = require("node:fs");

/** Prints the counts of the whole run, alone on the last line. */
module.exports = class CountReporter {
  onRunComplete(_contexts, results) {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = results;
    // At the exit, since other reporters and the runner's own summary are still to come.
    process.once("exit", () => {
      // A file that does not even load is a failure all the same.
      writeSync(1, `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed\n`);
    });
  }
};

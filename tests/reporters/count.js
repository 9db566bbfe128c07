/** Prints the counts of the whole run, alone on the last line. */
module.exports = class CountReporter {
  onRunComplete(_contexts, results) {
    // A file that does not even load runs no test, and is a failure all the same.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    process.stdout.write(`${results.numPassedTests} passed, ${failed} failed\n`);
  }
};

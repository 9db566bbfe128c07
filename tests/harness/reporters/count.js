const { writeSync } = require("node:fs");
const InventoryReporter = require("./inventory.js");

/** Prints the counts of the whole run, alone on the last line. */
module.exports = class CountReporter {
  onRunComplete(_contexts, results) {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = results;
    // At the exit, since other reporters and the runner's own summary are still to come.
    process.once("exit", () => {
      // A file that does not even load, and an area without all of its tests, are failures all the same.
      const failed = numFailedTests + numRuntimeErrorTestSuites + InventoryReporter.found.length;
      writeSync(1, `${numPassedTests} passed, ${failed} failed\n`);
    });
  }
};

const { relative } = require("node:path");
const Sequencer = require("@jest/test-sequencer").default;

/**
 * The slowest files come first, so that no core is idle at the end of a run. A clean checkout has no recorded times
 * yet.
 */
const FIRST = [
  /^tests\/engine\/differential/,
  /^tests\/(engine|tools|docs)\//,
  /^tests\/(unit\/(host|emulator|engine)|behaviour\/(faults|model|load))\//,
  /^/,
];

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path, context }) => FIRST.findIndex((files) => files.test(relative(context.config.rootDir, path)));
    return [...super.sort(tests)].sort((a, b) => place(a) - place(b));
  }
};

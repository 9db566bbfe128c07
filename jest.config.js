const ts = require("typescript");

const { compilerOptions } = ts.readConfigFile(`${__dirname}/tsconfig.json`, ts.sys.readFile).config;

// `import()` of an ES module needs a flag under jest, so tests are compiled to CommonJS, and jose along with them.
// File by file (`isolatedModules`): the types are checked once, by the `tsc` of `npm run lint`, a job of CI.
const tsJest = [
  "ts-jest",
  {
    tsconfig: { ...compilerOptions, module: "commonjs", moduleResolution: "node10", allowJs: true },
    diagnostics: false,
  },
];

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "<rootDir>/tests/harness/environment.cjs",
  // The sources are among them so that `--findRelatedTests`, `--onlyChanged` and `--watch` find the tests of a source.
  roots: ["provider", "verify", "emulator", "tools", "tests"].map((folder) => `<rootDir>/${folder}`),
  testMatch: ["<rootDir>/tests/**/*.test.ts"],
  moduleNameMapper: {
    // What packages load with themselves and a test file seldom uses: each file of tests loads its modules anew.
    "^(typescript|semver|js-yaml|normalize-package-data)$": "<rootDir>/tests/harness/lazy/$1.cjs",
    "^\\./(automation)$": "<rootDir>/tests/harness/lazy/$1.cjs",
    "^\\.\\./(locales)/index\\.cjs$": "<rootDir>/tests/harness/lazy/$1.cjs",
    // What is imported when the first lookup or the first resource of a kind needs it.
    "^(\\.{1,2}/(?:.*/)?(?:lookup/(?:ask|entry)|session/session|resources/.*/lifecycle|source/find))\\.js$": "$1",
    // What a command of `pulumi-coze` imports when it runs.
    "^(\\./(?:audit|finish|import|html|junit|markdown|(?:compare|doctor|log|pull|seed|test)/[a-z-]+))\\.js$": "$1",
    "^\\.\\./verify/run\\.js$": "<rootDir>/verify/run.ts",
    // As in the bundle.
    "^execa$": "<rootDir>/provider/resources/publication/source/execa.ts",
    "^@npmcli/arborist$": "<rootDir>/tests/harness/lazy/arborist.cjs",
  },
  transform: { "^.+\\.ts$": tsJest, "/node_modules/(?:jose|env-ci)/.+\\.js$": tsJest },
  transformIgnorePatterns: ["/node_modules/(?!(?:jose|env-ci)/)"],
  runtime: `${__dirname}/tests/harness/runtime.cjs`,
  globalSetup: "<rootDir>/tests/harness/checker.cjs",
  setupFiles: ["<rootDir>/tests/harness/storages.cjs"],
  reporters: ["default", ...["slowest", "count"].map((name) => `<rootDir>/tests/harness/reporters/${name}.js`)],
  testSequencer: "<rootDir>/tests/harness/sequencer.js",
  // For what never ends: no test has to be fast.
  testTimeout: 600_000,
  // Most of the time is spent waiting for the engine.
  maxWorkers: 4,
};

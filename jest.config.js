const ts = require("typescript");

const { compilerOptions } = ts.readConfigFile(`${__dirname}/tsconfig.json`, ts.sys.readFile).config;

// `import()` of an ES module needs a flag under jest, so tests are compiled to CommonJS, and jose along with them.
const tsJest = [
  "ts-jest",
  {
    tsconfig: { ...compilerOptions, module: "commonjs", moduleResolution: "node10", allowJs: true },
    diagnostics: false,
  },
];

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/tests"],
  testMatch: ["**/*.test.ts"],
  transform: { "^.+\\.ts$": tsJest, "/node_modules/jose/.+\\.js$": tsJest },
  transformIgnorePatterns: ["/node_modules/(?!jose/)"],
  reporters: ["default", "<rootDir>/tests/harness/reporters/count.js"],
  testTimeout: 120_000,
  // Most of the time is spent waiting for the engine.
  maxWorkers: 2,
};

const config = require("../../jest.config.js");

/** The tests that need no engine and no build: a mutation is in the source alone. */
module.exports = {
  ...config,
  rootDir: process.cwd(),
  testMatch: ["<rootDir>/tests/unit/**/*.test.ts"],
  testPathIgnorePatterns: ["/tests/unit/(emulator|package|plugin|testing)/", "/tests/unit/host/real-"],
  reporters: ["default"],
};

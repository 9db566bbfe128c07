const config = require("../../jest.config.js");

/** Of the tests those that need neither the engine nor what is built. A mutation is in the source alone. */
module.exports = {
  ...config,
  rootDir: process.cwd(),
  testMatch: ["<rootDir>/tests/unit/**/*.test.ts"],
  testPathIgnorePatterns: ["/tests/unit/(emulator|package|plugin|testing)/", "/tests/unit/host/real-"],
  reporters: ["default"],
};

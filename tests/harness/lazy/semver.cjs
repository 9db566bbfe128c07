"use strict";

// In place of `semver` under jest.
module.exports = require("./lazy.cjs")(() => require("semver/index.js"));

"use strict";

// In place of `typescript` under jest.
module.exports = require("./lazy.cjs")(() => require("typescript/lib/typescript.js"));

"use strict";

// In place of `@npmcli/arborist` under jest.
module.exports = require("./lazy.cjs")(() => require("@npmcli/arborist/lib/index.js"));

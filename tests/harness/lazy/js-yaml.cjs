"use strict";

// In place of `js-yaml` under jest.
module.exports = require("./lazy.cjs")(() => require("../../../node_modules/js-yaml/index.js"));

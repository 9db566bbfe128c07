"use strict";

// In place of `normalize-package-data` under jest.
module.exports = require("./lazy.cjs")(() => require("normalize-package-data/lib/normalize.js"));

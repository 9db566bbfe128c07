"use strict";

// In place of the messages of zod in sixty languages under jest.
module.exports = require("./lazy.cjs")(() => require("../../../node_modules/zod/v4/locales/index.cjs"));

"use strict";

// In place of the Automation API, which `@pulumi/pulumi` loads with itself, under jest.
module.exports = require("./lazy.cjs")(() => require("@pulumi/pulumi/automation/index.js"));

// Runs a policy pack without TypeScript, which would take most of the time: `npm run lint` checks the types.
"use strict";

require("../../harness/cli/transpile.cjs");
require("@pulumi/pulumi/vendor/ts-node@7.0.1").register = () => undefined;
require("@pulumi/pulumi/cmd/run-policy-pack");

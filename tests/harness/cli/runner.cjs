// The language host starts this in place of `@pulumi/pulumi/cmd/run` (PULUMI_LANGUAGE_NODEJS_RUN_PATH).
"use strict";

const { createRequire } = require("node:module");
const { cwd, env } = require("node:process");

const sdk = createRequire(require.resolve("@pulumi/pulumi/package.json", { paths: [cwd()] }));

// The language host that is built from source ignores `typescript: false` in Pulumi.yaml.
if (env.PULUMI_COZE_PLAIN_JS) env.PULUMI_NODEJS_TYPESCRIPT = "false";

if (env.PULUMI_NODEJS_TRANSPILE_ONLY) require("./transpile.cjs");

// The SDK's source maps name files such as `node_modules/@pulumi/resource.ts`. On such a path the coloured
// `util.inspect` of Node 20 does not end for half a minute and takes 4 GB, at every exception of a program.
sdk("source-map-support").install = () => undefined;

sdk("@pulumi/pulumi/cmd/run");

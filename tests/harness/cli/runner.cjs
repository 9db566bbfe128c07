// What the language host starts in place of `@pulumi/pulumi/cmd/run` (PULUMI_LANGUAGE_NODEJS_RUN_PATH).
"use strict";

const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { cwd, env } = require("node:process");

const sdk = createRequire(require.resolve("@pulumi/pulumi/package.json", { paths: [cwd()] }));

// The language host that is built from source ignores `typescript: false` in Pulumi.yaml.
if (env.PULUMI_COZE_PLAIN_JS) env.PULUMI_NODEJS_TYPESCRIPT = "false";

// Where the types are checked elsewhere, esbuild compiles the program: TypeScript takes half of the start to do the same.
if (env.PULUMI_NODEJS_TRANSPILE_ONLY) {
  env.PULUMI_NODEJS_TYPESCRIPT = "false";
  require.extensions[".ts"] = (module, file) => {
    const options = { loader: "ts", format: "cjs", target: "node20", sourcefile: file };
    module._compile(require("esbuild").transformSync(readFileSync(file, "utf8"), options).code, file);
  };
}

// The SDK's source maps put files at `node_modules/@pulumi/resource.ts`. Node 20's coloured `util.inspect` never ends on such a
// path, so that every exception of a program took half a minute and 4 GB.
sdk("source-map-support").install = () => undefined;

sdk("@pulumi/pulumi/cmd/run");

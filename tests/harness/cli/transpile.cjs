// esbuild compiles programs where another test checks the types: TypeScript would take half of the start for it.
"use strict";

const { readFileSync } = require("node:fs");
const { env } = require("node:process");

env.PULUMI_NODEJS_TYPESCRIPT = "false";
require.extensions[".ts"] = (module, file) => {
  const options = { loader: "ts", format: "cjs", target: "node20", sourcefile: file };
  module._compile(require("esbuild").transformSync(readFileSync(file, "utf8"), options).code, file);
};

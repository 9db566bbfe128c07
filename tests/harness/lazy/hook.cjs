"use strict";

// Loaded with `--require`: does the same in the processes of programs and providers.
const Module = require("node:module");
const lazy = require("./lazy.cjs");

const load = Module.prototype.require;

// The SDK needs these for closures, for versions, and for the Automation API with its processes and packages.
const LATE = new Set([
  ...["typescript", "@npmcli/arborist", "execa", "normalize-package-data"],
  ...["semver", "js-yaml", "./automation"],
]);
const OF_TRACES = /^@opentelemetry\/(?!api$)/;

Module.prototype.require = function (id) {
  const real = () => load.call(this, id);
  if (LATE.has(id)) return lazy(real);
  return OF_TRACES.test(id) ? lazy.ofFunctions(real) : real();
};

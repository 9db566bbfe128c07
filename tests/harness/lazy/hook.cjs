"use strict";

// With `--require`: the same in the processes of programs and providers.
const Module = require("node:module");
const lazy = require("./lazy.cjs");

const LATE = new Set(["typescript", "@npmcli/arborist"]);
const load = Module.prototype.require;

Module.prototype.require = function (id) {
  return LATE.has(id) ? lazy(() => load.call(this, id)) : load.call(this, id);
};

"use strict";

// Node passes every used AsyncLocalStorage on through every promise of a process. Each test file loads its modules
// anew, with new storages. This disables the old ones: otherwise a worker's last files would carry the storages of all
// files before them.
const { AsyncLocalStorage } = require("node:async_hooks");

const USED = Symbol.for("pulumi-coze.used-storages");
const { prototype } = AsyncLocalStorage;

if (prototype[USED] === undefined) {
  prototype[USED] = new Set();
  for (const method of ["run", "enterWith"]) {
    const original = prototype[method];
    prototype[method] = function (...args) {
      prototype[USED].add(this);
      return original.apply(this, args);
    };
  }
}

for (const storage of prototype[USED]) storage.disable();
prototype[USED].clear();

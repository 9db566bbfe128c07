"use strict";

/**
 * A module that is loaded at its first use. The Pulumi SDK loads TypeScript and npm's tree, two thirds of its start,
 * for closures, which no program of this package has.
 */
const lazy = (load, partOf = valueIn) => {
  let loaded;
  const real = () => (loaded ??= load());
  return new Proxy(function lazy() {}, {
    // With `__esModule` the helpers of compiled code do not wrap it.
    get: (_, key) => (key === "__esModule" ? true : partOf(real, key)),
    has: (_, key) => key in real(),
    apply: (_, that, args) => Reflect.apply(real(), that, args),
    construct: (_, args) => Reflect.construct(real(), args),
  });
};

const valueIn = (real, key) => (key === "default" && !("default" in real()) ? real() : real()[key]);

module.exports = lazy;

/** The same for a module of functions and classes, which other modules read from it when they load. */
module.exports.ofFunctions = (load) => lazy(load, (real, key) => lazy(() => real()[key]));

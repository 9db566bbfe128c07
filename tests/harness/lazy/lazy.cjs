"use strict";

/**
 * A module that is loaded when something of it is first used. The Pulumi SDK loads TypeScript and npm's tree, two thirds of its
 * start, for closures, which a program of this package has none of.
 */
const lazy = (load, partOf = valueIn) => {
  let loaded;
  const real = () => (loaded ??= load());
  return new Proxy(function lazy() {}, {
    // So that the helpers of compiled code take it as it is.
    get: (_, key) => (key === "__esModule" ? true : partOf(real, key)),
    has: (_, key) => key in real(),
    apply: (_, that, args) => Reflect.apply(real(), that, args),
    construct: (_, args) => Reflect.construct(real(), args),
  });
};

const valueIn = (real, key) => (key === "default" && !("default" in real()) ? real() : real()[key]);

module.exports = lazy;

/** The same of a module of functions and classes, which others take out of it when they load. */
module.exports.ofFunctions = (load) => lazy(load, (real, key) => lazy(() => real()[key]));

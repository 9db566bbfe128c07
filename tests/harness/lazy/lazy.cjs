"use strict";

/**
 * A module that is loaded when something of it is first used. The Pulumi SDK loads TypeScript and npm's tree, two thirds of its
 * start, for closures, which a program of this package has none of.
 */
module.exports = (load) => {
  let loaded;
  const real = () => (loaded ??= load());
  const valueOf = (key) => (key === "default" && !("default" in real()) ? real() : real()[key]);
  return new Proxy(function lazy() {}, {
    // So that the helpers of compiled code take it as it is.
    get: (_, key) => (key === "__esModule" ? true : valueOf(key)),
    has: (_, key) => key in real(),
    apply: (_, that, args) => Reflect.apply(real(), that, args),
    construct: (_, args) => Reflect.construct(real(), args),
  });
};

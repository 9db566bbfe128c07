// What a program sees of the floor: resources with a stub as short as ours.
"use strict";

const pulumi = require("@pulumi/pulumi");

class Floor extends pulumi.CustomResource {
  constructor(kind, name, inputs) {
    const __provider = `exports.handler=()=>require("bench-floor/runtime").${kind}`;
    super(`pulumi-nodejs:dynamic/bench:${kind}`, name, { ...inputs, __provider });
  }
}

exports.Bot = class Bot extends Floor {
  constructor(name, inputs) {
    super("bot", name, inputs);
  }
};

exports.Publication = class Publication extends Floor {
  constructor(name, inputs) {
    super("publication", name, inputs);
  }
};

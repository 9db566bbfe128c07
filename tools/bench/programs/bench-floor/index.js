// What a program sees of the floor: resources with a stub as short as ours, and with BENCH_OUTPUTS with our properties.
"use strict";

const pulumi = require("@pulumi/pulumi");
const { env } = require("node:process");

const OUTPUTS = {
  bot: ["spaceId", "botId", "contentHash", "promotionHash", "iconUrl", "ownerUserId", "createTime", "updateTime"],
  publication: ["version", "publishedAt", "connectorIds"],
};

function withOutputs(kind, name, inputs) {
  if (!env.BENCH_OUTPUTS) return inputs;
  return { ...Object.fromEntries(OUTPUTS[kind].map((key) => [key, undefined])), ...inputs, __resource: name };
}

class Floor extends pulumi.CustomResource {
  constructor(kind, name, inputs) {
    const __provider = `exports.handler=()=>require("bench-floor/runtime").${kind}`;
    super(`pulumi-nodejs:dynamic/bench:${kind}`, name, { ...withOutputs(kind, name, inputs), __provider });
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

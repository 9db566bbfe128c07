// The classes of the floor: resources with a stub as short as ours, and with our outputs.
"use strict";

const pulumi = require("@pulumi/pulumi");

const OUTPUTS = {
  bot: ["spaceId", "botId", "contentHash", "promotionHash", "iconUrl", "ownerUserId", "createTime", "updateTime"],
  publication: ["version", "publishedAt", "connectorIds"],
};

class Floor extends pulumi.CustomResource {
  constructor(kind, name, inputs) {
    const outputs = Object.fromEntries(OUTPUTS[kind].map((key) => [key, undefined]));
    const __provider = `exports.handler=()=>require("bench-floor/runtime").${kind}`;
    super(`pulumi-nodejs:dynamic/bench:${kind}`, name, { ...outputs, ...inputs, __resource: name, __provider });
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

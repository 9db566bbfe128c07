// The resources of the plugin, as a generated SDK would declare them.
"use strict";

const pulumi = require("@pulumi/pulumi");

class Plugged extends pulumi.CustomResource {
  constructor(kind, name, inputs) {
    const outputs = { spaceId: undefined, contentHash: undefined, promotionHash: undefined };
    super(`coze:index:${kind}`, name, { ...outputs, ...inputs });
  }
}

for (const { name, prompt } of require("./bots.cjs")) {
  const bot = new Plugged("Bot", name, { name, promptInfo: { prompt } });
  const { id: botId, spaceId, contentHash, promotionHash } = bot;
  new Plugged("Publication", name, { botId, spaceId, contentHash, promotionHash });
}

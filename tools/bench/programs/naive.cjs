// A dynamic provider as Pulumi's documentation teaches it: a class in the program contains the client, is serialised
// into every resource's state, and makes a GET before each diff. All resources share one provider object, which is the
// cheaper way.
/* global fetch */
"use strict";

const pulumi = require("@pulumi/pulumi");
const { env } = require("node:process");

class Provider {
  constructor(baseUrl, token, spaceId) {
    Object.assign(this, { baseUrl, token, spaceId });
  }

  async request(method, path, body) {
    const response = await fetch(this.baseUrl + path, {
      method,
      headers: { authorization: `Bearer ${this.token}`, "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
    const answer = await response.json();
    if (answer.code !== 0) throw new Error(`${answer.code} ${answer.msg}`);
    return answer.data;
  }

  get(botId, published) {
    return this.request("GET", `/v1/bots/${botId}?is_published=${published}`);
  }

  publish(botId) {
    return this.request("POST", "/v1/bot/publish", { bot_id: botId, connector_ids: ["1024"] });
  }
}

class BotProvider extends Provider {
  async diff(id, olds, { name, prompt }) {
    const live = await this.get(id, false);
    return { changes: live.prompt_info.prompt !== prompt || live.name !== name };
  }

  async create({ name, prompt }) {
    const body = { space_id: this.spaceId, name, prompt_info: { prompt } };
    const { bot_id: id } = await this.request("POST", "/v1/bot/create", body);
    return { id, outs: { name, prompt } };
  }

  async read(id, props) {
    const live = await this.get(id, false);
    return { id, props: { ...props, name: live.name, prompt: live.prompt_info.prompt } };
  }

  async update(id, olds, { name, prompt }) {
    await this.request("POST", "/v1/bot/update", { bot_id: id, name, prompt_info: { prompt } });
    return { outs: { name, prompt } };
  }
}

class PublicationProvider extends Provider {
  async diff(id, olds, news) {
    const live = await this.get(news.botId, true);
    return { changes: live.version !== olds.version || olds.prompt !== news.prompt };
  }

  async create(inputs) {
    const { version } = await this.publish(inputs.botId);
    return { id: inputs.botId, outs: { ...inputs, version } };
  }

  async read(id, props) {
    const live = await this.get(id, true);
    return { id, props: { ...props, version: live.version } };
  }

  async update(id, olds, news) {
    const { version } = await this.publish(id);
    return { outs: { ...news, version } };
  }

  async delete(id) {
    await this.request("POST", `/v1/bots/${id}/unpublish`, { connector_id: "1024" });
  }
}

const account = [env.COZE_API_BASE, env.COZE_API_TOKEN, env.COZE_SPACE_ID];
const [botProvider, publicationProvider] = [new BotProvider(...account), new PublicationProvider(...account)];

class Bot extends pulumi.dynamic.Resource {
  constructor(name, args) {
    super(botProvider, name, args);
  }
}

class Publication extends pulumi.dynamic.Resource {
  constructor(name, args) {
    super(publicationProvider, name, { version: undefined, ...args });
  }
}

for (const { name, prompt } of require("./bots.cjs")) {
  const bot = new Bot(name, { name, prompt });
  new Publication(`${name}-live`, { botId: bot.id, prompt: bot.prompt });
}

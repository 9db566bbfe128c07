// A dynamic provider as Pulumi's documentation teaches it: a class in the program, with the client in it, serialised into every
// resource's state. One provider object for all resources, which is the cheaper way: it is serialised once.
/* global fetch */
"use strict";

const pulumi = require("@pulumi/pulumi");
const { env } = require("node:process");

class Client {
  constructor(baseUrl, token, spaceId) {
    this.baseUrl = baseUrl;
    this.token = token;
    this.spaceId = spaceId;
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

class BotProvider {
  constructor(client) {
    this.client = client;
  }

  async diff(id, olds, news) {
    const live = await this.client.get(id, false);
    return { changes: live.prompt_info.prompt !== news.prompt || live.name !== news.name };
  }

  async create(inputs) {
    const { name, prompt } = inputs;
    const body = { space_id: this.client.spaceId, name, prompt_info: { prompt } };
    const { bot_id: id } = await this.client.request("POST", "/v1/bot/create", body);
    return { id, outs: inputs };
  }

  async read(id, props) {
    const live = await this.client.get(id, false);
    return { id, props: { ...props, name: live.name, prompt: live.prompt_info.prompt } };
  }

  async update(id, olds, news) {
    const { name, prompt } = news;
    await this.client.request("POST", "/v1/bot/update", { bot_id: id, name, prompt_info: { prompt } });
    return { outs: news };
  }
}

class PublicationProvider {
  constructor(client) {
    this.client = client;
  }

  async diff(id, olds, news) {
    const live = await this.client.get(news.botId, true);
    return { changes: live.version !== olds.version || olds.revision !== news.revision };
  }

  async create(inputs) {
    const { version } = await this.client.publish(inputs.botId);
    return { id: inputs.botId, outs: { ...inputs, version } };
  }

  async read(id, props) {
    const live = await this.client.get(id, true);
    return { id, props: { ...props, version: live.version } };
  }

  async update(id, olds, news) {
    const { version } = await this.client.publish(id);
    return { outs: { ...news, version } };
  }

  async delete(id) {
    await this.client.request("POST", `/v1/bots/${id}/unpublish`, { connector_id: "1024" });
  }
}

const client = new Client(env.COZE_API_BASE, env.COZE_API_TOKEN, env.COZE_SPACE_ID);
const botProvider = new BotProvider(client);
const publicationProvider = new PublicationProvider(client);

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

for (const { name, prompt, revision } of require("./bots.cjs")) {
  const bot = new Bot(name, { name, prompt, revision });
  new Publication(`${name}-live`, { botId: bot.id, revision: bot.revision });
}

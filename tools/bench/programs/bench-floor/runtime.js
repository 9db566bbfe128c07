// The floor's stub loads this module. It makes the calls of each operation by the platform's `fetch`, with states as
// large as ours. It has no checks and no rules for errors, and its hashes only tell whether the prompt was edited.
"use strict";

const { fetch } = globalThis;
const { env } = require("node:process");

async function call(method, path, body) {
  const answer = await fetch(env.COZE_API_BASE + path, {
    method,
    headers: { authorization: `Bearer ${env.COZE_API_TOKEN}`, "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  const { code, msg, data } = await answer.json();
  if (code !== 0) throw new Error(`${code} ${msg}`);
  return data;
}

const publish = (botId) => call("POST", "/v1/bot/publish", { bot_id: botId, connector_ids: ["1024"] });
const published = (botId) => call("GET", `/v1/bots/${botId}?is_published=true`);

const changes = async (_id, olds, news) => ({ changes: olds.contentHash !== news.contentHash });
const BOT = { createTime: 1_700_000_000, __schema: 1, __managed: ["name", "promptInfo.prompt"] };
const PUBLICATION = { version: "1700000000000", publishedAt: "2026-01-01T00:00:00.000Z", __schema: 1 };

exports.bot = {
  async check(_olds, news) {
    const contentHash = `v1:${String(news.promptInfo.prompt.includes("edited")).padStart(64, "0")}`;
    return { inputs: { contentHash, promotionHash: contentHash, spaceId: env.COZE_SPACE_ID, ...news } };
  },
  diff: changes,
  async create(inputs) {
    const { name, promptInfo } = inputs;
    const body = { space_id: env.COZE_SPACE_ID, name, prompt_info: promptInfo };
    const { bot_id: id } = await call("POST", "/v1/bot/create", body);
    return { id, outs: { ...inputs, ...BOT, botId: id } };
  },
  async read(id, props) {
    await call("GET", `/v1/bots/${id}?is_published=false`);
    return { id, props };
  },
  async update(id, _olds, { name, promptInfo, ...others }) {
    await call("POST", "/v1/bot/update", { bot_id: id, name, prompt_info: promptInfo });
    return { outs: { name, promptInfo, ...others, ...BOT, botId: id } };
  },
  async delete() {},
};

exports.publication = {
  check: async (_olds, news) => ({ inputs: { connectorIds: ["1024"], ...news } }),
  diff: changes,
  async create(inputs) {
    await publish(inputs.botId);
    return { id: inputs.botId, outs: { ...inputs, ...PUBLICATION } };
  },
  async read(id, props) {
    await published(id);
    return { id, props };
  },
  async update(id, _olds, news) {
    await publish(id);
    return { outs: { ...news, ...PUBLICATION } };
  },
  async delete(id) {
    await call("POST", `/v1/bots/${id}/unpublish`, { connector_id: "1024" });
  },
};

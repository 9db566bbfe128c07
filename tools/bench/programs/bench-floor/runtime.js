// What the floor's stub loads: operations that only wait as long as the calls of the real thing take. With BENCH_CALLS its creates
// make those calls, by the platform's `fetch` and nothing around it. With BENCH_OUTPUTS states are as large as ours.
"use strict";

const { env } = require("node:process");
const { setTimeout: sleep } = require("node:timers/promises");
const { createBot, publishBot } = require("./calls.cjs");

const HASH = `v1:${"0".repeat(64)}`;
const CHECKED = { contentHash: HASH, promotionHash: HASH, spaceId: "7000000000000000000" };
/** What a check and a create add. */
const ADDED = {
  bot: [
    CHECKED,
    { botId: "7000000000000000000", createTime: 1_700_000_000, __schema: 1, __managed: ["name", "promptInfo.prompt"] },
  ],
  publication: [
    { ...CHECKED, connectorIds: ["1024"] },
    { version: "1700000000000", publishedAt: "2026-01-01T00:00:00.000Z", __schema: 1 },
  ],
};

const call = () => sleep(Number(env.BENCH_LATENCY_MS));

/** One wait for every call that the real thing makes. */
const resource = (kind, create, callsOfDelete) => {
  const [checked, created] = env.BENCH_OUTPUTS ? ADDED[kind] : [{}, {}];
  let made = 0;
  return {
    async check(_olds, news) {
      return { inputs: { ...checked, ...news } };
    },
    async diff(_id, olds, news) {
      return { changes: olds.revision !== news.revision || olds.botId !== news.botId };
    },
    async create(inputs) {
      if (env.BENCH_CALLS) return { id: await create(inputs), outs: { ...inputs, ...created } };
      await call();
      return { id: String(++made), outs: { ...inputs, ...created } };
    },
    async read(id, props) {
      await call();
      return { id, props };
    },
    async update(_id, _olds, news) {
      await call();
      return { outs: news };
    },
    async delete() {
      for (let i = 0; i < callsOfDelete; i++) await call();
    },
  };
};

// Coze deletes no bot, and takes one off a channel by one call.
exports.bot = resource("bot", createBot, 0);
exports.publication = resource("publication", publishBot, 1);

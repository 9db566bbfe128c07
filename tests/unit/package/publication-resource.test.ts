import * as pulumi from "@pulumi/pulumi";
import { CozeBot, CozeBotPublication } from "../../../provider/index";
import { frozen, mockEngine, valueOf, type Registered } from "./mocks";

const HASHES = { contentHash: "v1:content", promotionHash: "v1:promotion" };
const made = { ...HASHES, spaceId: "7360", botId: "support-id" };

const publicationOf = (registered: Registered[]) => registered.find(({ type }) => type.endsWith("Publication"));

test("type and provider text are what stands in users' state", async () => {
  const registered = await mockEngine();
  await valueOf(new CozeBotPublication("live", { botId: "1" }).id);
  expect(registered[0]?.type).toBe("pulumi-nodejs:dynamic/coze:Publication");
  expect(registered[0]?.inputs).toEqual({
    botId: "1",
    __resource: "live",
    __provider: 'exports.handler=()=>require("pulumi-coze/runtime").publication',
  });
});

test.each<[string, (bot: CozeBot) => pulumi.Input<CozeBot>]>([
  ["a bot", (bot) => bot],
  ["an output of a bot", (bot) => pulumi.output(bot)],
  ["a promise of a bot", (bot) => Promise.resolve(bot)],
])("%s stands for its id, its space and both hashes", async (_what, wrapped) => {
  const registered = await mockEngine(made);
  const bot = wrapped(new CozeBot("support", { name: "Support" }));
  await valueOf(new CozeBotPublication("live", frozen({ bot, connectorIds: ["1024"] })).id);
  const { __provider, __resource, ...inputs } = publicationOf(registered)?.inputs ?? {};
  expect(inputs).toEqual({ ...made, connectorIds: ["1024"] });
});

test("in a preview of a changed bot its id is known, since it is taken from the resource's id", async () => {
  const registered = await mockEngine({ botId: undefined }, true);
  const bot = new CozeBot("support", { name: "Support" });
  await valueOf(new CozeBotPublication("live", { bot }).id);
  expect(publicationOf(registered)?.inputs["botId"]).toBe("support-id");
});

test("every output is there, and has the value that the provider gave it", async () => {
  const given = { ...made, version: "1700", publishedAt: "2026-01-01T00:00:00.000Z", connectorIds: ["1024"] };
  await mockEngine(given);
  const live = new CozeBotPublication("live", { botId: "support-id" });
  for (const key of Object.keys(given) as (keyof typeof given)[]) {
    expect(pulumi.Output.isInstance(live[key])).toBe(true);
    expect(await valueOf<unknown>(live[key])).toEqual(given[key]);
  }
});

test("a second publication of one bot is refused, and the first is named as the place", async () => {
  await mockEngine(made);
  const bot = new CozeBot("support", { name: "Support" });
  await valueOf(new CozeBotPublication("live", { bot }).id);
  expect(() => new CozeBotPublication("again", { bot, connectorIds: ["999"] })).toThrow(
    "CozeBotPublication again: bot: must not have a second publication; list all its channels in connectorIds of the first",
  );
  const other = new CozeBot("other", { name: "Support" });
  expect(() => new CozeBotPublication("other", { bot: other })).not.toThrow();
  await pulumi.runtime.disconnect();
});

test.each(["botId", "contentHash", "promotionHash", "spaceId"])("%s beside bot is refused", async (key) => {
  await mockEngine(made);
  const bot = new CozeBot("support", { name: "Support" });
  expect(() => new CozeBotPublication("live", { bot, [key]: "x" })).toThrow(
    `CozeBotPublication live: ${key}: must not be set beside bot, which sets it`,
  );
  // What was refused does not count as the bot's publication.
  expect(() => new CozeBotPublication("live", { bot })).not.toThrow();
  await pulumi.runtime.disconnect();
});

test("the caller's arguments are left alone", async () => {
  const registered = await mockEngine();
  const args = frozen({ botId: "1", connectors: { "1024": { device: ["a"] } }, triggers: { t: [1] } });
  await valueOf(new CozeBotPublication("live", args, frozen({})).id);
  expect(registered[0]?.inputs).toMatchObject(args);
});

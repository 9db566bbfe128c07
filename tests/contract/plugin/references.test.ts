import { RESOURCE, SIGNATURE } from "../../harness/marks";
import { PluginScene, urnOf } from "./scene";

let t: PluginScene;
beforeAll(async () => {
  t = await PluginScene.open();
});
afterAll(() => t.close());

const reference = (kind: string, id: string, name = "support") => ({
  [SIGNATURE]: RESOURCE,
  urn: urnOf(kind, name),
  id,
  name,
  type: `coze:index:${kind}`,
});

describe("a reference to a bot", () => {
  test("gives a publication what the bot has in this run, before and after its create", async () => {
    const { inputs } = await t.check("Bot", { name: "Support" });
    await t.create("Bot", inputs, { preview: true });
    const early = await t.check("Publication", { bot: reference("Bot", "") });
    const { contentHash, promotionHash, spaceId } = inputs;
    expect(early.failures).toEqual([]);
    expect(early.inputs).toMatchObject({ contentHash, promotionHash, spaceId, bot: reference("Bot", "") });

    const { id } = await t.create("Bot", inputs);
    const { inputs: late, failures } = await t.check("Publication", { bot: reference("Bot", id) });
    expect(failures).toEqual([]);
    expect(late).toMatchObject({ botId: id, contentHash, promotionHash, spaceId, connectorIds: ["1024"] });
    const { outs } = await t.create("Publication", late);
    expect(outs).not.toHaveProperty("bot");
    expect(await t.diff("Publication", id, outs, late, late)).toMatchObject({ changes: false });
    // As the engine asks before it replaces the bot.
    const unknown = { ...late, bot: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" };
    expect(await t.diff("Publication", id, outs, unknown, late)).toMatchObject({ replaces: ["botId"] });
  });

  test.each([
    ["no bot", {}, ["bot: is required, or botId in its place"]],
    ["an id", { bot: "742" }, ["bot: must be a resource coze:Bot of this program; an id goes into botId"]],
    [
      "another kind",
      { bot: reference("Dataset", "742") },
      ["bot: must be a resource coze:Bot of this program; an id goes into botId"],
    ],
    [
      "what it gives beside it",
      { bot: reference("Bot", "742"), botId: "742", contentHash: "v1:1" },
      ["botId: must not be set beside bot, which sets it", "contentHash: must not be set beside bot, which sets it"],
    ],
  ])("%s is refused", async (_what, news, problems) => {
    const { failures } = await t.check("Publication", news);
    expect(failures).toEqual(problems);
  });

  test("a resource that has no part in the run is named, and stays as it is recorded elsewhere", async () => {
    const bot = reference("Bot", "742", "other");
    const { failures } = await t.check("Publication", { bot });
    expect(failures).toEqual([expect.stringMatching(/^bot: the resource other has no part in this run.*--target/)]);
    const olds = { botId: "742", spaceId: "7", contentHash: "v1:1", promotionHash: "v1:2", connectorIds: ["1024"] };
    const kept = await t.check("Publication", { bot }, olds);
    expect([kept.failures, kept.inputs]).toEqual([[], { ...olds, bot, __resource: "support" }]);
  });

  test("a test takes one of bot and publication", async () => {
    const cases = [{ name: "a", ask: "b", expect: [{ contains: "c" }] }];
    const both = { bot: reference("Bot", "742"), publication: reference("Publication", "742"), cases };
    expect((await t.check("BotTest", both)).failures).toContain("publication: must not be set beside bot");
    expect((await t.check("BotTest", { cases })).failures).toEqual([
      "bot: is required, or publication or botId in its place",
    ]);
  });
});

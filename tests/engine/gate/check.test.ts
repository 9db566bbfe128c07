import { hosted } from "../../../provider/host/dynamic";
import type { Props } from "../../../provider/lifecycle";
import { publicationLifecycle } from "../../../provider/resources/publication/lifecycle";
import { Session } from "../../../provider/session/session";
import { UNKNOWN } from "../../../provider/values/tree";

const hash = (letter: string) => `v1:${letter.repeat(64)}`;
/** The bot as this stack has published it, and as the other stack has it. */
const old = { botId: "73", spaceId: "736", contentHash: hash("c"), promotionHash: hash("p"), connectorIds: ["1024"] };
const edited = { contentHash: hash("d"), promotionHash: hash("q") };
/** A custom channel, which alone has parameters. */
const CUSTOM = "7000000001";
const gate = { requirePromotionHash: hash("p") };

const inputsOf = async (news: Props, olds: Props = {}) => {
  const session = new Session({ env: {} });
  return hosted("Publication", publicationLifecycle(session), session).check(olds, {
    ...news,
    __resource: "support",
    __provider: "text",
  });
};

/** The inputs of the last run, as a check returned them. */
const recorded = async (more: Props = {}) => (await inputsOf({ ...old, ...more })).inputs as Props;

const reasons = async (news: Props, olds?: Props) =>
  (await inputsOf({ ...old, ...gate, ...news }, olds)).failures.map(({ property, reason }) => property + reason);

describe("a publish that is due is refused", () => {
  test.each<[string, Props]>([
    ["for other content", edited],
    ["for a new channel", { promotionHash: hash("q"), connectorIds: ["1024", "999"] }],
    ["for a trigger", { promotionHash: hash("q"), triggers: { n: 2 } }],
    [
      "for a parameter",
      { promotionHash: hash("q"), connectorIds: ["1024", CUSTOM], connectors: { [CUSTOM]: { key: "value" } } },
    ],
    ["while the content is not all known, but enough of it", { contentHash: UNKNOWN, promotionHash: hash("q") }],
  ])("%s, with both hashes and what to do", async (_name, news) => {
    expect(await reasons(news, await recorded())).toEqual([
      `requirePromotionHash: the stack that it comes from has published "${hash("p")}", and this bot is "${hash("q")}". ` +
        "Run `pulumi up` of this program in that stack first, test it there, then run this again; or go back to the " +
        "program that it has published.",
    ]);
  });

  test("after a publish from outside, which the next up would repair", async () => {
    const olds = await recorded({ contentHash: "published outside as 1700" });
    expect(await reasons({ requirePromotionHash: hash("x") }, olds)).toHaveLength(1);
    expect(await reasons({}, olds)).toEqual([]);
  });

  test("at the first publish, and where nothing was published over there", async () => {
    expect(await reasons({ ...edited })).toHaveLength(1);
    const [reason] = await reasons({ requirePromotionHash: "" });
    expect(reason).toContain(
      "requirePromotionHash: the stack that it comes from has published nothing, and this bot is",
    );
  });

  test("where the bot is given by its id without a promotion hash", async () => {
    const missing = "promotionHash: is required with requirePromotionHash, got nothing";
    expect(await reasons({ promotionHash: undefined })).toEqual([missing]);
    expect(await reasons({ promotionHash: undefined, triggers: 2 }, await recorded())).toEqual([missing]);
  });
});

describe("nothing is in the way", () => {
  test.each<[string, Props]>([
    ["of the content that was published over there", { ...edited, requirePromotionHash: hash("q") }],
    ["of an up that publishes nothing", { requirePromotionHash: hash("x") }],
    ["of a change of what a delete does", { requirePromotionHash: hash("x"), unpublishOnDelete: false }],
    ["of a reason", { requirePromotionHash: hash("x"), unpublishReason: "Over" }],
    ["of an up with a version that was adopted once", { requirePromotionHash: hash("x"), adoptVersion: "1700" }],
    ["of a preview in which the content is unknown", { contentHash: UNKNOWN, promotionHash: UNKNOWN }],
    ["of a preview in which the gate is unknown", { ...edited, requirePromotionHash: UNKNOWN }],
    ["of a trigger that may stay as it is", { requirePromotionHash: hash("x"), triggers: { of: UNKNOWN } }],
    ["of channels that may stay as they are", { requirePromotionHash: hash("x"), connectorIds: UNKNOWN }],
    ["of parameters that may stay as they are", { requirePromotionHash: hash("x"), connectors: UNKNOWN }],
    ["of a part that belongs to the space and is unknown", { requirePromotionHash: hash("x"), contentHash: UNKNOWN }],
  ])("%s", async (_name, news) => {
    expect(await reasons(news, await recorded())).toEqual([]);
  });

  test("of leaving a channel", async () => {
    const olds = await recorded({ connectorIds: ["1024", "999"] });
    expect(await reasons({ requirePromotionHash: hash("x") }, olds)).toEqual([]);
  });

  test("of a create that adopts a version, nor of the first one of a program without a gate", async () => {
    expect(await reasons({ ...edited, adoptVersion: "1700" })).toEqual([]);
    expect(await reasons({ ...edited, requirePromotionHash: undefined })).toEqual([]);
  });
});

import { CREATE, openScene, PUBLISH, READ, UPDATE, writesOf } from "../../harness/engine/scene";

interface Given {
  prompt?: string;
  gate?: string;
  /** More of the publication. */
  more?: string;
}

const program = ({ prompt = JSON.stringify("One"), gate, more = "" }: Given) => `
  const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: ${prompt} } });
  new CozeBotPublication("support", { bot, ${gate === undefined ? "" : `requirePromotionHash: ${gate},`} ${more} });
  exports.promotionHash = bot.promotionHash;
`;
const refusal = "requirePromotionHash: the stack that it comes from has published";

test("the gate refuses in the preview, before the draft is touched, and lets through what publishes nothing", async () => {
  const t = await openScene();
  await t.up(program({}));
  const { promotionHash } = t.outputs() as { promotionHash: string };
  const { draft, versions } = t.bot;
  const other = JSON.stringify(`v1:${"0".repeat(64)}`);

  const edit = program({ prompt: '"Two"', gate: JSON.stringify(promotionHash) });
  const refused = await t.up(edit, { withPreview: true, expect: "failure" });
  const [, required, own] =
    new RegExp(`${refusal} "(v1:\\w+)", and this bot is "(v1:\\w+)"\\. Run`).exec(refused.text) ?? [];
  expect(required).toBe(promotionHash);
  expect(own).toMatch(/^v1:[0-9a-f]{64}$/);
  expect(refused.calls).toEqual([]);
  // An output that the other stack does not have keeps it shut.
  const nothing = await t.up(program({ prompt: '"Two"', gate: "pulumi.output(undefined)" }), {
    withPreview: true,
    expect: "failure",
  });
  expect(nothing.text).toContain(`${refusal} nothing`);
  expect(nothing.calls).toEqual([]);
  expect(t.bot).toMatchObject({ draft, versions });

  // A shut gate is in nobody's way while nothing is to be published.
  await t.expectSilence(program({ gate: other }));
  const policy = await t.up(program({ gate: other, more: 'unpublishReason: "Over"' }), { withPreview: true });
  expect(policy.calls).toEqual([]);

  const open = await t.up(program({ prompt: '"Two"', gate: JSON.stringify(own) }), { withPreview: true });
  expect(open.calls).toEqual([UPDATE, READ, PUBLISH, READ]);
});

test("with --skip-preview the draft moves and nothing is published, until the other stack has published the same", async () => {
  const t = await openScene();
  await t.up(program({}));
  const { promotionHash } = t.outputs() as { promotionHash: string };
  const { versions } = t.bot;
  const refused = await t.up(program({ prompt: '"Two"', gate: JSON.stringify(promotionHash) }), { expect: "failure" });
  expect(refused.text).toContain(refusal);
  expect(writesOf(refused.log)).toEqual([UPDATE]);
  expect(t.bot.draft.prompt_info?.prompt).toBe("Two");
  expect(t.bot.versions).toEqual(versions);

  const [, own] = /this bot is "(v1:\w+)"/.exec(refused.text) ?? [];
  const open = await t.up(program({ prompt: '"Two"', gate: JSON.stringify(own) }), { withPreview: true });
  // The draft has moved before.
  expect(writesOf(open.log)).toEqual([PUBLISH]);
  expect(t.bot.published["1024"]?.config.prompt_info?.prompt).toBe("Two");
});

test("a hash that the preview cannot know is judged before the publish, and a version may be adopted", async () => {
  const t = await openScene();
  const unknown = `
    const first = new CozeBot("first", { name: "First" });
    ${program({ prompt: "pulumi.interpolate`Ask ${first.id}`", gate: JSON.stringify(`v1:${"0".repeat(64)}`) })}
  `;
  const preview = await t.preview(unknown);
  expect(preview.calls).toEqual([]);
  const up = await t.up(undefined, { expect: "failure" });
  expect(up.text).toContain(refusal);
  expect(writesOf(up.log)).toEqual([CREATE, CREATE]);
  const { id } = t.botNamed("Support");
  expect(t.botNamed("Support").versions).toEqual([]);

  const version = t.emulator.console.publish(id, ["1024"]);
  const adopting = unknown.replace("requirePromotionHash", `adoptVersion: "${version}", requirePromotionHash`);
  const adopt = await t.up(adopting);
  expect(writesOf(adopt.log)).toEqual([]);
  const byId = `new CozeBotPublication("by id", { botId: "${id}", requirePromotionHash: "v1:a" });`;
  const refused = await t.preview(byId, { expect: "failure" });
  expect(refused.text).toContain("promotionHash: is required with requirePromotionHash, got nothing");
});

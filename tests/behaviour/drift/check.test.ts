import { openScene, type Scene, UPDATE } from "../../harness/engine/scene";
import { combinations, consoleEdits, cosmeticEdit, samples } from "./samples";

// `tests/engine/drift` has how the CLI shows it.

/** The check for drift of a pipeline. */
const check = (t: Scene, expect: "success" | "failure") =>
  t.refresh({ previewOnly: true, expectNoChanges: true, expect });

/** What changed, by what happened to the bot or its publication. */
const KINDS: Record<string, { happens: (t: Scene) => void; ops: Record<string, string> }> = {
  nothing: { happens: () => undefined, ops: {} },
  "an edit of the draft": {
    happens: ({ bot, emulator }) => emulator.console.editDraft(bot.id, { name: "Edited" }),
    ops: { "Bot support": "update" },
  },
  "a publish": {
    happens: ({ bot, emulator }) => emulator.console.publish(bot.id, ["1024"]),
    ops: { "Publication support": "update" },
  },
  "one channel that was left": {
    happens: ({ bot, emulator }) => emulator.console.unpublish(bot.id, "999"),
    ops: { "Publication support": "update" },
  },
  "every channel that was left": {
    happens: ({ bot, emulator }) => {
      for (const channel of ["1024", "999"]) emulator.console.unpublish(bot.id, channel);
    },
    ops: { "Publication support": "delete" },
  },
  "a bot that was deleted": {
    happens: ({ bot, emulator }) => emulator.console.deleteBot(bot.id),
    ops: { "Bot support": "delete", "Publication support": "delete" },
  },
};

test.each(Object.entries(KINDS))("a check finds %s, and only looks", async (_name, { happens, ops }) => {
  const t = await openScene();
  await t.up(`
    const bot = new CozeBot("support", { name: "Support" });
    new CozeBotPublication("support", { bot, connectorIds: ["1024", "999"] });
  `);
  t.later();
  happens(t);
  const state = JSON.stringify(t.resources());
  const run = await check(t, Object.keys(ops).length > 0 ? "failure" : "success");
  expect(run.ops).toEqual({ "Bot support": "same", "Publication support": "same", ...ops });
  expect(JSON.stringify(t.resources())).toBe(state);
});

test("with every quirk of reading a check finds console edits alone, and the next up takes back exactly them", async () => {
  const t = await openScene({ emulator: { quirks: combinations.at(-1) } });
  const program = `
    for (const [name, args] of Object.entries(${JSON.stringify(samples)})) {
      const bot = new CozeBot(name, args);
      if (name === "full") new CozeBotPublication(name, { bot });
    }
  `;
  await t.up(program);
  cosmeticEdit(t);
  const before = t.emulator.bots.map(({ draft }) => draft);
  await check(t, "success");
  consoleEdits(t);
  await check(t, "failure");
  const { changes } = await t.refresh();
  const changed = Object.entries(changes).filter(([, paths]) => Object.keys(paths).length > 0);
  const hashes = ["contentHash", "promotionHash"];
  expect(Object.fromEntries(changed.map(([name, paths]) => [name, Object.keys(paths).sort()]))).toEqual({
    "Bot full": [...hashes, "description", "onboardingInfo.suggestedQuestions"].sort(),
    "Bot edges": [...hashes, "promptInfo.prompt"].sort(),
  });
  await check(t, "success");
  expect((await t.up()).calls).toEqual([UPDATE, UPDATE]);
  expect(t.emulator.bots.map(({ draft }) => draft)).toEqual(before);
  await check(t, "success");
});

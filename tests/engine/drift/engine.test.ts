import { startEmulator } from "../../../emulator";
import { openScene, PUBLISH, READ, type Scene, UPDATE, writesOf } from "../../harness/cli/scene";
import { combinations, consoleEdits, cosmeticEdit, samples } from "../../behaviour/drift/samples";

// `tests/behaviour/drift` and `tests/behaviour/acceptance/{drift,outside}` have every kind by itself, in process.

const LIVE = ["published", "partly"] as const;

/** The samples under names of their own, and publications on two channels. */
const program = (order: "as declared" | "reversed" = "as declared") => `
  for (const [name, args] of Object.entries(${JSON.stringify(samples)})) {
    if (${JSON.stringify(order)} === "reversed") for (const list of [args.plugins, args.workflowIds]) list?.reverse();
    const bot = new CozeBot(name, args);
    if (name === "full") new CozeBotPublication(name, { bot });
  }
  for (const name of ${JSON.stringify(LIVE)}) {
    const bot = new CozeBot(name, { name });
    new CozeBotPublication(name, { bot, connectorIds: ["1024", "999"] });
  }
`;

/** What changes in a refresh: the edited inputs, the hashes, and what only a read tells. */
const SHOWN = [
  ...["description", "onboardingInfo", "suggestedQuestions", "promptInfo", "prompt", "connectorIds"],
  ...["contentHash", "promotionHash", "iconUrl", "ownerUserId", "updateTime", "version"],
];

/** `pulumi refresh --preview-only --expect-no-changes`: the check for drift of a pipeline. */
const check = (t: Scene, expect: "success" | "failure", env: Record<string, string> = {}) =>
  t.refresh({ args: ["--preview-only"], expectNoChanges: true, expect, env });

test("with every quirk of reading a check and a refresh show drift alone, and the next up takes back exactly it", async () => {
  const t = await openScene({ emulator: { quirks: combinations.at(-1) }, config: { maxRetries: "0" } });
  await t.up(program());
  t.later();
  cosmeticEdit(t);
  const before = t.emulator.bots.map(({ draft }) => draft);
  // Another order of a set is nothing to do, and no drift of what is recorded in the other one.
  await t.expectSilence(program("reversed"));
  await check(t, "success");

  consoleEdits(t);
  const version = t.emulator.console.publish(t.botNamed("published").id, ["1024"]);
  t.emulator.console.unpublish(t.botNamed("partly").id, "999");

  const state = JSON.stringify(await t.resources());
  const preview = await check(t, "failure");
  expect(preview.calls).toContain(READ);
  // A check only looks.
  expect(writesOf(preview.log)).toEqual([]);
  expect(JSON.stringify(await t.resources())).toBe(state);
  const refresh = await t.refresh();
  for (const { text } of [preview, refresh]) {
    expect(text).toContain('~ description: "Answers questions about orders" => "From the console"');
    expect(text).toContain('~ suggestedQuestions: [ - [0]: "Where is my order?" - [1]: "Can I return it?" ]');
    expect(/~ prompt: "语+" => "语+!"/.test(text)).toBe(true);
    expect(text).toContain(`"published outside as ${version}"`);
    expect(text).toContain('- [1]: "999"');
    const changed = [...text.matchAll(/[~+-] (\w+):/g)].map(([, name]) => name);
    expect(new Set(changed)).toEqual(new Set(SHOWN));
    for (const quiet of ["texts", "cached", "sparse", "unordered"]) expect(text).not.toContain(`coze:Bot::${quiet}`);
  }

  const up = await t.up(program(), { withPreview: true, diff: true });
  expect(up.text).toContain('~ description: "From the console" => "Answers questions about orders"');
  expect(up.calls.sort()).toEqual([READ, READ, UPDATE, UPDATE, PUBLISH, PUBLISH].sort());
  expect(t.emulator.bots.map(({ draft }) => draft)).toEqual(before);
});

test("a check for drift with the wrong account fails by itself, one of a bot that is gone names what to delete, and the state is kept", async () => {
  const t = await openScene({ config: { maxRetries: "0" } });
  const other = await startEmulator({ clockSkewMs: 60_000 });
  try {
    await t.up(`
      const bot = new CozeBot("support", { name: "Support" });
      new CozeBotPublication("support", { bot, connectorIds: ["1024", "999"] });
    `);
    t.later();
    const state = JSON.stringify(await t.resources());
    const failed = await check(t, "failure", { COZE_API_BASE: other.url, COZE_API_TOKEN: other.token });
    expect(failed.text).toContain(
      `Bot ${t.bot.id} was not found at ${other.url} with the token from the environment variable COZE_API_TOKEN`,
    );
    // A message, and no stack.
    expect(failed.output).not.toMatch(/^\s+at .+:\d+/m);
    t.emulator.console.deleteBot(t.bot.id);
    expect((await check(t, "failure")).text).toContain("- 2 to delete");
    expect(JSON.stringify(await t.resources())).toBe(state);
  } finally {
    await other.close();
  }
});

import { startEmulator } from "../../../emulator";
import { CREATE, openScene, PUBLISH, READ, type Scene, UPDATE, writesOf } from "../../harness/cli/scene";
import { combinations, consoleEdits, cosmeticEdit, samples } from "../../behaviour/drift/samples";

// `tests/behaviour/drift` and `tests/behaviour/acceptance/{drift,outside}` have every kind by itself, in process, and checks that find nothing.

const LIVE = ["published", "partly", "gone"] as const;

/** The samples under names of their own, and publications on two channels. */
const program = `
  for (const [name, args] of Object.entries(${JSON.stringify(samples)})) {
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

let t: Scene;
beforeAll(async () => {
  t = await openScene({ emulator: { quirks: combinations.at(-1) }, config: { maxRetries: "0" } });
  await t.up(program);
  t.later();
});

const draftsBut = (name: string) => t.emulator.bots.map(({ draft }) => draft).filter((draft) => draft.name !== name);

test("a check for drift with the wrong account fails by itself, and the state is kept", async () => {
  const other = await startEmulator({ clockSkewMs: 60_000 });
  try {
    const state = JSON.stringify(await t.resources());
    const failed = await check(t, "failure", { COZE_API_BASE: other.url, COZE_API_TOKEN: other.token });
    expect(failed.text).toMatch(/Bot \d+ was not found at /);
    expect(failed.text).toContain(
      ` was not found at ${other.url} with the token from the environment variable COZE_API_TOKEN`,
    );
    // A message, and no stack.
    expect(failed.output).not.toMatch(/^\s+at .+:\d+/m);
    expect(JSON.stringify(await t.resources())).toBe(state);
  } finally {
    await other.close();
  }
});

test("with every quirk of reading a check and a refresh show drift alone, and the next up takes back exactly it", async () => {
  cosmeticEdit(t);
  const before = draftsBut("gone");
  consoleEdits(t);
  const version = t.emulator.console.publish(t.botNamed("published").id, ["1024"]);
  t.emulator.console.unpublish(t.botNamed("partly").id, "999");
  t.emulator.console.deleteBot(t.botNamed("gone").id);

  const state = JSON.stringify(await t.resources());
  const preview = await check(t, "failure");
  expect(preview.calls).toContain(READ);
  // A check only looks.
  expect(writesOf(preview.log)).toEqual([]);
  expect(JSON.stringify(await t.resources())).toBe(state);
  // Of what is to be deleted all is shown.
  const steps = preview.output.split(/^(?=.*coze:\w+: \()/m).filter((step) => !step.includes("::gone]"));
  const changed = steps.flatMap((step) => [...step.matchAll(/[~+-] (\w+) *:/g)].map(([, name]) => name));
  expect(new Set(changed)).toEqual(new Set(SHOWN));
  expect(preview.text).toContain("- 2 to delete");
  const up = await t.up(undefined, { args: ["--refresh"], diff: true });
  for (const { text } of [preview, up]) {
    expect(text).toContain('~ description: "Answers questions about orders" => "From the console"');
    expect(text).toContain('~ suggestedQuestions: [ - [0]: "Where is my order?" - [1]: "Can I return it?" ]');
    expect(/~ prompt: "语+" => "语+!"/.test(text)).toBe(true);
    expect(text).toContain(`"published outside as ${version}"`);
    expect(text).toContain('- [1]: "999"');
  }
  // Before it, the refresh of an up shows what a read tells of each bot.
  const [, repair = ""] = up.text.split("pulumi:pulumi:Stack: (same)");
  for (const text of [preview.text, repair]) expect(/coze:Bot::(texts|cached|sparse|unordered)/.test(text)).toBe(false);
  expect(repair).toContain('~ description: "From the console" => "Answers questions about orders"');
  expect(writesOf(up.log).sort()).toEqual([CREATE, UPDATE, UPDATE, PUBLISH, PUBLISH, PUBLISH].sort());
  expect(draftsBut("gone")).toEqual(before);
});

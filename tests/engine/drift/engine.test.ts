import { openScene, type Scene, UPDATE } from "../acceptance/harness";
import { combinations, edges, full, samples, texts } from "../../behaviour/drift/samples";

/** The samples under names of their own; `change` is laid over the one called `full`. */
const program = (change: object = {}, order: "as declared" | "reversed" = "as declared") => `
  const samples = ${JSON.stringify({ ...samples, full: { ...full, ...change } })};
  for (const [name, args] of Object.entries(samples)) {
    if (${JSON.stringify(order)} === "reversed") for (const list of [args.plugins, args.workflowIds]) list?.reverse();
    const bot = new CozeBot(name, args);
    if (name === "full") new CozeBotPublication(name, { bot });
  }
`;

/** What changes in a refresh: the edited inputs, the hashes, and what only a read tells. */
const SHOWN = [
  ...["description", "onboardingInfo", "suggestedQuestions", "promptInfo", "prompt"],
  ...["contentHash", "promotionHash", "iconUrl", "ownerUserId", "updateTime"],
];

const check = (t: Scene, expect: "success" | "failure") =>
  t.refresh({ args: ["--preview-only"], expectNoChanges: true, expect });

test("with every quirk of reading a refresh shows console edits alone, and the next up takes back exactly them", async () => {
  const t = await openScene({ emulator: { quirks: combinations.at(-1) } });
  await t.up(program());
  // Other line ends, and one less at the end, are no edit.
  const { prompt } = texts.promptInfo;
  t.emulator.console.editDraft(t.botNamed(texts.name).id, {
    prompt_info: { prompt: prompt.replaceAll("\r\n", "\n").trimEnd() },
  });
  const before = t.emulator.bots.map(({ draft }) => draft);
  // Another order of a set is nothing to do, and no drift of what is recorded in the other one.
  await t.expectSilence(program({}, "reversed"));
  await check(t, "success");

  t.emulator.console.editDraft(t.botNamed(full.name).id, {
    description: "From the console",
    onboarding_info: { prologue: full.onboardingInfo.prologue, suggested_questions: [] },
    icon_file_id: "7400000000000000009",
  });
  t.emulator.console.editDraft(t.botNamed(edges.name).id, {
    prompt_info: { prompt: `${edges.promptInfo.prompt.slice(1)}!` },
  });

  const preview = await check(t, "failure");
  const refresh = await t.refresh();
  for (const { text } of [preview, refresh]) {
    expect(text).toContain('~ description: "Answers questions about orders" => "From the console"');
    expect(text).toContain('~ suggestedQuestions: [ - [0]: "Where is my order?" - [1]: "Can I return it?" ]');
    expect(/~ prompt: "语+" => "语+!"/.test(text)).toBe(true);
    const changed = [...text.matchAll(/[~+-] (\w+):/g)].map(([, name]) => name);
    expect(new Set(changed)).toEqual(new Set(SHOWN));
    for (const quiet of ["texts", "cached", "sparse", "unordered"]) expect(text).not.toContain(`coze:Bot::${quiet}`);
  }
  await check(t, "success");

  const up = await t.up(program(), { withPreview: true, diff: true });
  expect(up.text).toContain('~ description: "From the console" => "Answers questions about orders"');
  expect(up.calls).toEqual([UPDATE, UPDATE]);
  expect(t.emulator.bots.map(({ draft }) => draft)).toEqual(before);
  await check(t, "success");
});

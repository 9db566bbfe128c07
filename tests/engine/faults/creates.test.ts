import { writeSync } from "node:fs";
import { dated, FAULT_KINDS } from "../../behaviour/faults/faults";
import { CREATE, openScene } from "../../harness/cli/scene";

// `tests/behaviour/faults/matrix-many` has the same, and the other calls. Many cells in each `up`: a bot for every fault.

test("creates: every fault that can be decided leaves one bot each", async () => {
  const t = await openScene({ config: { timeoutSeconds: "10" } });
  const decidable = FAULT_KINDS.filter(({ undecidable }) => !undecidable);
  const handles = decidable.map(({ kind }, i) =>
    t.emulator.fault({ route: CREATE, nth: i + 1, kind: dated(kind, Date.now()) }),
  );
  const { text } = await t.up(`
    for (let i = 0; i < ${decidable.length}; i++) {
      new CozeBot("b" + i, { name: "Bot " + i, promptInfo: { prompt: "One" }, deletionPolicy: "archive" });
    }
  `);
  expect(text).toContain("looking for the result for up to 10 s");
  expect(handles.map(({ hits }) => hits)).toEqual(handles.map(() => 1));

  const resources = await t.resources();
  expect(t.emulator.bots).toHaveLength(decidable.length);
  for (const i of decidable.keys()) {
    const bot = t.botNamed(`Bot ${i}`);
    expect(bot.draft.prompt_info).toEqual({ prompt: "One" });
    expect(bot.versions).toEqual([]);
    expect(resources[`Bot b${i}`]?.id).toBe(bot.id);
    expect(resources[`Bot b${i}`]?.initErrors ?? []).toEqual([]);
  }
  writeSync(1, `fault matrix, through the CLI: ${decidable.length} cells converge\n`);
});

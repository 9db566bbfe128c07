import { CREATE, openScene, READ, UPDATE } from "../../harness/engine/scene";

const texts: Record<string, string> = {
  crlf: "one\r\ntwo\r\n",
  trailing: "one\n",
  "two trailing": "one\n\n",
  inner: "  one\n\n\ttwo   three  ",
  bom: "\uFEFFone",
  emoji: "👩‍👩‍👧‍👦 \u0000 é e\u0301 \u2028 “quoted” \\n",
  "lone cr": "one\rtwo",
  empty: "",
};

const program = (prompts: Record<string, string>) => `
  for (const [name, prompt] of Object.entries(${JSON.stringify(prompts)})) {
    new CozeBot(name, { name, description: prompt, promptInfo: { prompt }, onboardingInfo: { prologue: prompt } });
  }
`;

test("texts arrive as they were written, with LF for CRLF, and line breaks never make a difference", async () => {
  const t = await openScene();
  const { calls } = await t.up(program(texts));
  expect(calls).toEqual(Object.keys(texts).map(() => CREATE));
  for (const [name, written] of Object.entries(texts)) {
    // Coze counts characters, and CRLF is one line break.
    const text = written.replaceAll("\r\n", "\n");
    expect(t.botNamed(name).draft).toEqual({
      name,
      description: text,
      prompt_info: { prompt: text },
      onboarding_info: { prologue: text },
    });
  }
  await t.expectSilence();
  await t.refresh({ expectNoChanges: true });

  // The same file checked out elsewhere, and what an editor does at the end of a file.
  await t.expectSilence(program({ ...texts, crlf: "one\ntwo", trailing: "one", "two trailing": "one\r\n\r\n" }));

  // The console, too, may keep another line break than it was sent.
  t.emulator.console.editDraft(t.botNamed("crlf").id, { prompt_info: { prompt: "one\r\ntwo" } });
  await t.refresh({ expectNoChanges: true });

  // Everything else is content.
  const edits = { crlf: "one\n\ntwo", "two trailing": "one\n", inner: "one\n\n\ttwo   three", bom: "one", empty: " " };
  expect((await t.up(program({ ...texts, ...edits }))).calls).toEqual(Object.keys(edits).map(() => UPDATE));
  expect(t.botNamed("bom").draft.prompt_info?.prompt).toBe("one");
  await t.expectSilence();
});

test("texts of the greatest length are counted in characters and stay silent", async () => {
  const t = await openScene();
  const longest = {
    name: "🙂".repeat(20),
    description: "界".repeat(500),
    promptInfo: { prompt: "🙂".repeat(20_000) },
    onboardingInfo: { prologue: "é".repeat(300), suggestedQuestions: ["🙂".repeat(50), ""] },
  };
  const one = (args: object) => `new CozeBot("longest", ${JSON.stringify(args)});`;
  await t.up(one(longest));
  expect(t.bot.draft).toEqual({
    name: longest.name,
    description: longest.description,
    prompt_info: longest.promptInfo,
    onboarding_info: {
      prologue: longest.onboardingInfo.prologue,
      suggested_questions: longest.onboardingInfo.suggestedQuestions,
    },
  });
  expect((await t.refresh({ expectNoChanges: true })).calls).toEqual([READ]);
  await t.expectSilence();
  const over = await t.preview(one({ ...longest, name: `${longest.name}.` }), { expect: "failure" });
  expect(over.output).toContain("name: must be 1 to 20 characters, got a string of 21 characters");
  expect(over.calls).toEqual([]);
});

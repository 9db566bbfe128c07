import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { writesOf } from "../../harness/engine/scene";
import { projectOf, pullOf } from "../../harness/pulled";
import { draftOf, edit, editPrompt, opened, program, PROMPT } from "./pull-scene";

test("the table: a merged file, a line of the program to change, a conflict, and what cannot be compared", async () => {
  const more = (temperature: number) =>
    `onboardingInfo: { prologue: "Hi! How can I help?" }, knowledge: { autoCall: true }, modelInfoConfig: { modelId: "1", temperature: ${temperature} }`;
  const index = [
    'const support = new CozeBot("support", {',
    '  onboardingInfo: { prologue: "Hi! How can I help?" },',
    '  modelInfoConfig: { modelId: "1", temperature: 0.7 },',
    "});",
  ].join("\n");
  const sources = program(PROMPT, more(0.5)) + program("Sell.", "", "sales");
  const { t, folder } = await opened(
    { "prompts/support.md": PROMPT.replace("two", "three"), "index.ts": index },
    sources,
  );
  editPrompt(
    t,
    PROMPT.replace("Be kind.\n", "Be kind.\nBe quick.\n").replace("Never promise a date.", "Promise nothing."),
  );
  edit(t, { onboarding_info: { prologue: "Hello, what can I do for you?" } });
  edit(t, { model_info_config: { model_id: "1", temperature: 0.4 } });
  t.emulator.clearCalls();
  const { code, text } = await pullOf(t, folder);
  expect(text).toBe(
    [
      "sales     no change",
      "support   prompts/support.md            console +2 −1, program +1 −1   merged",
      '          onboardingInfo.prologue       console only                   index.ts:2 says: prologue: "Hi! How can I help?"',
      '                                                                       write:           prologue: "Hello, what can I do for you?"',
      "          modelInfoConfig.temperature   console 0.4, program 0.7       index.ts:3 CONFLICT (was 0.5)",
      "not readable at Coze, so not compared: knowledge.autoCall",
      "to write: prompts/support.md (--write writes)",
      "",
    ].join("\n"),
  );
  expect(code).toBe(1);
  expect(writesOf(t.emulator.calls)).toEqual([]);
  expect(folder.read("prompts/support.md")).toBe(PROMPT.replace("two", "three"));
});

test("a line of a program in Python is printed as Python writes it", async () => {
  const { t, folder } = await opened({ "__main__.py": 'bot = coze.Bot("bot", name="support")\n' }, program("Be kind."));
  edit(t, { name: "Shop" });
  const { text } = await pullOf(t, folder);
  expect(text).toMatch(/console only {3}__main__\.py:1 says: name="support"\n +write: +name="Shop"\n/);
});

test("--write merges, and after the up the draft is the merge exactly", async () => {
  const { t, folder } = await opened({ "support.md": PROMPT.replace("two", "three") }, program(PROMPT));
  editPrompt(t, PROMPT.replace("Never promise a date.", "Promise nothing."));
  t.emulator.clearCalls();
  expect((await pullOf(t, folder, { write: true })).code).toBe(0);
  expect(writesOf(t.emulator.calls)).toEqual([]);
  const merged = PROMPT.replace("two", "three").replace("Never promise a date.", "Promise nothing.");
  expect(folder.read("support.md")).toBe(merged);
  await t.up(program(merged));
  expect(draftOf(t).prompt_info?.prompt).toBe(merged);
  expect(await pullOf(t, folder)).toEqual({ code: 0, text: "support   no change\n" });
});

test("both sides of one place are a conflict with git's marks, which the next pull names and leaves alone", async () => {
  const { t, folder } = await opened({ "support.md": PROMPT.replace("Be kind.", "Be brief.") }, program(PROMPT));
  editPrompt(t, PROMPT.replace("Be kind.", "Be quick."));
  const { code, text } = await pullOf(t, folder, { write: true });
  expect(code).toBe(1);
  expect(text).toContain("CONFLICT (1 place)");
  const marked = PROMPT.replace("Be kind.", "<<<<<<< program\nBe brief.\n=======\nBe quick.\n>>>>>>> console");
  expect(folder.read("support.md")).toBe(marked);
  expect((await pullOf(t, folder, { write: true })).text).toContain("CONFLICT (resolve them first)");
  expect(folder.read("support.md")).toBe(marked);
});

test("a file of several bots is changed once where all have the same edit, and refused by name where not", async () => {
  const both = program(PROMPT, "", "support") + program(PROMPT, "", "sales");
  const { t, folder } = await opened({ "prompts/shared.md": PROMPT }, both);
  const theirs = PROMPT.replace("Be kind.", "Be quick.");
  editPrompt(t, theirs, "support");
  const refused = await pullOf(t, folder, { write: true });
  expect(refused.code).toBe(1);
  expect(refused.text).toContain("refused: prompts/shared.md is of sales, too, and not changed in the same way");
  expect(folder.read("prompts/shared.md")).toBe(PROMPT);
  editPrompt(t, theirs, "sales");
  expect((await pullOf(t, folder, { write: true })).code).toBe(0);
  expect(folder.read("prompts/shared.md")).toBe(theirs);
});

test("of equal files that is a bot's which has its name", async () => {
  const both = program(PROMPT, "", "support") + program(PROMPT, "", "sales");
  const { t, folder } = await opened({ "prompts/support.md": PROMPT, "prompts/sales.md": PROMPT }, both);
  editPrompt(t, "Sell.", "sales");
  await pullOf(t, folder, { write: true });
  expect([folder.read("prompts/support.md"), folder.read("prompts/sales.md")]).toEqual([PROMPT, "Sell.\n"]);
});

test("nothing outside of the project is written, also not by a link", async () => {
  const outside = projectOf({ "support.md": PROMPT });
  const { t, folder } = await opened(
    { "other/Pulumi.yaml": "name: other\n", "other/support.md": PROMPT },
    program(PROMPT),
  );
  symlinkSync(join(outside.path, "support.md"), join(folder.path, "support.md"));
  symlinkSync(outside.path, join(folder.path, "prompts"));
  editPrompt(t, "Sell.");
  const { code, text } = await pullOf(t, folder, { write: true });
  expect(code).toBe(1);
  expect(text).toContain("not found in the project; write it by hand");
  expect(outside.read("support.md")).toBe(PROMPT);
  expect(folder.read("other/support.md")).toBe(PROMPT);
});

test("in a monorepo the files beside the program count first", async () => {
  const files = {
    "Pulumi.yaml": "name: bots\nmain: apps/bots/index.ts\n",
    "apps/bots/support.md": PROMPT,
    "docs/support.md": PROMPT,
  };
  const { t, folder } = await opened(
    { ...files, "apps/bots/index.ts": "", "apps/web/Pulumi.yaml": "name: web\n" },
    program(PROMPT),
  );
  editPrompt(t, "Sell.");
  await pullOf(t, folder, { write: true });
  expect([folder.read("apps/bots/support.md"), folder.read("docs/support.md")]).toEqual(["Sell.\n", PROMPT]);
});

test("a file that git has no copy of is refused, unless --force", async () => {
  const { t, folder } = await opened({ "support.md": PROMPT, "notes.md": "One.\n" }, program(PROMPT));
  folder.commit();
  editPrompt(t, PROMPT.replace("Be kind.", "Be quick."));
  folder.write("notes.md", "Two.\n");
  folder.write("support.md", PROMPT.replace("two", "three"));
  await expect(pullOf(t, folder, { write: true })).rejects.toThrow(
    "support.md: git has no copy of this as it is, and nothing was written",
  );
  expect(folder.read("support.md")).toBe(PROMPT.replace("two", "three"));
  await pullOf(t, folder, { write: true, force: true });
  expect(folder.read("support.md")).toBe(PROMPT.replace("two", "three").replace("Be kind.", "Be quick."));
});

test("after a refresh an untouched file still gets the edit, and a changed one is a conflict and never a loss", async () => {
  const published = (prompt: string, name = "support") => `
    const bot = new CozeBot("${name}", { name: "${name}", promptInfo: { prompt: ${JSON.stringify(prompt)} } });
    new CozeBotPublication("${name}", { bot });`;
  const { t, folder } = await opened({ "support.md": PROMPT }, published(PROMPT));
  const theirs = PROMPT.replace("Be kind.", "Be quick.");
  editPrompt(t, theirs);
  t.later();
  await t.refresh();
  await t.refresh();
  folder.write("support.md", PROMPT.replace("two", "three"));
  const conflict = await pullOf(t, folder);
  expect(conflict.code).toBe(1);
  expect(conflict.text).toContain("CONFLICT (a refresh has dropped what was before)");
  folder.write("support.md", PROMPT);
  expect((await pullOf(t, folder, { write: true })).code).toBe(0);
  expect(folder.read("support.md")).toBe(theirs);
  // The program goes back to what was before the edit: that is its own edit by now.
  await t.up(published(theirs));
  folder.write("support.md", PROMPT);
  expect(await pullOf(t, folder)).toEqual({ code: 0, text: "support   no change\n" });
});

test("without a publication nothing tells whether there was an up after the refresh, so a person decides", async () => {
  const { t, folder } = await opened({ "support.md": PROMPT }, program(PROMPT));
  const theirs = PROMPT.replace("Be kind.", "Be quick.");
  editPrompt(t, theirs);
  t.later();
  await t.refresh();
  expect((await pullOf(t, folder)).text).toContain("CONFLICT (a refresh has dropped what was before)");
  folder.write("support.md", theirs);
  expect((await pullOf(t, folder)).code).toBe(0);
});

test("a bot whose text is that of another one's file has its own, where that has its name", async () => {
  const both = program(PROMPT, "", "support") + program(PROMPT, "", "sales");
  const changed = PROMPT.replace("two", "three");
  const { t, folder } = await opened({ "prompts/support.md": changed, "prompts/sales.md": PROMPT }, both);
  editPrompt(t, PROMPT.replace("Be kind.", "Be quick."), "support");
  await pullOf(t, folder, { write: true });
  expect(folder.read("prompts/support.md")).toBe(changed.replace("Be kind.", "Be quick."));
  expect(folder.read("prompts/sales.md")).toBe(PROMPT);
});

test("--live takes what is live, --only one bot, and --check ends with 1 where anything is to be changed", async () => {
  const published = `for (const name of ["support", "sales"]) {
    const bot = new CozeBot(name, { name, promptInfo: { prompt: ${JSON.stringify(PROMPT)} + name } });
    new CozeBotPublication(name, { bot });
  }`;
  const { t, folder } = await opened({ "support.md": `${PROMPT}support`, "sales.md": `${PROMPT}sales` }, published);
  expect((await pullOf(t, folder, { check: true })).code).toBe(0);
  editPrompt(t, `${PROMPT}live`);
  t.emulator.console.publish(t.botNamed("support").id, ["1024"]);
  editPrompt(t, `${PROMPT}draft`);
  t.later();
  expect((await pullOf(t, folder, { check: true })).code).toBe(1);
  expect(await pullOf(t, folder, { check: true, only: ["sales"] })).toEqual({ code: 0, text: "sales   no change\n" });
  await expect(pullOf(t, folder, { only: ["other"] })).rejects.toThrow('the state has no bot "other"');
  await pullOf(t, folder, { write: true, live: true });
  expect(folder.read("support.md")).toBe(`${PROMPT}live`);
});

test("a secret text is merged by a state with secrets, its words are not printed, and an encrypted one is named", async () => {
  const secret = `new CozeBot("support", { name: "support", promptInfo: { prompt: pulumi.secret(${JSON.stringify(PROMPT)}) },
    onboardingInfo: { prologue: pulumi.secret("Hi, word!") } });`;
  const { t, folder } = await opened({ "support.md": PROMPT, "index.ts": 'prologue: "Hi, word!"' }, secret);
  const shown = t.engine.state.copy();
  const mark = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
  const withSecrets = (form: (text: string) => object) => {
    const recorded = t.engine.state.all.find(({ urn }) => urn.endsWith("::support"));
    if (!recorded) throw new Error("there is no bot");
    const outputs = {
      ...recorded.outputs,
      promptInfo: { prompt: form(PROMPT) },
      onboardingInfo: { prologue: form("Hi, word!") },
    };
    t.engine.state = shown.copy();
    t.engine.state.set({ ...recorded, outputs });
  };
  withSecrets(() => ({ ...mark, ciphertext: "v1:abc" }));
  expect(await pullOf(t, folder)).toEqual({ code: 0, text: "support   no change\n" });
  editPrompt(t, PROMPT.replace("Be kind.", "Be quick."));
  edit(t, { onboarding_info: { prologue: "Hello, other word!" } });
  const hidden = await pullOf(t, folder);
  expect(hidden.code).toBe(1);
  expect(hidden.text).toContain(
    "promptInfo.prompt         console   is secret: pipe `pulumi stack export --show-secrets` to compare it",
  );
  withSecrets((text) => ({ ...mark, plaintext: JSON.stringify(text) }));
  const { text } = await pullOf(t, folder, { write: true });
  expect(text).toMatch(/index\.ts:1 says: prologue:\n +write: +prologue: \[secret\]\n/);
  expect(text).not.toContain("word");
  expect(folder.read("support.md")).toBe(PROMPT.replace("Be kind.", "Be quick."));
});

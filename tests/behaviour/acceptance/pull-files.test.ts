import { chmodSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { pullOf } from "../../harness/pulled";
import { edit, editPrompt, opened, program, PROMPT } from "./pull-scene";

test("a file keeps its line ends, its byte order mark, its front matter and its mode", async () => {
  const head = "---\ntitle: Support\n---\n\n";
  const crlf = (text: string) => text.replaceAll("\n", "\r\n");
  const { t, folder } = await opened({ "prompts/support.md": `\uFEFF${crlf(head + PROMPT)}` }, program(PROMPT));
  editPrompt(t, PROMPT.replace("Be kind.", "Be kind and quick."));
  chmodSync(join(folder.path, "prompts/support.md"), 0o640);
  await pullOf(t, folder, { write: true });
  expect(statSync(join(folder.path, "prompts/support.md")).mode & 0o777).toBe(0o640);
  expect(folder.read("prompts/support.md")).toBe(
    `\uFEFF${crlf(head + PROMPT.replace("Be kind.", "Be kind and quick."))}`,
  );
});

test("JSON and YAML are edited in place, comments stay, and lists get what was added", async () => {
  const yaml = `# Settings of the bots.
support:
  onboardingInfo:
    prologue: Hi! # short
    suggestedQuestions:
      - Where is my order?
      # The most frequent one.
      - Can I return it?
`;
  const json = `{\n  // Low: it answers by the book.\n  "support": { "modelInfoConfig": { "temperature": 0.5, "topP": 0.9 } }\n}\n`;
  const more = `onboardingInfo: { prologue: "Hi!", suggestedQuestions: ["Where is my order?", "Can I return it?"] },
    modelInfoConfig: { modelId: "1", temperature: 0.5, topP: 0.9 }`;
  const { t, folder } = await opened({ "bots.yaml": yaml, "models.jsonc": json }, program(PROMPT, more));
  const questions = ["Where is my order?", "Can I return it?", "When are you open?"];
  edit(t, { onboarding_info: { prologue: "Hello!", suggested_questions: questions } });
  edit(t, { model_info_config: { model_id: "1", temperature: 0.4, top_p: 0.9 } });
  const { code, text } = await pullOf(t, folder, { write: true });
  expect([code, text]).toEqual([0, expect.stringContaining("written: bots.yaml, models.jsonc") as string]);
  expect(folder.read("models.jsonc")).toBe(json.replace("0.5", "0.4"));
  const list = '      - Can I return it?\n      - "When are you open?"\n';
  expect(folder.read("bots.yaml")).toBe(yaml.replace("Hi!", "Hello!").replace("      - Can I return it?\n", list));
});

test("a program in YAML is edited in place, and nothing is left beside its files", async () => {
  const yaml = `name: bots
runtime: yaml
resources:
  support:
    type: coze:Bot
    properties:
      name: support # as in the console
      promptInfo:
        prompt: |
          Be kind.
          Answer in two sentences, always.
`;
  const prompt = "Be kind.\nAnswer in two sentences, always.\n";
  const { t, folder } = await opened({ "Pulumi.yaml": yaml }, program(prompt));
  editPrompt(t, prompt.replace("Be kind.", "Be quick."));
  expect((await pullOf(t, folder, { write: true })).code).toBe(0);
  expect(folder.read("Pulumi.yaml")).toBe(yaml.replace("Be kind.", "Be quick."));
  expect(readdirSync(folder.path)).toEqual(["Pulumi.yaml"]);
});

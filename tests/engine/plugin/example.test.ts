import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CREATE, LIST, openYaml, PUBLISH, READ, UNPUBLISH, UPDATE } from "./harness";

const EXAMPLE = join(__dirname, "..", "..", "..", "examples", "yaml");

test("the example in YAML makes a bot and publishes it, once for each edit, and its destroy warns at the bot, whose draft stays", async () => {
  const t = await openYaml();
  cpSync(EXAMPLE, t.ws.projectDir, { recursive: true });
  expect((await t.up()).calls).toEqual([LIST, CREATE, PUBLISH]);
  expect(Object.keys(t.bot.published).sort()).toEqual(["1024", "999"]);
  const prompt = join(t.ws.projectDir, "prompts", "support.md");
  expect(t.bot.draft.prompt_info?.prompt).toBe(readFileSync(prompt, "utf8"));
  writeFileSync(prompt, "Be brief.\n");
  expect((await t.up()).calls).toEqual([UPDATE, PUBLISH]);
  const { calls, text } = await t.destroy();
  expect(calls).toEqual([READ, READ, UNPUBLISH, UNPUBLISH]);
  expect(text).toMatch(/coze:index:Bot \(support\): warning: Coze has no call that deletes a bot/);
});

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BotState } from "../../../emulator/bots/bot";
import { EXAMPLES } from "./harness";
import { linkModules } from "../../harness/modules";
import { openShell } from "./shell";

test("`pulumi new` gives a project that publishes its bot to an emulator at once, and again after an edit", async () => {
  await using shell = await openShell();
  const path = (name: string) => join(shell.folder, name);
  const about = `--name support-bot --description "Our bot" --generate-only --yes --force`;
  await shell.sh(`pulumi new "${join(EXAMPLES, "template")}" ${about}`);
  expect(await readFile(path("Pulumi.yaml"), "utf8")).toMatch(/^name: support-bot\ndescription: Our bot\n/);
  expect(JSON.parse(await readFile(path("package.json"), "utf8"))).toMatchObject({ name: "support-bot" });

  await linkModules(shell.folder);
  await shell.sh("pulumi stack init dev");
  expect(await shell.sh("npm run try", { PULUMI_NODEJS_TRANSPILE_ONLY: "true" })).toMatch(/\+ 3 created/);
  const versions = async () => {
    const { bots } = JSON.parse(await readFile(path(".coze-emulator.json"), "utf8")) as { bots: BotState[] };
    return bots.map((bot) => bot.versions.length);
  };
  expect(await versions()).toEqual([1]);
  const prompt = path("prompts/support.md");
  await writeFile(prompt, `${await readFile(prompt, "utf8")}- Be brief.\n`);
  // What the script runs, without npm and a preview, and this time TypeScript compiles the program.
  const up = 'pulumi-coze emulator --port 0 --data .coze-emulator.json --exec "pulumi up --yes --skip-preview"';
  expect(await shell.sh(`node_modules/.bin/${up}`)).toMatch(/~ 2 updated/);
  expect(await versions()).toEqual([2]);
});

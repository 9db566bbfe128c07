import { execFile, execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { startEmulator, type Emulator } from "../../../emulator";
import { hashOf } from "../../../provider/values/differ";
import { MAIN } from "./command";

const PROMPT = "You are the support bot of the shop.\nBe kind.\nAnswer in two sentences.\n";

interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly run?: string;
}
const text = readFileSync(join(__dirname, "../../../docs/ci/console.yml"), "utf8");
const { steps } = (parse(text) as { jobs: { pull: { steps: readonly Step[] } } }).jobs.pull;
const scriptOf = (name: string): string => steps.find((step) => step.name === name)?.run ?? "";

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  emulator = await startEmulator();
  folder = mkdtempSync(join(tmpdir(), "pulumi-coze-workflow-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await emulator.close();
});

const git = (cwd: string, ...args: string[]): string =>
  execFileSync("git", args, { cwd, encoding: "utf8", stdio: "pipe" });

/** A program that is beside this one on the machine of the workflow. */
function command(name: string, script: string): void {
  mkdirSync(join(folder, "bin"), { recursive: true });
  writeFileSync(join(folder, "bin", name), `#!/bin/bash\n${script}\n`);
  chmodSync(join(folder, "bin", name), 0o755);
}

/** As the runner does: stops at the first command that fails. */
function runScript(script: string): Promise<{ code: number; output: string }> {
  const env = {
    ...process.env,
    PATH: `${join(folder, "bin")}:${process.env["PATH"] ?? ""}`,
    STACK: "prod",
    RUNNER_TEMP: folder,
    GITHUB_OUTPUT: join(folder, "output"),
    COZE_API_BASE: emulator.url,
    COZE_API_TOKEN: emulator.token,
  };
  return new Promise((resolve) => {
    execFile("bash", ["-eo", "pipefail", "-c", script], { cwd: join(folder, "repo"), env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, output: stdout + stderr }),
    );
  });
}

test("the nightly workflow opens one pull request with the table as its text, updates it, and is quiet without an edit", async () => {
  const repo = join(folder, "repo");
  git(folder, "init", "-q", "--bare", "-b", "main", "origin.git");
  git(folder, "clone", "-q", "origin.git", "repo");
  mkdirSync(join(repo, "prompts"));
  writeFileSync(join(repo, "Pulumi.yaml"), "name: bots\nruntime: nodejs\n");
  writeFileSync(join(repo, "prompts/support.md"), PROMPT);
  git(repo, "add", "-A");
  git(repo, "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "-q", "-m", "all");
  git(repo, "push", "-q", "origin", "HEAD:main");
  const id = emulator.console.createDraft(emulator.spaceId, { name: "Support", prompt_info: { prompt: PROMPT } });
  const inputs = { name: "Support", promptInfo: { prompt: PROMPT }, spaceId: emulator.spaceId };
  const outputs = { ...inputs, botId: id, contentHash: hashOf({}), __managed: ["name", "promptInfo.prompt"] };
  const urn = "urn:pulumi:prod::bots::coze:index:Bot::support";
  const state = JSON.stringify({
    version: 3,
    deployment: { resources: [{ urn, type: "coze:index:Bot", id, inputs, outputs }] },
  });
  writeFileSync(join(folder, "exported.json"), state);
  command("pulumi", `[ "$*" = "stack export --stack prod" ] && cat ${join(folder, "exported.json")}`);
  command("npx", `[ "$1" = pulumi-coze ] && exec ${process.execPath} ${MAIN} "\${@:2}"`);
  command("gh", `echo "$*" >> ${join(folder, "gh.log")}; [ "$2" = list ] && cat ${join(folder, "number")}; true`);
  writeFileSync(join(folder, "number"), "");

  expect(await runScript(scriptOf("Pull"))).toEqual({ code: 0, output: "support   no change\n" });
  expect(readFileSync(join(folder, "output"), "utf8")).toBe("status=0\n");
  expect(steps.find(({ name }) => name === "Pull request")?.if).toBe("steps.pull.outputs.status == '1'");

  const theirs = PROMPT.replace("Be kind.", "Be quick.");
  emulator.console.editDraft(id, { prompt_info: { prompt: theirs } });
  const { output } = await runScript(scriptOf("Pull"));
  expect(output).toContain("support   prompts/support.md   console +1 −1   taken\n");
  expect(readFileSync(join(folder, "output"), "utf8")).toBe("status=0\nstatus=1\n");
  expect((await runScript(scriptOf("Pull request"))).code).toBe(0);
  expect(git(join(folder, "origin.git"), "show", "console/prod:prompts/support.md")).toBe(theirs);
  expect(readFileSync(join(folder, "body.md"), "utf8")).toBe(`\`\`\`\`text\n${output}\`\`\`\`\n`);

  writeFileSync(join(folder, "number"), "7\n");
  expect((await runScript(scriptOf("Pull request"))).code).toBe(0);
  const calls = readFileSync(join(folder, "gh.log"), "utf8")
    .split("\n")
    .filter((line) => !line.startsWith("pr list"));
  expect(calls).toEqual([
    `pr create --head console/prod --title Edits in the console, prod --body-file ${folder}/body.md`,
    `pr edit 7 --title Edits in the console, prod --body-file ${folder}/body.md`,
    "",
  ]);
});

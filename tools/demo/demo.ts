import { appendFile, cp, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { type BotView, type Call, type Emulator, startEmulator } from "../../emulator";
import { openWorkspace } from "../../tests/harness/cli/stack";
import type { RunOptions } from "../../tests/harness/cli/types";
import type { Workspace } from "../../tests/harness/cli/workspace";
import { getCli } from "./cli";
import { claim, heading, indented, showCalls } from "./report";

const CHECKOUT = join(__dirname, "..", "..");
const PROMPT = join("prompts", "support.md");
const SEED = join("examples", "quickstart", "emulator.seed.json");
const NEW_LINE = "- Answer in the language of the question.";

const CREATE = "POST /v1/bot/create";
const UPDATE = "POST /v1/bot/update";
const PUBLISH = "POST /v1/bot/publish";
const UNPUBLISH = "POST /v1/bots/:bot_id/unpublish";
const READ = "GET /v1/bots/:bot_id";
const LIST = "GET /v1/bots";

/** The quickstart example from its first `up` to its `destroy`; throws where something is not as it says. */
export async function runDemo(signal: AbortSignal): Promise<void> {
  console.log(
    "The quickstart example of pulumi-coze, run by the real Pulumi engine against an emulator of the Coze API.",
  );
  console.log("No account is needed. The network is used only where the Pulumi CLI has to be got.");
  const began = Date.now();

  heading("The Pulumi CLI");
  const cli = await getCli(signal);
  signal.throwIfAborted();
  console.log(`${cli.command}, version ${cli.version}`);

  const emulator = await startEmulator();
  try {
    const workspace = await openWorkspace({
      cli,
      env: { COZE_API_BASE: emulator.url, COZE_API_TOKEN: emulator.token, COZE_SPACE_ID: emulator.spaceId },
    });
    signal.addEventListener("abort", () => void workspace.close(), { once: true });
    try {
      const calls = await new Demo(emulator, workspace, signal).run();
      const seconds = Math.round((Date.now() - began) / 1000);
      console.log(`\nEvery step did what it says: ${calls} calls to Coze in all, ${seconds} s.`);
      console.log("\nThe emulator has a page that shows its bots and calls. With this example's bot:");
      indented(`npx pulumi-coze emulator --seed ${SEED} --open`);
    } finally {
      await workspace.close();
    }
  } finally {
    await emulator.close();
  }
}

class Demo {
  private total = 0;

  constructor(
    private readonly emulator: Emulator,
    private readonly workspace: Workspace,
    private readonly signal: AbortSignal,
  ) {}

  async run(): Promise<number> {
    const { projectDir } = this.workspace;
    const promptFile = join(projectDir, PROMPT);
    // A copy, since the prompt is edited below.
    await cp(join(CHECKOUT, "examples", "quickstart"), projectDir, {
      recursive: true,
      filter: (path) => !path.endsWith("node_modules"),
    });
    await symlink(join(CHECKOUT, "node_modules"), join(projectDir, "node_modules"));

    heading("1. Make the bot and publish it");
    await this.pulumi(["up", "--yes", "--skip-preview"], [LIST, CREATE, UPDATE, PUBLISH]);
    console.log("The list looks for what an interrupted run may have left behind.");
    console.log("The update is for the knowledge bases, which Coze does not take on create.");
    const first = await this.liveVersion();
    this.claimVersions([first]);

    heading("2. Edit the prompt");
    await appendFile(promptFile, `${NEW_LINE}\n`);
    console.log(PROMPT);
    indented(`+ ${NEW_LINE}`);

    heading("3. Preview: the bot and its publication will change");
    const preview = await this.pulumi(["preview", "--diff"], []);
    const [bot = "", publication = ""] = preview.split("coze:Publication: (update)");
    claim(bot.includes("~ promptInfo") && bot.includes(`+ ${NEW_LINE}`), "The preview shows the prompt's new line.");
    claim(
      [bot, publication].every((part) => /~ contentHash *: "v1:/.test(part)),
      "The preview shows both content hashes change.",
    );

    heading("4. Up: one update, one new version");
    await this.pulumi(["up", "--yes", "--skip-preview"], [UPDATE, PUBLISH]);
    const second = await this.liveVersion();
    console.log(`The version was ${first} and is ${second}.`);
    this.claimVersions([second, first]);
    const live = this.bot.published["1024"]?.config.prompt_info?.prompt;
    claim(live === (await readFile(promptFile, "utf8")), "The prompt that is live is the file's.");

    heading("5. Up again: nothing to do");
    await this.pulumi(["up", "--yes", "--skip-preview", "--expect-no-changes"], []);
    this.claimVersions([second, first]);

    heading("6. Refresh: the bot is as the state has it");
    const looks = [READ, READ, LIST, READ];
    await this.pulumi(["refresh", "--yes", "--skip-preview", "--expect-no-changes"], looks);
    console.log(
      "One read of the draft; of the API channel another read; of the Chat SDK, channel 999, a list and a read.",
    );

    heading("7. Destroy: off its channels, and the draft is kept");
    const destroyed = await this.pulumi(["destroy", "--yes", "--skip-preview"], [UNPUBLISH, UNPUBLISH]);
    claim(destroyed.includes("Coze has no call that deletes a bot"), "The destroy says that the draft is kept.");
    claim(Object.keys(this.bot.published).length === 0, "The bot is off its channels.");
    return this.total;
  }

  /** Runs a command, shows what it prints and which calls it makes, and holds it to those calls in any order. */
  private async pulumi(args: readonly string[], expected: readonly string[]): Promise<string> {
    this.signal.throwIfAborted();
    this.emulator.clearCalls();
    console.log(`$ pulumi ${args.join(" ")}`);
    const options: RunOptions = { expect: "any", onLine: collapsed(indented) };
    const { code, output } = await this.workspace.run([...args, "--suppress-progress"], options);
    this.signal.throwIfAborted();
    const { calls } = this.emulator;
    showCalls(calls);
    claim(code === 0, `pulumi ${args.join(" ")} ends with 0, not ${code ?? "by a signal"}.`);
    const routes = (list: readonly Pick<Call, "route">[]): string[] => list.map(({ route }) => route).sort();
    const wanted = routes(expected.map((route) => ({ route })));
    claim(
      JSON.stringify(routes(calls)) === JSON.stringify(wanted),
      `The calls of pulumi ${args[0] ?? ""} are ${wanted.join(", ") || "none"}.`,
    );
    claim(
      calls.every((call) => call.code === 0),
      "Every call is answered with code 0.",
    );
    this.total += calls.length;
    return output;
  }

  private get bot(): BotView {
    const [bot, ...others] = this.emulator.bots;
    claim(bot !== undefined && others.length === 0, "There is one bot on the server.");
    return bot as BotView;
  }

  private async liveVersion(): Promise<string> {
    const { version } = await this.workspace.outputs();
    return String(version);
  }

  /** The versions that the server has made of the bot, newest first. */
  private claimVersions(expected: readonly string[]): void {
    const made = this.bot.versions.map(({ version }) => version);
    claim(
      JSON.stringify(made) === JSON.stringify(expected) && new Set(made).size === made.length,
      `The server has made the versions ${expected.join(", ")}, and no other; it has ${made.join(", ")}.`,
    );
  }
}

/** Passes lines on, of several empty ones one, and none at the end. */
function collapsed(write: (line: string) => void): (line: string) => void {
  let [begun, empty] = [false, false];
  return (line) => {
    if (line.trim() === "") {
      empty = begun;
      return;
    }
    if (empty) write("");
    write(line.trimEnd());
    [begun, empty] = [true, false];
  };
}

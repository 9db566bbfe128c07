import { checkIds, defineCommand, requiredId } from "./command";
import type { Session } from "../session/session";
import { say, UsageError } from "../values/terminal";
import { withoutTokens } from "../values/tokens";

export const importCommand = defineCommand({
  usage: `--space <id> [--bot <id> …] [--connector <id> …] [--out bots.ts | --seed <file>] [--force]
      Writes a program that takes over the bots of a workspace as they are, with their prompts as files beside it.
      Channels other than 1024 (API) and 999 (Chat SDK) have to be named with --connector. Run your formatter on the program.
      With --seed it writes a seed of the emulator instead: the bots with what is live of them, the knowledge bases with their
      documents (empty: Coze returns no content), the workflows, and the plugins that the bots use.`,
  options: {
    space: { type: "string" },
    bot: { type: "string", multiple: true },
    connector: { type: "string", multiple: true },
    out: { type: "string" },
    seed: { type: "string" },
    force: { type: "boolean" },
  },
  async run({ space, bot: botIds = [], connector: connectorIds = [], out, seed, force = false }) {
    const spaceId = requiredId("space", space);
    checkIds("bot", botIds);
    checkIds("connector", connectorIds);
    if (seed !== undefined) {
      if (out !== undefined) throw new UsageError("--out and --seed do not go together");
      if (seed === "") throw new UsageError("--seed must not be empty");
      const { importSeed } = await import("./seed/import-seed.js");
      await importSeed(await openSession(), { spaceId, botIds, connectorIds, file: seed, force });
      return 0;
    }
    if (!/\.[cm]?ts$/.test(out ?? "bots.ts")) {
      throw new UsageError(`--out must end in .ts, since the program is TypeScript, got ${JSON.stringify(out)}`);
    }
    const { importBots } = await import("./import.js");
    await importBots(await openSession(), { spaceId, botIds, connectorIds, out: out ?? "bots.ts", force });
    return 0;
  },
});

export const auditCommand = defineCommand({
  usage: `--space <id> [--state <file>]
      Lists the bots of a workspace that the stack does not manage, and resources whose bot is gone. The state is what
      \`pulumi stack export\` prints, from a file or the standard input. Ends with 1 when there are any.`,
  options: { space: { type: "string" }, state: { type: "string" } },
  async run({ space, state }) {
    const spaceId = requiredId("space", space);
    const { audit } = await import("./audit.js");
    return audit(await openSession(), spaceId, state);
  },
});

const MAX_REPEAT = 100;

export const testCommand = defineCommand({
  usage: `<suite.json|suite.mjs> --bot <id> [--draft | --version <v>] [--repeat <n>] [--junit <file>] [--json]
      Puts the questions of a suite to a bot, as CozeBotTest does, and says how each case came out: to what is live on the API
      channel, or with --draft to the draft. Tools that the bot calls act for real, and chats are billed. Ends with 0 if all
      pass, with 1 if a case fails, with 2 if one could not be tested.`,
  maxArguments: 1,
  options: {
    bot: { type: "string", multiple: true },
    draft: { type: "boolean" },
    version: { type: "string" },
    repeat: { type: "string" },
    junit: { type: "string" },
    json: { type: "boolean" },
  },
  async run({ bot = [], draft, version, repeat, junit, json = false }, [suite]) {
    if (suite === undefined) throw new UsageError("test needs a suite: a .json or .mjs file");
    if (bot.length > 1) throw new UsageError("test takes one --bot");
    const botId = requiredId("bot", bot[0]);
    if (draft && version !== undefined) throw new UsageError("--draft and --version exclude each other");
    const times = repeat === undefined ? undefined : Number(repeat);
    if (times !== undefined && !(Number.isInteger(times) && times >= 1 && times <= MAX_REPEAT)) {
      throw new UsageError(`--repeat must be a whole number from 1 to ${MAX_REPEAT}, got ${JSON.stringify(repeat)}`);
    }
    const source = version === undefined ? (draft ? "draft" : "live") : { version: requiredId("version", version) };
    const { runTest } = await import("./test/run-test.js");
    return runTest(await openSession(), { suite, botId, source, repeat: times, junit, json });
  },
});

export const doctorCommand = defineCommand({
  usage: `[--space <id>] [--json]
      Says what is wrong between a program and its workspace: versions, settings, network, clock, token, permission points.
      Reads only, ten API calls at most. Ends with 1 where something fails.`,
  options: { space: { type: "string" }, json: { type: "boolean" } },
  async run({ space, json }) {
    checkIds("space", space === undefined ? [] : [space]);
    const { diagnose, printDiagnosis } = await import("./doctor/doctor.js");
    const diagnosis = await diagnose(space);
    if (json) process.stdout.write(`${withoutTokens(JSON.stringify(diagnosis))}\n`);
    else printDiagnosis(diagnosis);
    return diagnosis.ok ? 0 : 1;
  },
});

/** The path keeps it out of the imports of this folder: it is a program of its own, in the same package. */
const VERIFY = "../verify/run.js";

export const verifyCommand = defineCommand({
  usage: `--space <id> [--write [--yes]] [--json] [--record <file.jsonl> [--force]]
      Asks Coze what this package assumes of it, and says what it does otherwise. Without --write it only reads; with it, one bot
      is made, published, unpublished and renamed. A recording is masked. Ends with 1 where something differs.`,
  options: {
    space: { type: "string" },
    write: { type: "boolean" },
    yes: { type: "boolean" },
    json: { type: "boolean" },
    record: { type: "string" },
    force: { type: "boolean" },
  },
  async run({ space, write = false, yes = false, json = false, record, force = false }) {
    const spaceId = requiredId("space", space);
    const { runVerify } = (await import(VERIFY)) as { runVerify: (options: object) => Promise<number> };
    return runVerify({ spaceId, write, yes, json, record, force });
  },
});

/** The account of the environment. The client is loaded by the command that needs it. */
async function openSession(): Promise<Session> {
  const { Session } = await import("../session/session.js");
  return new Session({ write: say });
}

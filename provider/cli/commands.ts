import { checkIds, defineCommand, requiredId } from "./command";
import type { Session } from "../session/session";
import { print, say, UsageError } from "../values/terminal";

export const importCommand = defineCommand({
  usage: `--space <id> [--bot <id> …] [--connector <id> …] [--out bots.ts | --seed <file>] [--force]
      --finish [--out bots.ts] [--state <file>]
      Writes a program that takes over the bots of a workspace as they are, with their prompts as files beside it.
      Channels other than 1024 (API) and 999 (Chat SDK) have to be named with --connector. Run your formatter on the program.
      With --seed it writes a seed of the emulator instead: the bots with what is live of them, the knowledge bases with their
      documents (empty: Coze returns no content), the workflows, and the plugins that the bots use.
      With --finish, after the \`pulumi up\` of the program, it takes the lines out of it that are not needed any more: \`botId\` and
      \`adoptVersion\` of what the stack has. The state is what \`pulumi stack export\` prints, from a file or the standard input.
      Ends with 1 where a bot could not be read, or such a line has to stay.`,
  options: {
    space: { type: "string" },
    bot: { type: "string", multiple: true },
    connector: { type: "string", multiple: true },
    out: { type: "string" },
    seed: { type: "string" },
    force: { type: "boolean" },
    finish: { type: "boolean" },
    state: { type: "string" },
  },
  async run({ space, bot: botIds = [], connector: connectorIds = [], out, seed, force = false, finish, state }) {
    if (finish) {
      const { finishImport } = await import("./finish.js");
      return finishImport(out ?? "bots.ts", state);
    }
    if (state !== undefined) throw new UsageError("--state goes with --finish");
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
    return importBots(await openSession(), { spaceId, botIds, connectorIds, out: out ?? "bots.ts", force });
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

export const logCommand = defineCommand({
  usage: `[<bot>] [--state <file>] [--also <file> …] [--json] [--long] [--check]
      Says of each version of a bot who published it and when, where it is live, and from which commit and with which test it came.
      The bot is a name of the program or an id. The state is what \`pulumi stack export\` prints, from a file or the standard
      input; --also takes those of other stacks that publish the bot, or from which it was promoted. Ends with 1 with --check where a live version has no known source.`,
  maxArguments: 1,
  options: {
    state: { type: "string" },
    also: { type: "string", multiple: true },
    json: { type: "boolean" },
    long: { type: "boolean" },
    check: { type: "boolean" },
  },
  async run({ state, also = [], json = false, long = false, check = false }, [bot]) {
    const { log } = await import("./log/log.js");
    return log(await openSession(), { bot, state, also, json, long, check });
  },
});

export const pullCommand = defineCommand({
  usage: `[--write] [--only <bot> …] [--state <file>] [--live] [--check] [--force]
      Brings what was edited in Coze's console into the files of the program, merged with what the program has changed since. Shows
      it; --write writes text, Markdown, JSON and YAML, and prints a line to change for a text in the program's code.
      The state is what \`pulumi stack export\` prints. --live compares with what is live in place of the draft. Ends with 1 where
      a person has to decide, and with --check where anything is to be changed. Nothing is written to Coze.`,
  options: {
    write: { type: "boolean" },
    only: { type: "string", multiple: true },
    state: { type: "string" },
    live: { type: "boolean" },
    check: { type: "boolean" },
    force: { type: "boolean" },
  },
  async run({ write = false, only = [], state, live = false, check = false, force = false }) {
    const { pull } = await import("./pull/pull.js");
    return pull(await openSession(), { write, only, state, live, check, force, folder: process.cwd() });
  },
});

const MAX_REPEAT = 100;

export const testCommand = defineCommand({
  usage: `<suite.json|suite.mjs> --bot <id> [--draft | --version <v>] [--repeat <n>]
      [--junit <file> [--force]] [--json]
      Puts the questions of a suite to a bot, as CozeBotTest does, and says how each case came out: to what is live on the API
      channel, or with --draft to the draft. Tools that the bot calls act for real, and chats are billed. --repeat asks each case
      n times, and of a case with minPassed the same share must pass. Ends with 0 if all pass, with 1 if a case fails, with 2 if
      one could not be tested.`,
  maxArguments: 1,
  options: {
    bot: { type: "string", multiple: true },
    draft: { type: "boolean" },
    version: { type: "string" },
    repeat: { type: "string" },
    junit: { type: "string" },
    force: { type: "boolean" },
    json: { type: "boolean" },
  },
  async run({ bot = [], draft, version, repeat, junit, force = false, json = false }, [suite]) {
    if (suite === undefined) throw new UsageError("test needs a suite: a .json or .mjs file");
    if (bot.length > 1) throw new UsageError("test takes one --bot");
    const botId = requiredId("bot", bot[0]);
    if (draft && version !== undefined) throw new UsageError("--draft and --version exclude each other");
    const times = timesOf(repeat);
    const source = version === undefined ? (draft ? "draft" : "live") : { version: requiredId("version", version) };
    if (junit === "") throw new UsageError("--junit must not be empty");
    const { runTest } = await import("./test/run-test.js");
    return runTest(await openSession(), { suite, botId, source, repeat: times, junit, force, json });
  },
});

export const compareCommand = defineCommand({
  usage: `<suite.json|suite.mjs> --baseline <bot>[@<version>] --candidate <bot>[@<version>|@draft] [--alpha <p>] [--repeat <n>]
      [--format text|json|markdown|junit|html]
      Puts the questions of a suite to two bots in turn, and says whether the candidate passes less often than chance explains.
      Without a version it asks what is live on the API channel. Tools that the bots call act for real, and chats are billed.
      --repeat asks each case n times.
      Ends with 0 if the candidate is no worse, 1 if it is worse, 2 if they could not be compared, 3 if the chats are too few.`,
  maxArguments: 1,
  options: {
    baseline: { type: "string" },
    candidate: { type: "string" },
    alpha: { type: "string" },
    repeat: { type: "string" },
    format: { type: "string" },
  },
  async run({ baseline: from, candidate: to, alpha: level, repeat, format = "text" }, [suite]) {
    if (suite === undefined) throw new UsageError("compare needs a suite: a .json or .mjs file");
    const { parseTarget } = await import("./compare/targets.js");
    const { FORMATS } = await import("./compare/formats.js");
    const [baseline, candidate] = [parseTarget("baseline", from), parseTarget("candidate", to)];
    if (baseline.botId === candidate.botId && baseline.which === candidate.which) {
      throw new UsageError("--baseline and --candidate must not be the same");
    }
    const names = Object.keys(FORMATS) as (keyof typeof FORMATS)[];
    const known = names.find((name) => name === format);
    if (!known) throw new UsageError(`--format must be ${names.join(", ")}, got ${JSON.stringify(format)}`);
    const alpha = level === undefined ? 0.05 : Number(level);
    if (!(alpha > 0 && alpha < 1))
      throw new UsageError(`--alpha must be more than 0 and less than 1, got ${JSON.stringify(level)}`);
    const options = { suite, baseline, candidate, alpha, repeat: timesOf(repeat), format: known };
    const { runCompare } = await import("./compare/run-compare.js");
    return runCompare(await openSession(), options);
  },
});

/** The value of `--repeat`. */
function timesOf(repeat: string | undefined): number | undefined {
  const times = repeat === undefined ? undefined : Number(repeat);
  if (times !== undefined && !(/^\d+$/.test(repeat ?? "") && times >= 1 && times <= MAX_REPEAT)) {
    throw new UsageError(`--repeat must be a whole number from 1 to ${MAX_REPEAT}, got ${JSON.stringify(repeat)}`);
  }
  return times;
}

export const doctorCommand = defineCommand({
  usage: `[--space <id>] [--json]
      Says what is wrong between a program and its workspace: versions, settings, network, clock, token, permission points.
      Reads only, twelve API calls at most. Ends with 1 where something fails.`,
  options: { space: { type: "string" }, json: { type: "boolean" } },
  async run({ space, json }) {
    checkIds("space", space === undefined ? [] : [space]);
    const { diagnose, printDiagnosis } = await import("./doctor/doctor.js");
    const diagnosis = await diagnose(space);
    if (json) print(`${JSON.stringify(diagnosis)}\n`);
    else printDiagnosis(diagnosis);
    return diagnosis.ok ? 0 : 1;
  },
});

/**
 * The module of `verify`, by a path that the bundler does not follow: `verify` is a separate program in the same
 * package.
 */
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

/** Opens a session with the account of the environment. Only commands that need the client load it. */
async function openSession(): Promise<Session> {
  const { Session } = await import("../session/session.js");
  return new Session({ write: say });
}

import { defineCommand, requiredId, UsageError } from "../command";
import { openSession } from "../open-session";

const MAX_REPEAT = 20;

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
    const { runTest } = await import("../test/run-test.js");
    return runTest(await openSession(), { suite, botId, source, repeat: times, junit, json });
  },
});

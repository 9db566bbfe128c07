import { CHAT } from "../../harness/routes";
import { scenes } from "./scenes";

const CASE = `{ name: "order status", ask: "Where is order 7?", expect: [{ contains: "order 7" }] }`;
const POLITE = `{ name: "polite", ask: "You are useless!", expect: [{ contains: "sorry", ignoreCase: true }] }`;

/** A bot with its test and its publication. */
const program = (cases: string, more = ""): string => `
  const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "You answer questions about orders." } });
  const tested = new CozeBotTest("support", { bot, cases: [${cases}], ${more} });
  new CozeBotPublication("support", { bot, requireTest: tested });`;

scenes([
  {
    title: "A bot fails its test",
    says: [
      "coze:BotTest support: to be tested: 2 cases, up to 2 chats; chats are billed, and the tools that the bot calls act for real",
      "coze:BotTest support: what was said in the cases that have not passed:",
      '  - polite: answered "You answer questions about orders.\\nYou are useless!"',
      "error: 1 error occurred:",
      "\t* 1 of 2 cases failed:",
      '  - polite (failed): cases[1].expect[0].contains: contains "sorry", ignoring case, does not hold; log id <log id>',
      "What requires this test does not publish support.",
    ],
    run: (scene) => scene.up(program(`${CASE}, ${POLITE}`)),
  },
  {
    title: "A quota ends a test",
    says: [
      "coze:BotTest support: to be tested: 2 cases, up to 2 chats; chats are billed, and the tools that the bot calls act for real",
      "error: 1 error occurred:",
      "\t* 2 of 2 cases could not be tested:",
      '  - order status (error): Coze could not chat with the draft of bot <bot>: it answered 4028 "Your free quota has been used up." (HTTP 200), log id <log id>. The free quota of the Coze account is used up, and does not come back: upgrade its plan.',
      '  - polite (error): Coze could not chat with the draft of bot <bot>: it answered 4028 "Your free quota has been used up." (HTTP 200), log id <log id>. The free quota of the Coze account is used up, and does not come back: upgrade its plan.',
      "What requires this test does not publish support.",
    ],
    run: (scene) => {
      scene.emulator.fault({ route: CHAT, kind: { code: 4028, msg: "Your free quota has been used up." } });
      return scene.up(program(`${CASE}, ${POLITE}`, "concurrency: 1"));
    },
  },
  {
    title: "A server that does not chat with new drafts",
    says: [
      "coze:BotTest support: to be tested: 1 case, up to 1 chat; chats are billed, and the tools that the bot calls act for real",
      "error: 1 error occurred:",
      "\t* 1 of 1 case could not be tested:",
      '  - order status (error): Coze could not chat with the draft of bot <bot>: it answered 4015 "The bot_id <bot> has not been published to the channel Agent As API." (HTTP 200), log id <log id>. Publish the bot to that channel first.',
      "This server has no chat with the draft of a bot that was never published: publish it once without the test, or test its publication.",
      "What requires this test does not publish support.",
    ],
    run: (scene) => {
      scene.emulator.set({ quirks: { draftChatNeedsPublish: true } });
      return scene.up(program(CASE));
    },
  },
  {
    title: "The test gate refuses",
    says: [
      "coze:BotTest support: to be tested: 1 case, up to 1 chat; chats are billed, and the tools that the bot calls act for real",
      "coze:BotTest support: warning: 1 of 1 case failed:",
      '  - polite (failed): cases[0].expect[0].contains: contains "sorry", ignoring case, does not hold; answered "You answer questions about orders.\\nYou are useless!"; log id <log id>',
      "What requires this test does not publish support.",
      "error: pulumi-nodejs:dynamic/coze:Publication resource 'support' has a problem: requireTest: the test has not passed, and this bot is \"v1:<hash>\". Run `pulumi up` with the test in it: what is published is tested first",
    ],
    run: (scene) => scene.up(program(POLITE, `onFailure: "record"`)),
  },
  {
    title: "Wrong expectations",
    says: [
      "error: pulumi-nodejs:dynamic/coze:BotTest resource 'support' has a problem: cases[0].expect[0].matches: must be a regular expression (Unterminated group), got a string of 8 characters",
      "error: pulumi-nodejs:dynamic/coze:BotTest resource 'support' has a problem: cases[0].expect[1]: must have exactly one of equals, contains, containsAny, containsAll, notContains, matches, notMatches, json, minLength, maxLength, calls, doesNotCall, maxSeconds, maxTokens, judge, got an object",
    ],
    run: (scene) =>
      scene.preview(
        program(`{ name: "a", ask: "?", expect: [{ matches: "order (7" }, { contains: "a", equals: "b" }] }`),
      ),
  },
  {
    title: "More chats than are allowed",
    says: [
      "error: pulumi-nodejs:dynamic/coze:BotTest resource 'support' has a problem: maxChats: 1 case, up to 20 chats are more than the 10 that it allows",
    ],
    run: (scene) => scene.preview(program(CASE.replace("ask:", "repeat: 20, ask:"), "maxChats: 10")),
  },
]);

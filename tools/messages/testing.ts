import { CHAT } from "../../tests/harness/routes";
import type { Section } from "./mistake";

const CASE = `{ name: "order status", ask: "Where is order 7?", expect: [{ contains: "order 7" }] }`;
const POLITE = `{ name: "polite", ask: "You are useless!", expect: [{ contains: "sorry", ignoreCase: true }] }`;

/** A bot with its test and its publication. */
const program = (cases: string, more = ""): string => `
  const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "You answer questions about orders." } });
  const tested = new CozeBotTest("support", { bot, cases: [${cases}], ${more} });
  new CozeBotPublication("support", { bot, requireTest: tested });`;

export const testing: Section = {
  title: "Testing",
  mistakes: [
    {
      title: "A bot fails its test",
      command: "pulumi up",
      remedy: "Mend the prompt, or the case, and run it again. What is live has not changed.",
      run: (scene) => scene.up(program(`${CASE}, ${POLITE}`)),
    },
    {
      title: "A quota ends a test",
      command: "pulumi up",
      remedy: "Do what the message says, then run it again: it tests what could not be tested.",
      run: (scene) => {
        scene.emulator.fault({ route: CHAT, kind: { code: 4028, msg: "Your free quota has been used up." } });
        return scene.up(program(`${CASE}, ${POLITE}`, "concurrency: 1"));
      },
    },
    {
      title: "A server that does not chat with new drafts",
      command: "pulumi up",
      remedy:
        "Publish the bot once without `requireTest`, or give the test the `publication` in the place of the `bot`.",
      run: (scene) => {
        scene.emulator.set({ quirks: { draftChatNeedsPublish: true } });
        return scene.up(program(CASE));
      },
    },
    {
      title: "The test gate refuses",
      command: "pulumi up",
      remedy: "Run it with the test, which has to pass. With `onFailure` at `record` a failed test ends here.",
      run: (scene) => scene.up(program(POLITE, `onFailure: "record"`)),
    },
    {
      title: "Wrong expectations",
      command: "pulumi preview",
      remedy: "Give each item of `expect` one kind. The paths say which.",
      run: (scene) =>
        scene.preview(
          program(`{ name: "a", ask: "?", expect: [{ matches: "order (7" }, { contains: "a", equals: "b" }] }`),
        ),
    },
    {
      title: "More chats than are allowed",
      command: "pulumi preview",
      remedy: "Lower `repeat`, or raise `maxChats`: chats are billed.",
      run: (scene) => scene.preview(program(CASE.replace("ask:", "repeat: 20, ask:"), "maxChats: 10")),
    },
  ],
};

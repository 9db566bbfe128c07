import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Mistake } from "../../tools/messages/mistake";
import { entry } from "../../tools/messages/page";
import { placeholders } from "../../tools/messages/printed";
import { bringAbout, MISTAKES, SECTIONS } from "../../tools/messages/sections";
import { InProcess } from "./messages-in-process";

const page = readFileSync(join(__dirname, "..", "..", "docs", "messages.md"), "utf8");

/** One of each way in which the CLI shows a message. The others are brought about in this process. */
const THROUGH_CLI = [
  "No access token",
  "Several problems at once",
  "Two publications of one bot",
  "Looking up what is live where nothing is",
  "Destroying a bot",
  "Coze is busy",
];

const isOnCli = (mistake: Mistake): boolean => "onCli" in mistake || THROUGH_CLI.includes(mistake.title);
const named = MISTAKES.map((mistake) => ({ title: mistake.title, mistake }));

let messages: Map<Mistake, string>;
beforeAll(async () => {
  messages = await bringAbout(MISTAKES.filter(isOnCli));
}, 600_000);

test("docs/messages.md has every mistake, and no other", () => {
  const headings = [...page.matchAll(/^###? (.*)$/gm)].map(([, title]) => title);
  expect(headings).toEqual(SECTIONS.flatMap(({ title, mistakes }) => [title, ...mistakes.map((one) => one.title)]));
  expect(MISTAKES.map(({ title }) => title)).toEqual(expect.arrayContaining(THROUGH_CLI));
});

test.each(named.filter(({ mistake }) => !("onCli" in mistake)))(
  "docs/messages.md has what is printed (else run `npm run messages`): $title",
  async ({ mistake }) => {
    const message = messages.get(mistake) ?? (await inProcess(mistake));
    expect(message).not.toBe("");
    expect(page).toContain(entry(mistake, message));
  },
);

for (const { title, mistake } of named) {
  if (!("onCli" in mistake)) continue;
  test(`Pulumi says it: ${title}`, () => {
    expect(messages.get(mistake)).toMatch(mistake.ofPulumi);
    expect(page.split(`### ${title}\n`)[1]).toMatch(mistake.ofPulumi);
  });
}

async function inProcess(mistake: Mistake): Promise<string> {
  if ("onCli" in mistake) throw new Error(`${mistake.title} is about the CLI`);
  const stage = await InProcess.open(mistake.env);
  try {
    return placeholders(stage.emulator, await mistake.run(stage));
  } finally {
    await stage.emulator.close();
  }
}

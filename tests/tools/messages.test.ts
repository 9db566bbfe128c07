import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Mistake } from "../../tools/messages/mistake";
import { entry } from "../../tools/messages/page";
import { bringAbout, MISTAKES, SECTIONS } from "../../tools/messages/sections";

const page = readFileSync(join(__dirname, "..", "..", "docs", "messages.md"), "utf8");

let messages: Map<Mistake, string>;
beforeAll(async () => {
  messages = await bringAbout(MISTAKES.filter(({ inProcess }) => !inProcess));
}, 600_000);

test("docs/messages.md has every mistake, and no other", () => {
  const headings = [...page.matchAll(/^###? (.*)$/gm)].map(([, title]) => title);
  expect(headings).toEqual(SECTIONS.flatMap(({ title, mistakes }) => [title, ...mistakes.map((one) => one.title)]));
});

const named = MISTAKES.map((mistake) => ({ title: mistake.title, mistake }));

test.each(named.filter(({ mistake }) => !mistake.ofPulumi))(
  "docs/messages.md has what is printed (else run `npm run messages`): $title",
  ({ mistake }) => {
    const message = mistake.inProcess?.() ?? messages.get(mistake) ?? "";
    expect(message).not.toBe("");
    expect(page).toContain(entry(mistake, message));
  },
);

test.each(named.filter(({ mistake }) => mistake.ofPulumi))("Pulumi says it: $title", ({ mistake }) => {
  expect(messages.get(mistake)).toMatch(mistake.ofPulumi ?? "");
  expect(page.split(`### ${mistake.title}\n`)[1]).toMatch(mistake.ofPulumi ?? "");
});

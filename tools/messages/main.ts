import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { page } from "./page";
import { bringAbout, FAILED, MISTAKES, SECTIONS } from "./sections";

const PAGE = join(__dirname, "..", "..", "docs", "messages.md");

/** `npm run messages`: brings every mistake about, and writes the page. With a word: prints those whose titles hold it. */
async function main([word]: string[]): Promise<void> {
  const wanted = MISTAKES.filter(({ title }) => title.includes(word ?? ""));
  const messages = await bringAbout(wanted, ({ title }) => console.error(title));
  for (const [{ title }, message] of messages) {
    if (message === "" || message.startsWith(FAILED)) throw new Error(`${title}: ${message || "nothing was printed"}`);
  }
  if (word === undefined) await writeFile(PAGE, await formatted(page(SECTIONS, messages)));
  else for (const [{ title }, message] of messages) console.log(`${title}\n${message}\n`);
}

async function formatted(text: string): Promise<string> {
  return format(text, { ...(await resolveConfig(PAGE)), filepath: PAGE });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

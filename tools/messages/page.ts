import type { Mistake, Section } from "./mistake";

const HEAD = `# Messages

What the most likely mistakes and interruptions look like in the terminal, and what to do. \`npm run messages\` brings each about with
the real Pulumi CLI against the emulator of the Coze API, and writes this page. The lines are those under "Diagnostics:"; stack traces,
and what Pulumi prints a second time, are left out. \`<workspace>\`, \`<bot>\` and the like are values that differ in each run.
Lines that begin with \`coze:\` come while a run goes on, the others end it.
`;

/** `docs/messages.md`. */
export function page(sections: readonly Section[], messages: ReadonlyMap<Mistake, string>): string {
  const parts = sections.map(({ title, about, mistakes }) => {
    const entries = mistakes.map((mistake) => entry(mistake, messages.get(mistake) ?? ""));
    return [`## ${title}\n`, ...(about ? [`${about}\n`] : []), overview(mistakes), ...entries].join("\n");
  });
  return [HEAD, ...parts].join("\n");
}

function overview(mistakes: readonly Mistake[]): string {
  const rows = mistakes.map(({ title, remedy }) => `| [${title}](#${anchor(title)}) | ${remedy} |`);
  return ["| what went wrong | what to do |", "| --- | --- |", ...rows, ""].join("\n");
}

/** As GitHub makes it of a heading. */
function anchor(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

/** One mistake on the page. */
export function entry({ title, command, remedy }: Mistake, message: string): string {
  return `### ${title}\n\n\`${command}\`:\n\n\`\`\`text\n${message}\n\`\`\`\n\n${remedy}\n`;
}

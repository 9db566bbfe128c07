import { counted } from "../values/problem";
import { managedOf, readNamed, readState } from "./stack-state";
import { print } from "../values/terminal";
import { writeFiles } from "./write-files";

/**
 * Removes the lines of a program that the stack no longer needs: `botId` of its bots, and `adoptVersion` of its
 * publications. Everything else stays as it is formatted.
 */
export async function finishImport(out: string, stateFile: string | undefined): Promise<number> {
  const program = await readNamed(out);
  const state = await readState(stateFile, "import --finish");
  const [bots, publications] = [managedOf(state, "Bot"), managedOf(state, "Publication")];
  const obsolete = [
    ...bots.flatMap(({ id }) => (id === undefined ? [] : [["botId", id] as const])),
    ...publications.flatMap(({ inputs: { adoptVersion: version } = {} }) =>
      typeof version === "string" ? [["adoptVersion", version] as const] : [],
    ),
  ];
  const finished = obsolete.reduce((text, [key, value]) => withoutProperty(text, key, value), program);
  await writeFiles(new Map([[out, finished]]));
  const left = finished.match(/\b(?:botId|adoptVersion):/g)?.length ?? 0;
  const lines = (program.match(/\b(?:botId|adoptVersion):/g)?.length ?? 0) - left;
  const rest = left > 0 ? `, ${left} left: what ${left === 1 ? "it names is" : "they name is"} not in the stack` : "";
  print(`${counted(lines, "line")} taken out of ${out}${rest}\n`);
  return left > 0 ? 1 : 0;
}

/** The text without a property. Ids and versions are letters and digits, so they need no escapes in a pattern. */
function withoutProperty(text: string, key: string, value: string): string {
  if (!/^[\w-]+$/.test(value)) return text;
  const property = `${key}:\\s*["']${value}["']\\s*,?`;
  return text
    .replaceAll(new RegExp(`^[ \\t]*${property}[ \\t]*\\r?\\n`, "gm"), "")
    .replaceAll(new RegExp(`\\b${property}[ \\t]*`, "g"), "");
}

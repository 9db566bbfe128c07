import { join } from "node:path";
import type { Emulator } from "../../emulator";

/** Where the packages of the programs are. */
const CHECKOUT = join(__dirname, "..", "..");

/** Said of every failed run beside what has failed; and stack traces, which are another on each machine. */
const SAYS_NOTHING = /^(error: (update|preview|refresh|destroy) failed|\s+at .*|-)$/;

/** What Node.js prints of an error's own properties, behind its stack trace. */
const INSPECTED = /^ +at .* \{\n[^]*?^ {4}\}\n/gm;

/** The lines under "Diagnostics:", without the resources' names over them; first those that are about no resource. */
export function messagesOf(output: string): string {
  const [, diagnostics = ""] = output.split(/^Diagnostics:$/m);
  const [section = ""] = diagnostics
    .replace(INSPECTED, "")
    .split(/^(?:Resources|Outputs|Policies|Duration|The resources in the stack)\b/m);
  const blocks = section.split(/^ {2}(?=\S)/m).map((block) => {
    const [head = "", ...lines] = block.split("\n");
    return {
      ofStack: head.startsWith("pulumi:pulumi:Stack"),
      lines: lines.map((line) => line.replace(/^ {4}/, "").trimEnd()),
    };
  });
  const ordered = [...blocks.filter(({ ofStack }) => ofStack), ...blocks.filter(({ ofStack }) => !ofStack)];
  const lines = ordered.flatMap((block) => block.lines).filter((line) => line !== "" && !SAYS_NOTHING.test(line));
  return lines.filter((line, i) => !isRepeated(line, lines.slice(i + 1))).join("\n");
}

/** The host of dynamic providers prints an error, "Error: words:", and hands it to the engine, which prints "error: words". */
function isRepeated(line: string, later: readonly string[]): boolean {
  const [, words] = /^\w*Error: (.*):$/.exec(line) ?? [];
  return words !== undefined && later.includes(`error: ${words}`);
}

/** The messages with placeholders for what is another in each run. */
export function placeholders(emulator: Emulator, text: string): string {
  // In the order in which the text names them, which is not always that in which they were made.
  const named = emulator.bots.map(({ id }) => id).filter((id) => text.includes(id));
  const bots = named
    .sort((a, b) => text.indexOf(a) - text.indexOf(b))
    .map((id, i, { length }): [string, string] => [id, length > 1 ? `<bot ${i + 1}>` : "<bot>"]);
  const fixed: [string, string][] = [
    [`${emulator.url}/space/`, "https://www.coze.cn/space/"],
    [emulator.url, "https://api.coze.cn"],
    [emulator.spaceId, "<workspace>"],
    [emulator.otherSpaceId, "<other workspace>"],
    [CHECKOUT, "<project>"],
    ...bots,
    ...emulator.bots.flatMap(({ versions }) => versions.map(({ version }): [string, string] => [version, "<version>"])),
  ];
  return fixed
    .reduce((result, [value, name]) => result.replaceAll(value, name), text)
    .replaceAll(/log id [0-9A-F]+/g, "log id <log id>")
    .replaceAll(/v1:[0-9a-f]{64}/g, "v1:<hash>")
    .replaceAll(/waiting \d+ s/g, "waiting <n> s");
}

import { API_CHANNEL, CHAT_SDK_CHANNEL } from "../../client/bot-types";
import { printable } from "../../values/terminal";
import type { Explained } from "./rows";

const NONE = "–";
const GAP = "   ";
const SHORT_COMMIT = 7;
const CHANNELS: Readonly<Record<string, string>> = { [API_CHANNEL]: "API", [CHAT_SDK_CHANNEL]: "SDK" };

const COLUMNS: readonly (readonly [string, (row: Explained) => string])[] = [
  ["VERSION", ({ version }) => version],
  ["LIVE", ({ live }) => live.map((channel) => CHANNELS[channel] ?? channel).join(", ")],
  ["WHEN", ({ at }) => at?.slice(0, 16).replace("T", " ") ?? NONE],
  ["BY", ({ creator }) => creator?.creatorName ?? shortId(creator?.creatorId)],
  ["COMMIT", ({ commit }) => shortCommit(commit)],
  ["TESTED", ({ tested }) => testedOf(tested)],
  ["FROM", fromOf],
];

const SOURCE: typeof COLUMNS = [
  ["BRANCH", ({ logged }) => logged?.branch ?? NONE],
  ["RUN", ({ logged }) => logged?.run ?? NONE],
  ["REPOSITORY", ({ logged }) => logged?.repository ?? NONE],
];

const PROMOTED: typeof COLUMNS = [["PROMOTED FROM", promotedFrom]];

/**
 * The versions as a table, each in one line. `long` adds the rest of the source. The column for promotions appears if
 * there is any.
 */
export function table(rows: readonly Explained[], long: boolean): string {
  const isPromoted = rows.some(({ promoted }) => promoted !== undefined);
  const columns = [...COLUMNS, ...(long ? SOURCE : []), ...(long || isPromoted ? PROMOTED : [])];
  const cells = [columns.map(([name]) => name), ...rows.map((row) => columns.map(([, cell]) => printable(cell(row))))];
  const widths = columns.map((_, i) => Math.max(...cells.map((line) => line[i]?.length ?? 0)));
  const lines = cells.map((line) => line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(GAP));
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}

const shortCommit = (commit: string | null | undefined): string =>
  commit?.replace(/^([0-9a-f]+)/, (sha) => sha.slice(0, SHORT_COMMIT)) ?? NONE;

const testedOf = (tested: Explained["tested"] | undefined): string => (tested ? `${tested.passed}/${tested.of}` : NONE);

/** The version of the earlier stack, with its commit and its test. */
function promotedFrom({ promoted }: Explained): string {
  if (!promoted) return NONE;
  const { stack, version, commit, tested } = promoted;
  return `${stack === undefined ? "" : `${stack}: `}${version}, ${shortCommit(commit)}, ${testedOf(tested)}`;
}

function fromOf({ from, stack }: Explained): string {
  if (from === null) return "not known";
  return stack === undefined ? from : `${from}, stack ${stack}`;
}

/** The beginning of an account's id, which is enough to distinguish accounts without names. */
function shortId(id: string | undefined): string {
  return id === undefined ? NONE : id.length > 5 ? `${id.slice(0, 4)}…` : id;
}

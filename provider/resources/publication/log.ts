import type { Counts } from "../../session/facts";
import type { PromotedVersion } from "./types";

/** The source of the program that published a version, as far as its run knew it. */
export interface Source {
  readonly commit?: string | undefined;
  /** Whether tracked files had been changed since the commit. */
  readonly dirty?: boolean | undefined;
  readonly branch?: string | undefined;
  /** Host and path, without credentials. */
  readonly repository?: string | undefined;
  /** The run of the CI server. */
  readonly run?: string | undefined;
}

/** A version that a publication has published. Its hashes are cut. */
export interface LoggedVersion extends Source {
  readonly version: string;
  readonly contentHash?: string | undefined;
  readonly promotionHash?: string | undefined;
  readonly tested?: Counts | undefined;
  /** The promotion from another stack. */
  readonly before?: PromotedVersion | undefined;
}

/** The limit of each part of a line, in bytes. */
const LIMITS = {
  version: 20,
  hash: 10,
  commit: 12,
  tested: 9,
  branch: 20,
  run: 16,
  repository: 42,
  stack: 20,
} as const;
/**
 * The bytes of a line whose parts all have their limits. In the state it is 149 bytes, since JSON writes a line break
 * in two.
 */
const LINE = 147;
const DIRTY = /-dirty$/;
/** The characters that the engine's JSON does not escape. */
const PLAIN = /^[\w!#$'()*+,./:;=?@[\]^`{|}-]$/;
const NONE = "-";
const SAME = "=";

/** The log with a new entry, newest first, in one line each. An older entry with the same version is dropped. */
export function logged(log: string | undefined, entry: LoggedVersion, kept: number): string | undefined {
  const others = versionsIn(log).filter(({ version }) => version !== entry.version);
  const entries = [entry, ...others].slice(0, kept);
  return entries.length === 0 ? undefined : entries.map((each, i) => lineOf(each, entries[i + 1])).join("\n");
}

/** The versions of a log, newest first. Lines that cannot be read are left out, since people edit states. */
export function versionsIn(log: unknown): LoggedVersion[] {
  if (typeof log !== "string") return [];
  let older: string | undefined;
  const read = log
    .split("\n")
    .toReversed()
    .flatMap((line) => {
      const found = fromLine(line, older);
      older = found?.repository;
      return found ?? [];
    });
  return read.toReversed();
}

/** Whether a hash has the beginning that the log has. */
export function isLogged(hash: string | undefined, beginning: string | undefined): boolean {
  return hash !== undefined && beginning !== undefined && shortHash(hash) === beginning;
}

function lineOf(entry: LoggedVersion, older: LoggedVersion | undefined): string {
  const { version, commit, dirty, tested, branch, run } = entry;
  const repository = escaped(entry.repository, LIMITS.repository);
  const line = [
    escaped(version, LIMITS.version),
    escaped(shortHash(entry.contentHash), LIMITS.hash),
    escaped(shortHash(entry.promotionHash), LIMITS.hash),
    commit === undefined ? NONE : `${escaped(commit.slice(0, LIMITS.commit), LIMITS.commit)}${dirty ? "+" : ""}`,
    tested === undefined ? NONE : escaped(`${tested.passed}/${tested.of}`, LIMITS.tested),
    escaped(branch, LIMITS.branch),
    escaped(run, LIMITS.run),
    repository !== NONE && repository === escaped(older?.repository, LIMITS.repository) ? SAME : repository,
  ].join(" ");
  const before = beforeIn(entry.before, LINE - line.length - 1);
  return before === undefined ? line : `${line} ${before}`;
}

/** The promotion from another stack, as far as the line has room: its version first, the name of the stack last. */
function beforeIn(before: PromotedVersion | undefined, room: number): string | undefined {
  if (!before) return undefined;
  const { version, commit = "", tested, stack } = before;
  const of = (text: string | undefined, limit: number): string => escaped(text, limit).replaceAll(",", "~");
  const parts = [
    of(version, LIMITS.version),
    `${of(commit.replace(DIRTY, "").slice(0, LIMITS.commit), LIMITS.commit)}${DIRTY.test(commit) ? "+" : ""}`,
    tested === undefined ? NONE : of(`${tested.passed}/${tested.of}`, LIMITS.tested),
    // `staging` of `acme/bots/staging`.
    of(stack?.split("/").at(-1), LIMITS.stack),
  ];
  const starts = parts.map((_, i) => parts.slice(0, parts.length - i).join(","));
  return starts.find((start) => start.length <= room);
}

function beforeFrom(part: string | undefined): PromotedVersion | undefined {
  const [version, commit = NONE, tested, stack] = part?.split(",") ?? [];
  const [read, sha, name] = [unescaped(version), unescaped(commit.replace(/\+$/, "")), unescaped(stack)];
  if (read === undefined) return undefined;
  const counts = countsIn(tested);
  return {
    version: read,
    ...(sha !== undefined && { commit: `${sha}${commit.endsWith("+") ? "-dirty" : ""}` }),
    ...(counts && { tested: counts }),
    ...(name !== undefined && { stack: name }),
  };
}

function countsIn(part: string | undefined): Counts | undefined {
  const [, passed, of] = /^(\d+)\/(\d+)$/.exec(part ?? "") ?? [];
  return of === undefined ? undefined : { passed: Number(passed), of: Number(of) };
}

function fromLine(line: string, older: string | undefined): LoggedVersion | undefined {
  const [version = "", contentHash, promotionHash, commit = NONE, tested, branch, run, repository, before] =
    line.split(" ");
  if (!/^[\w-]+$/.test(version) || repository === undefined) return undefined;
  return {
    version,
    contentHash: unescaped(contentHash),
    promotionHash: unescaped(promotionHash),
    commit: unescaped(commit.replace(/\+$/, "")),
    dirty: commit === NONE ? undefined : commit.endsWith("+"),
    tested: countsIn(tested),
    branch: unescaped(branch),
    run: unescaped(run),
    repository: repository === SAME ? older : unescaped(repository),
    before: beforeFrom(before),
  };
}

/** The beginning of a hash, without the name of its form. */
function shortHash(hash: string | undefined): string | undefined {
  return hash?.replace(/^v1:/, "").slice(0, LIMITS.hash) || undefined;
}

/** A part of a line: printable, at most `limit` bytes. A `~` at the end shows that characters were cut. */
function escaped(text: string | undefined, limit: number): string {
  if (text === undefined || text === "") return NONE;
  const characters = Array.from(text, (one) =>
    PLAIN.test(one) ? one : Array.from(Buffer.from(one), (byte) => `%${hex(byte)}`).join(""),
  );
  const whole = characters.join("");
  if (whole === NONE || whole === SAME) return `%${hex(whole.charCodeAt(0))}`;
  if (whole.length <= limit) return whole;
  let start = "";
  for (const each of characters) {
    if (start.length + each.length >= limit) break;
    start += each;
  }
  return `${start}~`;
}

const hex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, "0");

function unescaped(part: string | undefined): string | undefined {
  if (part === undefined || part === NONE) return undefined;
  const bytes = part.match(/%[0-9A-F]{2}|[^%]/g) ?? [];
  const text = Buffer.from(bytes.map((one) => (one.length === 1 ? one.charCodeAt(0) : parseInt(one.slice(1), 16))));
  return text.toString("utf8").replace(/~$/, "…");
}

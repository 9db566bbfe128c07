import type { BotVersionItem } from "../../client/bot-types";
import { isNewer } from "../../resources/publication/channels";
import { versionsIn, type LoggedVersion } from "../../resources/publication/log";
import { publishedOf, type PublicationOutputs } from "../../resources/publication/state";
import type { Counts } from "../../session/registry";

/** How a version came about; `null` where nothing tells it. */
export type From = "up" | "console" | "recorded later" | null;

/** A version as `--json` prints it. */
export interface Row {
  readonly version: string;
  /** The channels that it is live on. */
  readonly live: readonly string[];
  /** In ISO 8601. */
  readonly at: string | null;
  readonly by: string | null;
  readonly commit: string | null;
  readonly tested: Counts | null;
  readonly from: From;
}

/** A version with what the table has beside it. */
export interface Explained extends Row {
  readonly stack?: string | undefined;
  readonly logged?: LoggedVersion | undefined;
  readonly creator?: Pick<BotVersionItem, "creatorId" | "creatorName">;
}

/** A publication of the bot in a stack. */
export interface Recorded {
  readonly stack: string;
  readonly outs: PublicationOutputs;
}

export interface Known {
  readonly recorded: readonly Recorded[];
  /** What Coze lists. */
  readonly versions: readonly BotVersionItem[];
  /** The version on each channel. */
  readonly live: ReadonlyMap<string, string>;
  /** Versions of which the content is that of a stack, with the stack. */
  readonly sameContent: ReadonlyMap<string, string>;
}

/** Every version that Coze lists, that is live, or that a state has recorded, newest first. */
export function explained({ recorded, versions, live, sameContent }: Known): Explained[] {
  const ups = new Map(recorded.flatMap(upsOf).map((one) => [one.version, one]));
  const listed = new Map(versions.map((one) => [one.version, one]));
  const isConsole = consoleOf(ups, listed);
  const all = [...new Set([...listed.keys(), ...live.values(), ...ups.keys()])];
  return all
    .sort((a, b) => (isNewer(a, b) ? -1 : 1))
    .map((version): Explained => {
      const up = ups.get(version);
      const item = listed.get(version);
      const later = sameContent.get(version);
      return {
        version,
        live: [...live].filter(([, one]) => one === version).map(([channel]) => channel),
        at: item?.createdAt === undefined ? null : new Date(item.createdAt * 1000).toISOString(),
        by: item?.creatorName ?? item?.creatorId ?? null,
        commit: commitOf(up?.logged) ?? null,
        tested: up?.logged.tested ?? null,
        from: up ? "up" : later !== undefined ? "recorded later" : isConsole(version) ? "console" : null,
        stack: up?.stack ?? later,
        logged: up?.logged,
        ...(item && { creator: item }),
      };
    });
}

/** As git describes it. */
function commitOf({ commit, dirty }: Partial<LoggedVersion> = {}): string | undefined {
  return commit === undefined ? undefined : `${commit}${dirty ? "-dirty" : ""}`;
}

interface Up {
  readonly version: string;
  readonly stack: string;
  readonly logged: LoggedVersion;
}

/** The versions that a run of the stack has published and recorded. States of before have the last one alone. */
export function upsOf({ stack, outs }: Recorded): Up[] {
  const last = publishedOf(outs);
  // A version that was adopted has no time.
  const recorded = last.publishedAt === undefined ? [] : [{ version: last.version }];
  return [...recorded, ...versionsIn(outs.__log)].map((logged) => ({ version: logged.version, stack, logged }));
}

/**
 * Whether a version that no state has recorded was published by hand. A run that was cut off leaves no record either, and the list says
 * only who published. So it counts as the console's if its account has published none of the recorded versions, and as unexplained if it is
 * older than all of them.
 */
function consoleOf(
  ups: ReadonlyMap<string, Up>,
  listed: ReadonlyMap<string, BotVersionItem>,
): (version: string) => boolean {
  const creators = new Set([...ups.keys()].flatMap((version) => listed.get(version)?.creatorId ?? []));
  return (version) => {
    const creator = listed.get(version)?.creatorId;
    if (creator === undefined || creators.size === 0 || creators.has(creator)) return false;
    return [...ups.keys()].some((known) => isNewer(version, known));
  };
}

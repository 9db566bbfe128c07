import type { BotVersionItem } from "../../client/bot-types";
import { isNewer } from "../../resources/publication/channels";
import { versionsIn, type LoggedVersion } from "../../resources/publication/log";
import { commitOf } from "../../resources/publication/promotion";
import { publishedOf, type PublicationOutputs } from "../../resources/publication/state";
import type { PromotedVersion } from "../../resources/publication/types";
import type { Counts } from "../../session/registry";

/** How a version came about; `null` where nothing tells it. */
type From = "up" | "console" | "recorded later" | null;

/** A version as `--json` prints it. */
interface Row {
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
  /** What was taken over from another stack: staging's version, with its commit and its test. */
  readonly promoted?: PromotedVersion | undefined;
}

/** A publication of the bot in a stack. */
export interface Recorded {
  readonly stack: string;
  readonly outs: PublicationOutputs;
}

export interface Known {
  readonly recorded: readonly Recorded[];
  /** Publications of other bots, from which this one's content may have been promoted. */
  readonly others?: readonly Recorded[];
  /** What Coze lists. */
  readonly versions: readonly BotVersionItem[];
  /** The version on each channel. */
  readonly live: ReadonlyMap<string, string>;
  /** Versions of which the content is that of a stack, with the stack. */
  readonly sameContent: ReadonlyMap<string, string>;
}

/** Every version that Coze lists, that is live, or that a state has recorded, newest first. */
export function explained({ recorded, others = [], versions, live, sameContent }: Known): Explained[] {
  const ups = new Map(recorded.flatMap(upsOf).map((one) => [one.version, one]));
  const listed = new Map(versions.map((one) => [one.version, one]));
  const accounts = new Set([...ups.keys()].flatMap((version) => listed.get(version)?.creatorId ?? []));
  const all = [...new Set([...listed.keys(), ...live.values(), ...ups.keys()])];
  return all
    .sort((a, b) => (isNewer(a, b) ? -1 : 1))
    .map((version): Explained => {
      const up = ups.get(version);
      const item = listed.get(version);
      const from = up ? "up" : guessed(version, { item, accounts, ups, isSame: sameContent.has(version) });
      return {
        version,
        live: [...live].filter(([, one]) => one === version).map(([channel]) => channel),
        at: item?.createdAt === undefined ? null : new Date(item.createdAt * 1000).toISOString(),
        by: item?.creatorName ?? item?.creatorId ?? null,
        commit: commitOf(up?.logged) ?? null,
        tested: up?.logged.tested ?? null,
        from,
        stack: up?.stack ?? (from === "recorded later" ? sameContent.get(version) : undefined),
        logged: up?.logged,
        promoted: up && (up.logged.before ?? promotedFrom(up, others)),
        ...(item && { creator: item }),
      };
    });
}

/**
 * The newest version in the state of another stack that has the same content apart from what belongs to a workspace.
 */
function promotedFrom(
  { stack, logged: { promotionHash } }: Up,
  others: readonly Recorded[],
): PromotedVersion | undefined {
  if (promotionHash === undefined) return undefined;
  const [found] = others
    .filter((one) => one.stack !== stack)
    .flatMap((one) => versionsIn(one.outs.__log).map((logged) => ({ stack: one.stack, logged })))
    .filter(({ logged }) => logged.promotionHash === promotionHash)
    .sort((a, b) => (isNewer(a.logged.version, b.logged.version) ? -1 : 1));
  if (!found) return undefined;
  const { version, tested } = found.logged;
  const commit = commitOf(found.logged);
  return { version, ...(commit !== undefined && { commit }), ...(tested && { tested }), stack: found.stack };
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

interface Clues {
  readonly item: BotVersionItem | undefined;
  /** Who has published the recorded versions. */
  readonly accounts: ReadonlySet<string>;
  readonly ups: ReadonlyMap<string, Up>;
  /** Whether its content is that of a stack. */
  readonly isSame: boolean;
}

/**
 * Where a version comes from that no state has recorded. A run that was cut off leaves no record, either, and the list
 * says only who published. So it is the console's only if another account has published it, with content that no stack
 * has, and after the oldest recorded version: what is older may have left the state.
 */
function guessed(version: string, { item, accounts, ups, isSame }: Clues): From {
  const creator = item?.creatorId;
  const isOther = creator !== undefined && accounts.size > 0 && !accounts.has(creator);
  if (!isOther) return isSame ? "recorded later" : null;
  return !isSame && [...ups.keys()].some((known) => isNewer(version, known)) ? "console" : null;
}

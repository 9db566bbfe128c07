import type { BotVersionItem } from "../../client/bot-types";
import { isNewer } from "../../resources/publication/channels";
import { versionsIn, type LoggedVersion } from "../../resources/publication/log";
import { commitOf } from "../../resources/publication/promotion";
import { publishedOf, type PublicationOutputs } from "../../resources/publication/state";
import type { PromotedVersion } from "../../resources/publication/types";
import type { Counts } from "../../session/facts";

/** The origin of a version; `null` if it is not known. */
type From = "up" | "console" | "recorded later" | null;

/** A version in the output of `--json`. */
interface Row {
  readonly version: string;
  /** The channels that the version is live on. */
  readonly live: readonly string[];
  /** The time of the publish, in ISO 8601. */
  readonly at: string | null;
  readonly by: string | null;
  readonly commit: string | null;
  readonly tested: Counts | null;
  readonly from: From;
}

/** A version with the further columns of the table. */
export interface Explained extends Row {
  readonly stack?: string | undefined;
  readonly logged?: LoggedVersion | undefined;
  readonly creator?: Pick<BotVersionItem, "creatorId" | "creatorName">;
  /** The promoted version of another stack, such as staging, with its commit and its test. */
  readonly promoted?: PromotedVersion | undefined;
}

/** A publication of the bot in a stack. */
export interface Recorded {
  readonly stack: string;
  readonly outs: PublicationOutputs;
}

export interface Known {
  readonly recorded: readonly Recorded[];
  /** Publications of other bots, from which this bot's content may have been promoted. */
  readonly others?: readonly Recorded[];
  /** The versions that Coze lists. */
  readonly versions: readonly BotVersionItem[];
  /** The version on each channel. */
  readonly live: ReadonlyMap<string, string>;
  /** Versions whose content a stack has, with the stack. */
  readonly sameContent: ReadonlyMap<string, string>;
}

/** Every version that Coze lists, that is live, or that a state records, newest first. */
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
 * The newest version in the state of another stack with the same content, apart from fields that belong to a workspace.
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

/**
 * The versions that runs of the stack have published and recorded. States of earlier versions have only the last one.
 */
export function upsOf({ stack, outs }: Recorded): Up[] {
  const last = publishedOf(outs);
  // An adopted version has no time.
  const recorded = last.publishedAt === undefined ? [] : [{ version: last.version }];
  return [...recorded, ...versionsIn(outs.__log)].map((logged) => ({ version: logged.version, stack, logged }));
}

interface Clues {
  readonly item: BotVersionItem | undefined;
  /** The accounts that have published the recorded versions. */
  readonly accounts: ReadonlySet<string>;
  readonly ups: ReadonlyMap<string, Up>;
  /** Whether a stack has the content of the version. */
  readonly isSame: boolean;
}

/**
 * The origin of a version that no state records. An interrupted run leaves no record, either, and the list says only
 * who published. So a version comes from the console only if three things hold:
 *
 * - another account has published it
 * - no stack has its content
 * - it is newer than the oldest recorded version: the record of an older one may have left the state
 */
function guessed(version: string, { item, accounts, ups, isSame }: Clues): From {
  const creator = item?.creatorId;
  const isOther = creator !== undefined && accounts.size > 0 && !accounts.has(creator);
  if (!isOther) return isSame ? "recorded later" : null;
  return !isSame && [...ups.keys()].some((known) => isNewer(version, known)) ? "console" : null;
}

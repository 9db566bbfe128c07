import { type Declared, containsUnknown, UNKNOWN } from "../../values/tree";
import type { DraftHashes } from "../bot/state";
import { API_CHANNEL, CHAT_SDK_CHANNEL, type CheckedPublication } from "./inputs";
import { differ } from "../../values/differ";
import { isNewer, newestOf } from "./channels";
import type { LoggedVersion } from "./log";
import { promotionOf } from "./promotion";
import type { PublishedPromotion } from "./types";

const SCHEMA = 1;
const OUTSIDE = "published outside as ";

/** The last publish of this resource. The time is in ISO 8601, by Coze's clock. */
export type Published = {
  readonly version: string;
  readonly contentHash?: string | undefined;
  readonly promotionHash?: string | undefined;
  readonly publishedAt?: string | undefined;
};

/** A publish as the outputs are to have it: with the source of its version, and what it was promoted from. */
export type PublishedNow = Published & Pick<PublicationOutputs, "__log" | "promotion">;

/** The inputs, and over them the last publish. After a publish from outside, the version of that. */
export type PublicationOutputs = CheckedPublication &
  Published & {
    /** Custom channels that have not shown this version yet, as while they review it. */
    readonly connectorIdsInReview?: readonly string[] | undefined;
    /** The last publish of this resource as the next stack takes it over. States of before have none. */
    readonly promotion?: PublishedPromotion | undefined;
    /**
     * The last publish of this resource, if the outputs do not have it: after a publish from outside, and in older
     * states.
     */
    readonly __published?: Published;
    readonly __schema: number;
    /** Channels whose unpublish has failed so far. */
    readonly __pendingUnpublish?: readonly string[];
    /** The versions on the channels of `__pendingUnpublish`: of the last publish to them, or of a refresh since. */
    readonly __pendingSeen?: Readonly<Record<string, string>> | undefined;
    /** The last versions of this resource with their sources, as `log.ts` has them. */
    readonly __log?: string | undefined;
    /** After an import, until the first publish: the draft at the import, a hash for each leaf. */
    readonly __importedDraft?: DraftHashes;
    /** The same of the whole draft: the hash that the import of the bot has. */
    readonly __importedHash?: string;
  };

export function record(
  version: string,
  { contentHash, promotionHash }: Pick<CheckedPublication, "contentHash" | "promotionHash">,
  at?: Date,
  source: Partial<LoggedVersion> = {},
): PublishedNow {
  const promotion = promotionOf({ ...source, version, promotionHash });
  const publishedAt = at?.toISOString();
  return { version, contentHash: publishedHash({ contentHash }), promotionHash, publishedAt, promotion };
}

/** The hashes in the outputs are those of the publish. */
export function outputs(
  inputs: CheckedPublication | PublicationOutputs,
  published: PublishedNow,
  pending: readonly string[],
): PublicationOutputs {
  const { connectorIdsInReview, __pendingUnpublish, __pendingSeen, __published, ...rest } =
    inputs as PublicationOutputs;
  return {
    ...rest,
    ...published,
    __schema: SCHEMA,
    ...(pending.length > 0 ? { __pendingUnpublish: pending } : {}),
  };
}

/** The last publish of this resource. */
export function publishedOf(outs: PublicationOutputs): Published {
  const { version, contentHash, promotionHash, publishedAt } = outs;
  return outs.__published ?? { version, contentHash, promotionHash, publishedAt };
}

/** The same with what else is kept of it and of the versions before it, for outputs that are made of inputs. */
export function keptOf(outs: PublicationOutputs): PublishedNow {
  const { __log, promotion } = outs;
  return { ...publishedOf(outs), ...(promotion && { promotion }), ...(__log !== undefined && { __log }) };
}

/** The echo of the inputs in the outputs. */
export function inputsOf(outs: PublicationOutputs): CheckedPublication {
  const { version, publishedAt, promotion, connectorIdsInReview, __published, __schema, __log, ...rest } = outs;
  const { __importedDraft, __importedHash, __pendingUnpublish, __pendingSeen, ...inputs } = rest;
  return inputs;
}

/** The content hash while a version is live that this resource did not publish. */
export function publishedOutside(version: string): string {
  return `${OUTSIDE}${version}`;
}

/** Whether the text is the one for a publish from outside, and no hash. */
export function isOutside(hash: string | undefined): boolean {
  return hash?.startsWith(OUTSIDE) ?? false;
}

/** The hash for a publish. None if the inputs, as by `ignoreChanges`, are those of a version from outside. */
function publishedHash({
  contentHash,
}: Pick<Partial<Declared<CheckedPublication>>, "contentHash">): string | undefined {
  return isOutside(contentHash) ? undefined : contentHash;
}

type Recorded = Partial<PublicationOutputs>;
type Wanted = Partial<Declared<CheckedPublication>>;

/** The channels as a set; empty while they are unknown. */
export function channelsOf({ connectorIds = [] }: Pick<Wanted, "connectorIds">): string[] {
  return connectorIds === UNKNOWN ? [] : [...new Set(connectorIds)];
}

/** Channels that are no longer in the program, and those whose unpublish failed in an earlier run. */
export function leaving(olds: Recorded, news: Wanted): string[] {
  const wanted = channelsOf(news);
  return [...new Set([...channelsOf(olds), ...pendingOf(olds)])].filter((channel) => !wanted.includes(channel));
}

export function pendingOf({ __pendingUnpublish: pending = [] }: Recorded): readonly string[] {
  return pending;
}

/** The inputs that make a publish due, since the last publish was of other values. */
export function dueFor(olds: Recorded, news: Wanted): string[] {
  const wanted = publishedHash(news);
  const before = channelsOf(olds);
  const isOther = {
    contentHash:
      containsUnknown(news.contentHash) ||
      isOutside(olds.contentHash) ||
      (wanted !== undefined && wanted !== olds.contentHash),
    triggers: differ(olds.triggers, news.triggers),
    connectors: differ(olds.connectors, news.connectors),
    connectorIds: containsUnknown(news.connectorIds) || channelsOf(news).some((channel) => !before.includes(channel)),
  };
  return Object.entries(isOther).flatMap(([input, isDueForIt]) => (isDueForIt ? [input] : []));
}

/** Whether the last publish was of other values than the inputs. */
export function isDue(olds: Recorded, news: Wanted): boolean {
  return dueFor(olds, news).length > 0;
}

/** Whether an update will publish. A check has only the old inputs, and none of a new resource. */
export function willPublish(olds: Partial<CheckedPublication>, inputs: Declared<CheckedPublication>): boolean {
  if (Object.keys(olds).length === 0) return inputs.adoptVersion === undefined;
  // An unknown value may turn out to be the old one. The promotion hash covers a part of the content.
  const known: Record<string, unknown> = { ...inputs };
  for (const key of ["contentHash", "triggers", "connectors", "connectorIds"] as const) {
    if (containsUnknown(inputs[key])) known[key] = olds[key];
  }
  const isOther = containsUnknown(inputs.contentHash) && differ(olds.promotionHash, inputs.promotionHash);
  return isOther || isDue(olds, known);
}

/**
 * The outputs with what is live: the version on each channel that the bot is on. `undefined` if the bot is on none of
 * its channels, nor on one that it still has to be taken off.
 */
export function withLive(
  recorded: PublicationOutputs,
  live: ReadonlyMap<string, string>,
  isRecent: boolean,
): PublicationOutputs | undefined {
  const ours = publishedOf(recorded);
  const inReview = isRecent ? reviewedOf(recorded).filter((channel) => isOlder(live.get(channel), ours.version)) : [];
  // As written, repeated channels included: a refresh that changes the inputs is drift.
  const on = recorded.connectorIds.filter((channel) => live.has(channel) || inReview.includes(channel));
  const pending = pendingOf(recorded).filter((channel) => live.has(channel));
  if (on.length === 0 && pending.length === 0) return undefined;
  const shown = on.filter((channel) => !inReview.includes(channel));
  const foreign = shown.map((channel) => live.get(channel) ?? "").filter((version) => version !== ours.version);
  const outside = newestOf(foreign);
  const seen = outside === undefined ? {} : { version: outside, contentHash: publishedOutside(outside) };
  // An older state keeps it, or a refresh would show a change.
  const isSaid = recorded.__published === undefined && outside === undefined;
  const said = isSaid ? {} : { __published: ours };
  return {
    ...outputs({ ...recorded, connectorIds: on }, ours, pending),
    ...said,
    ...seen,
    ...seenOn(pending, (channel) => live.get(channel)),
    ...review(inReview),
  };
}

/** Every channel that the bot may be on. */
export function knownChannels(recorded: PublicationOutputs): string[] {
  return [...new Set([...channelsOf(recorded), ...pendingOf(recorded)])];
}

/** The recorded channels that have not shown the version yet. */
export function reviewedOf({ connectorIdsInReview: channels = [] }: Recorded): readonly string[] {
  return channels;
}

/** The output with the channels in review; none without any. */
export function review(channels: readonly string[]): Pick<PublicationOutputs, "connectorIdsInReview"> {
  return channels.length > 0 ? { connectorIdsInReview: channels } : {};
}

/** Channels that review a bot before they show it. Coze's own show a version at once. */
export function reviewing(channels: readonly string[]): string[] {
  return channels.filter((channel) => channel !== API_CHANNEL && channel !== CHAT_SDK_CHANNEL);
}

/** The version that is recorded of a channel. */
export const recordedOn =
  ({ version, __pendingSeen: seen }: Pick<PublicationOutputs, "version" | "__pendingSeen">) =>
  (channel: string): string =>
    seen?.[channel] ?? version;

/** Whether the channel shows nothing yet, or a version of before. */
function isOlder(live: string | undefined, version: string): boolean {
  return live === undefined || isNewer(version, live);
}

/** The versions on channels that are still to be left. */
export function seenOn(
  channels: readonly string[],
  versionOf: (channel: string) => string | undefined,
): Pick<PublicationOutputs, "__pendingSeen"> {
  const seen = channels.flatMap((channel) => {
    const version = versionOf(channel);
    return version === undefined ? [] : [[channel, version] as const];
  });
  return seen.length > 0 ? { __pendingSeen: Object.fromEntries(seen) } : {};
}

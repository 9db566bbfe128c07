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

/** A publish with the further outputs that it sets: the log, and the promotion. */
export type PublishedNow = Published & Pick<PublicationOutputs, "__log" | "promotion">;

/**
 * The inputs, with the hashes of the last publish in place of theirs. After a publish from outside, `version` is the
 * version from outside.
 */
export type PublicationOutputs = CheckedPublication &
  Published & {
    /** Custom channels that do not show this version yet, because they may still review it. */
    readonly connectorIdsInReview?: readonly string[] | undefined;
    /** The last publish of this resource, for the next stack. States of earlier versions have none. */
    readonly promotion?: PublishedPromotion | undefined;
    /**
     * The last publish of this resource, if the other outputs do not have it: after a publish from outside, and in
     * older states.
     */
    readonly __published?: Published;
    readonly __schema: number;
    /** Channels whose unpublish has failed so far. */
    readonly __pendingUnpublish?: readonly string[];
    /** The versions on the channels of `__pendingUnpublish`, by the last publish to them or by a later refresh. */
    readonly __pendingSeen?: Readonly<Record<string, string>> | undefined;
    /** The last versions of this resource with their sources, in the form of `log.ts`. */
    readonly __log?: string | undefined;
    /** After an import, until the first publish: the draft at the import, a hash for each leaf. */
    readonly __importedDraft?: DraftHashes;
    /** A hash of the whole draft at the import. An import of the bot has the same hash. */
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

/** The outputs of inputs and a publish. Their hashes are the hashes of the publish. */
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

/** The last publish with its promotion and its log, for new outputs. */
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

/** The text in place of the content hash while a version from outside is live. */
export function publishedOutside(version: string): string {
  return `${OUTSIDE}${version}`;
}

/** Whether the text marks a publish from outside. Otherwise it is a hash. */
export function isOutside(hash: string | undefined): boolean {
  return hash?.startsWith(OUTSIDE) ?? false;
}

/**
 * The hash for a publish. `undefined` if `ignoreChanges` has kept the text for a publish from outside in the inputs.
 */
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

/** The inputs that differ from the last publish, and so make a publish due. */
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

/** Whether the inputs differ from the last publish. */
export function isDue(olds: Recorded, news: Wanted): boolean {
  return dueFor(olds, news).length > 0;
}

/** Whether an update will publish. A check knows only the old inputs; a new resource has none. */
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
 * The outputs after a refresh. `live` has the version on each channel that the bot is on. `undefined` if the bot is
 * neither on one of its channels nor on one that is still to be unpublished.
 */
export function withLive(
  recorded: PublicationOutputs,
  live: ReadonlyMap<string, string>,
  isRecent: boolean,
): PublicationOutputs | undefined {
  const ours = publishedOf(recorded);
  const inReview = isRecent ? reviewedOf(recorded).filter((channel) => isOlder(live.get(channel), ours.version)) : [];
  // The declared list keeps its order and its repetitions: a different list would show as drift.
  const on = recorded.connectorIds.filter((channel) => live.has(channel) || inReview.includes(channel));
  const pending = pendingOf(recorded).filter((channel) => live.has(channel));
  if (on.length === 0 && pending.length === 0) return undefined;
  const shown = on.filter((channel) => !inReview.includes(channel));
  const foreign = shown.map((channel) => live.get(channel) ?? "").filter((version) => version !== ours.version);
  const outside = newestOf(foreign);
  const seen = outside === undefined ? {} : { version: outside, contentHash: publishedOutside(outside) };
  // A state without `__published` stays without it if nothing is from outside, or the refresh would show a change.
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

/** The output with the channels in review; empty if there are none. */
export function review(channels: readonly string[]): Pick<PublicationOutputs, "connectorIdsInReview"> {
  return channels.length > 0 ? { connectorIdsInReview: channels } : {};
}

/** The channels that review a bot before they show it. Coze's own channels show a version at once. */
export function reviewing(channels: readonly string[]): string[] {
  return channels.filter((channel) => channel !== API_CHANNEL && channel !== CHAT_SDK_CHANNEL);
}

/** The recorded version of a channel. */
export const recordedOn =
  ({ version, __pendingSeen: seen }: Pick<PublicationOutputs, "version" | "__pendingSeen">) =>
  (channel: string): string =>
    seen?.[channel] ?? version;

/** Whether the channel shows nothing yet, or an older version. */
function isOlder(live: string | undefined, version: string): boolean {
  return live === undefined || isNewer(version, live);
}

/** The versions on channels that are still to be unpublished. */
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

import { channelsOf, pendingOf } from "./due";
import { outputs, publishedOf, publishedOutside, type PublicationOutputs } from "./state";
import { newestOf } from "./versions";

/**
 * The outputs with what is live: the version on each channel that the bot is on. `undefined` if the bot is on none of its
 * channels, nor on one that it still has to be taken off.
 */
export function withLive(
  recorded: PublicationOutputs,
  live: ReadonlyMap<string, string>,
): PublicationOutputs | undefined {
  const ours = publishedOf(recorded);
  // As written, repeated channels included: a refresh that changes the inputs is drift.
  const on = recorded.connectorIds.filter((channel) => live.has(channel));
  const pending = pendingOf(recorded).filter((channel) => live.has(channel));
  if (on.length === 0 && pending.length === 0) return undefined;
  const foreign = on.map((channel) => live.get(channel) ?? "").filter((version) => version !== ours.version);
  const outside = newestOf(foreign);
  const seen = outside === undefined ? {} : { version: outside, contentHash: publishedOutside(outside) };
  // An older state keeps it, or a refresh would show a change.
  const isSaid = recorded.__published === undefined && outside === undefined;
  const said = isSaid ? {} : { __published: ours };
  return { ...outputs({ ...recorded, connectorIds: on }, ours, pending), ...said, ...seen };
}

/** Every channel that the bot may be on. */
export function knownChannels(recorded: PublicationOutputs): string[] {
  return [...new Set([...channelsOf(recorded), ...pendingOf(recorded)])];
}

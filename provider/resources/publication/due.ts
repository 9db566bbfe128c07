import { byHash } from "../../asset/asset";
import { canonicalJson } from "../../values/canonical-json";
import { containsUnknown, UNKNOWN, type Declared } from "../../values/unknown";
import type { CheckedPublication } from "./inputs";
import { isOutside, publishedHash, type PublicationOutputs } from "./state";

type Recorded = Partial<PublicationOutputs>;
type Wanted = Partial<Declared<CheckedPublication>>;

/** The channels as a set; none while they are unknown. */
export function channelsOf({ connectorIds = [] }: Pick<Wanted, "connectorIds">): string[] {
  return connectorIds === UNKNOWN ? [] : [...new Set(connectorIds)];
}

/** Channels that the program no longer names, and those that an earlier run could not take the bot off. */
export function leaving(olds: Recorded, news: Wanted): string[] {
  const wanted = channelsOf(news);
  return [...new Set([...channelsOf(olds), ...pendingOf(olds)])].filter((channel) => !wanted.includes(channel));
}

export function pendingOf({ __pendingUnpublish: pending = [] }: Recorded): readonly string[] {
  return pending;
}

/** The inputs for which a publish is due: the outputs say that something else was published. */
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

/** Whether what the outputs say was published is not what the inputs want published. */
export function isDue(olds: Recorded, news: Wanted): boolean {
  return dueFor(olds, news).length > 0;
}

/** Whether an update will publish, by the old inputs, which are all that a check is given; a new resource has none. */
export function willPublish(olds: Partial<CheckedPublication>, inputs: Declared<CheckedPublication>): boolean {
  if (Object.keys(olds).length === 0) return inputs.adoptVersion === undefined;
  // What is not known yet may turn out to be as it was; the promotion hash covers a part of the content.
  const known: Record<string, unknown> = { ...inputs };
  for (const key of ["contentHash", "triggers", "connectors", "connectorIds"] as const) {
    if (containsUnknown(inputs[key])) known[key] = olds[key];
  }
  const isOther = containsUnknown(inputs.contentHash) && differ(olds.promotionHash, inputs.promotionHash);
  return isOther || isDue(olds, known);
}

export function differ(a: unknown, b: unknown): boolean {
  return containsUnknown(b) || canonicalJson(byHash(a) ?? null) !== canonicalJson(byHash(b) ?? null);
}

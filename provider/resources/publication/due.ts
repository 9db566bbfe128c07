import { byHash } from "../../asset";
import { canonicalJson } from "../../values/canonical-json";
import { containsUnknown, UNKNOWN, type Declared } from "../../values/unknown";
import type { CheckedPublication } from "./inputs";
import { isOutside, publishedHash, type PublicationOutputs } from "./state";

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

export function differ(a: unknown, b: unknown): boolean {
  return containsUnknown(b) || canonicalJson(byHash(a) ?? null) !== canonicalJson(byHash(b) ?? null);
}

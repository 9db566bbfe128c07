import { byHash } from "../../asset/asset";
import { canonicalJson } from "../../values/canonical-json";
import type { Props } from "../../host/lifecycle";
import { containsUnknown, UNKNOWN } from "../../values/unknown";
import { API_CHANNEL } from "./inputs";

const OUTSIDE = "published outside as ";

/** What stands for the content hash while a version is live that this resource did not publish. */
export function publishedOutside(version: string): string {
  return `${OUTSIDE}${version}`;
}

/** Words for that, which are no hash of anything that could be published. */
function isOutside(hash: unknown): boolean {
  return typeof hash === "string" && hash.startsWith(OUTSIDE);
}

/** The hash of what is published; none where the program has frozen the inputs while another's version was live. */
export function publishedHash({ contentHash }: Props): unknown {
  return isOutside(contentHash) ? undefined : contentHash;
}

/** The inputs with their defaults: the API channel and every channel that has parameters; parameters as JSON texts. */
export function withDefaults(inputs: Props): Props {
  const { connectors } = inputs;
  const known = typeof connectors === "object" && connectors !== null;
  const defaults =
    connectors === UNKNOWN ? UNKNOWN : [...new Set([API_CHANNEL, ...Object.keys(known ? connectors : {})])];
  return {
    ...inputs,
    connectorIds: inputs["connectorIds"] ?? defaults,
    ...(known ? { connectors: serialised(connectors as Record<string, Props | typeof UNKNOWN>) } : {}),
  };
}

function serialised(connectors: Record<string, Props | typeof UNKNOWN>): Props {
  const value = (given: unknown): unknown =>
    typeof given === "string" ? given : containsUnknown(given) ? UNKNOWN : canonicalJson(given);
  return mapValues(connectors, (parameters) => (parameters === UNKNOWN ? UNKNOWN : mapValues(parameters, value)));
}

function mapValues<T, R>(record: Record<string, T>, change: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

export function channelsOf(props: Props): string[] {
  return [...new Set((props["connectorIds"] as string[] | undefined) ?? [])];
}

/** Channels that the program no longer names, and those that an earlier run could not take the bot off. */
export function leaving(olds: Props, news: Props): string[] {
  const wanted = channelsOf(news);
  return [...new Set([...channelsOf(olds), ...pendingOf(olds)])].filter((channel) => !wanted.includes(channel));
}

export function pendingOf(outs: Props): string[] {
  return (outs["__pendingUnpublish"] as string[] | undefined) ?? [];
}

/** Whether what the outputs say was published is not what the inputs want published. */
export function isDue(olds: Props, news: Props): boolean {
  if (containsUnknown([news["contentHash"], news["triggers"], news["connectors"], news["connectorIds"]])) return true;
  const published = olds["contentHash"];
  const wanted = publishedHash(news);
  const before = channelsOf(olds);
  return (
    isOutside(published) ||
    (wanted !== undefined && wanted !== published) ||
    differ(olds["triggers"], news["triggers"]) ||
    differ(olds["connectors"], news["connectors"]) ||
    channelsOf(news).some((channel) => !before.includes(channel))
  );
}

export function differ(a: unknown, b: unknown): boolean {
  return containsUnknown(b) || canonicalJson(byHash(a) ?? null) !== canonicalJson(byHash(b) ?? null);
}

import { CozeApiError, saysNoSuchCall, saysUnpublished } from "../../../client/errors/errors";
import type { Session } from "../../../session/session";
import { canonicalJson } from "../../../values/differ";
import type { ParsedCase } from "../cases";
import type { BotTestInputs } from "../inputs";
import { isSameSubject, type BotTestOutputs } from "../state";
import type { KeptBaseline, KeptCount } from "../types";
import type { NoWorseThanInputs } from "./inputs";
import type { Arm } from "./tally";
import type { Declared } from "../../../values/tree";

/** The version that the tested bot is compared with. It stays the same if another version is published meanwhile. */
export interface Baseline {
  readonly botId: string;
  readonly version: string;
}

/** The baseline, or the reason why there is none. */
export type FoundBaseline =
  | { readonly baseline: Baseline }
  | { readonly absent: "nothing live" }
  | { readonly absent: "not readable"; readonly problem: string };

/** Finds the version of the baseline. */
export async function findBaseline(
  session: Session,
  testedId: string,
  wanted: NoWorseThanInputs,
): Promise<FoundBaseline> {
  const { botId = testedId, version } = wanted;
  if (version !== undefined) return { baseline: { botId, version } };
  try {
    const live = await liveVersion(session, botId);
    if (live !== undefined) return { baseline: { botId, version: live } };
    return {
      absent: "not readable",
      problem: `this server names no live version of bot ${botId}; give a version in place of live`,
    };
  } catch (error) {
    if (!(error instanceof CozeApiError)) throw error;
    // A bot that is not on the API channel may be live on another channel.
    const isNew = botId === testedId && saysUnpublished(error) && !(await wasPublished(session, testedId));
    return isNew ? { absent: "nothing live" } : { absent: "not readable", problem: error.message };
  }
}

/** The version that is live on the API channel; `undefined` if the server names none. */
export async function liveVersion(session: Session, botId: string): Promise<string | undefined> {
  const { version } = await session.api().readPublished(botId);
  return version === "" ? undefined : version;
}

async function wasPublished(session: Session, botId: string): Promise<boolean> {
  try {
    return (await session.api().newestVersion(botId)) !== undefined;
  } catch (error) {
    if (saysNoSuchCall(error)) return false;
    if (error instanceof CozeApiError) return true;
    throw error;
  }
}

/** The versions of the judges: another version may judge differently. A version that cannot be read is empty. */
export async function judgesOf(session: Session, cases: readonly ParsedCase[]): Promise<Record<string, string>> {
  const ids = new Set(cases.flatMap(({ expect }) => expect.flatMap(({ judge }) => judge?.botId ?? [])));
  const versions: Record<string, string> = {};
  for (const botId of ids) {
    try {
      versions[botId] = (await liveVersion(session, botId)) ?? "";
    } catch (error) {
      if (!(error instanceof CozeApiError)) throw error;
      versions[botId] = "";
    }
  }
  return versions;
}

/**
 * The kept counts for these cases, in their order. A case whose question or expectations have changed has no counts.
 * The counts of the tested bot are kept only if nothing but cases and baseline has changed.
 */
export function keptFor(
  olds: Partial<BotTestOutputs> | undefined,
  cases: BotTestInputs["cases"],
  news: Partial<Declared<BotTestInputs>>,
): KeptBaseline | undefined {
  const { baseline, cases: before = [] } = olds ?? {};
  if (!olds || !baseline) return undefined;
  const { candidate, ...rest } = baseline;
  const inOrder = (counts: readonly KeptCount[]): KeptCount[] => {
    const known = new Map(before.map((each, i) => [asked(each), counts[i]]));
    return cases.map((each) => known.get(asked(each)) ?? { passed: 0, runs: 0 });
  };
  const counts = inOrder(rest.counts);
  const candidateCounts = candidate && isSameSubject(olds, news) ? inOrder(candidate.counts) : [];
  if (![...counts, ...candidateCounts].some(({ runs }) => runs > 0)) return undefined;
  return {
    ...rest,
    counts,
    ...(candidate && candidateCounts.length > 0 && { candidate: { ...candidate, counts: candidateCounts } }),
  };
}

/** The kept counts of both bots, if they belong to these contents and judges. */
export function countsOf(
  kept: KeptBaseline | undefined,
  { botId, version }: Baseline,
  { judges, content }: { readonly judges: KeptBaseline["judges"]; readonly content: string | undefined },
): Readonly<Record<Arm, readonly KeptCount[]>> {
  const areSame = canonicalJson(kept?.judges ?? {}) === canonicalJson(judges) && !Object.values(judges).includes("");
  if (!kept || !areSame) return { baseline: [], candidate: [] };
  return {
    baseline: kept.botId === botId && kept.version === version ? kept.counts : [],
    candidate: content !== undefined && kept.candidate?.content === content ? kept.candidate.counts : [],
  };
}

/** The number of chats with a bot that are left, and the number that are kept. */
export function chatsLeft(
  cases: readonly ParsedCase[],
  kept: readonly KeptCount[] = [],
): { left: number; kept: number } {
  return cases.reduce(
    (sum, { repeat = 1 }, i) => {
      const known = Math.min(repeat, kept[i]?.runs ?? 0);
      return { left: sum.left + repeat - known, kept: sum.kept + known };
    },
    { left: 0, kept: 0 },
  );
}

/** The key of a case: its name, and everything that decides whether an answer passes. */
function asked({ name, ask, history = [], customVariables = {}, expect, repeat = 1 }: ParsedCase): string {
  return canonicalJson({ name, ask, history, customVariables, expect, repeat });
}

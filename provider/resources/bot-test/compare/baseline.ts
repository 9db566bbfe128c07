import { CozeApiError, saysNoSuchCall, saysUnpublished } from "../../../client/errors/errors";
import type { Session } from "../../../session/session";
import { canonicalJson } from "../../../values/differ";
import type { BotTestInputs, ParsedCase } from "../inputs";
import type { BotTestOutputs } from "../state";
import type { KeptBaseline, KeptCount } from "../types";
import type { NoWorseThanInputs } from "./inputs";

/** What the tested bot is compared with: always one version, whatever is published meanwhile. */
export interface Baseline {
  readonly botId: string;
  readonly version: string;
}

/** The baseline, or the reason why there is none. */
export type FoundBaseline =
  | { readonly baseline: Baseline }
  | { readonly absent: "nothing live" }
  | { readonly absent: "not readable"; readonly problem: string };

/** Finds the version that is the baseline. */
export async function findBaseline(session: Session, own: string, wanted: NoWorseThanInputs): Promise<FoundBaseline> {
  const { botId = own, version } = wanted;
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
    // What is off the API channel may be live elsewhere.
    const isNew = botId === own && saysUnpublished(error) && !(await wasPublished(session, own));
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

/** The versions of the judges: another version may judge otherwise. One that cannot be read is not named. */
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

/** What is kept of the baseline for these cases, in their order. A case that asks or expects otherwise than before has no counts. */
export function keptFor(
  olds: Partial<BotTestOutputs> | undefined,
  cases: BotTestInputs["cases"],
): KeptBaseline | undefined {
  const { baseline, cases: before = [] } = olds ?? {};
  if (!baseline) return undefined;
  const known = new Map(before.map((each, i) => [asked(each), baseline.counts[i]]));
  const counts = cases.map((each) => known.get(asked(each)) ?? { passed: 0, runs: 0 });
  return counts.some(({ runs }) => runs > 0) ? { ...baseline, counts } : undefined;
}

/** The counts that are of this baseline and these judges. */
export function countsOf(
  kept: KeptBaseline | undefined,
  { botId, version }: Baseline,
  judges: KeptBaseline["judges"],
): readonly KeptCount[] {
  const isSame =
    kept?.botId === botId && kept.version === version && canonicalJson(kept.judges) === canonicalJson(judges);
  return isSame && !Object.values(judges).includes("") ? kept.counts : [];
}

/** How many chats with the baseline are left, and since when the others are kept. */
export function chatsLeft(
  cases: readonly ParsedCase[],
  kept: KeptBaseline | undefined,
): { left: number; kept: number } {
  return cases.reduce(
    (sum, { repeat = 1 }, i) => {
      const known = Math.min(repeat, kept?.counts[i]?.runs ?? 0);
      return { left: sum.left + repeat - known, kept: sum.kept + known };
    },
    { left: 0, kept: 0 },
  );
}

/** All of a case that has an influence on whether an answer passes, and its name, of which there is one. */
function asked({ name, ask, history = [], customVariables = {}, expect, repeat = 1 }: ParsedCase): string {
  return canonicalJson({ name, ask, history, customVariables, expect, repeat });
}

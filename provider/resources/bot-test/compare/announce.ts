import { counted } from "../../../values/problem";
import { chatCount, type ParsedCase } from "../cases";
import type { KeptBaseline } from "../types";
import { chatsLeft } from "./baseline";
import { tooFew, type NoWorseThanInputs } from "./inputs";

/** "12 cases: up to 60 chats with the draft, 60 with what is live (kept from 2026-11-20)". */
export function comparedCounts(
  cases: readonly ParsedCase[],
  wanted: NoWorseThanInputs,
  { isDraft, kept }: { readonly isDraft: boolean; readonly kept: KeptBaseline | undefined },
): string {
  const { runs, judged } = chatCount(cases);
  const known = ofSameBaseline(wanted, kept) ? kept : undefined;
  const { left, kept: already } = chatsLeft(cases, known?.counts);
  const candidate = chatsLeft(cases, kept?.candidate?.counts);
  const subject = isDraft ? "draft" : "tested version";
  const withCandidate = `${counted(candidate.left, "chat")} with the ${subject}${candidate.kept > 0 ? ` (${candidate.kept} more are kept)` : ""}`;
  const since = known?.askedAt.slice(0, 10);
  const baseline =
    wanted.version !== undefined
      ? `version ${wanted.version}`
      : wanted.botId !== undefined
        ? `what is live of bot ${wanted.botId}`
        : "what is live";
  const withBaseline =
    already === 0
      ? `${runs} with ${baseline}`
      : left === 0
        ? `${runs} with ${baseline} (kept from ${since})`
        : `${left} with ${baseline} (${already} more are kept from ${since})`;
  const judges = judged > 0 ? `, and up to ${counted(left === 0 ? judged : 2 * judged, "more chat")} with judges` : "";
  const few = tooFew(cases, wanted);
  return (
    `${counted(cases.length, "case")}: up to ${withCandidate}, ${withBaseline}${judges}` +
    (already > 0 && wanted.version === undefined
      ? "; what is kept is asked again if another version is live by then"
      : "") +
    (few === undefined ? "" : `; ${few}`)
  );
}

/**
 * Whether the kept baseline is the wanted one, as far as is known without a call. The version of a live bot is not
 * known.
 */
function ofSameBaseline({ version, botId }: NoWorseThanInputs, kept: KeptBaseline | undefined): boolean {
  if (version !== undefined) return kept?.version === version;
  return botId === undefined || kept?.botId === botId;
}

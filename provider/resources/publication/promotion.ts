import type { PublicationInputs } from "./inputs";
import type { LoggedVersion } from "./log";
import type { PromotedVersion, PublishedPromotion } from "./types";

/**
 * The form of a commit. A CI server may set any text, but the next stack must accept the commit that this one shows.
 */
const COMMIT = /^[\w.-]+$/;
const COMMIT_LENGTH = 12;
const DIRTY = "-dirty";

/** The record of a publish, for its own stack and for the next one. */
export function promotionOf({ version, promotionHash, tested, before, ...source }: LoggedVersion): PublishedPromotion {
  const commit = commitOf(source);
  return {
    hash: promotionHash ?? "",
    version,
    ...(commit !== undefined && COMMIT.test(commit) && { commit }),
    ...(tested && { tested: { passed: tested.passed, of: tested.of } }),
    ...(before && { before }),
  };
}

/** The commit in the form of `git describe`. */
export function commitOf({ commit, dirty }: Pick<LoggedVersion, "commit" | "dirty"> = {}): string | undefined {
  return commit === undefined ? undefined : `${commit.slice(0, COMMIT_LENGTH)}${dirty ? DIRTY : ""}`;
}

/** The promotion that a publish records from its gate; `undefined` for a gate with only a hash. */
export function takenOver(
  { requirePromotion: gate }: Pick<PublicationInputs, "requirePromotion">,
  promotionHash: string | undefined,
): PromotedVersion | undefined {
  if (!gate?.version || !promotionHash || gate.hash !== promotionHash) return undefined;
  const { version, commit, tested, stack } = gate;
  return { version, ...(commit && { commit }), ...(tested && { tested }), ...(stack && { stack }) };
}

/**
 * A secret gate with only its hash: the other properties would become an output, where they would not be marked as
 * secret.
 */
export function hashAlone(gate: unknown): unknown {
  return typeof gate === "object" && gate !== null && "hash" in gate ? { hash: gate.hash } : {};
}

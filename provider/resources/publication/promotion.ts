import type { PublicationInputs } from "./inputs";
import type { LoggedVersion } from "./log";
import type { PromotedVersion, PublishedPromotion } from "./types";

/** A CI server may set any text as its commit, and the next stack is to accept what this one shows. */
const COMMIT = /^[\w.-]+$/;
const COMMIT_LENGTH = 12;
const DIRTY = "-dirty";

/** What a publish shows of itself to its own stack and to the next one. */
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

/** As git describes it. */
export function commitOf({ commit, dirty }: Pick<LoggedVersion, "commit" | "dirty"> = {}): string | undefined {
  return commit === undefined ? undefined : `${commit.slice(0, COMMIT_LENGTH)}${dirty ? DIRTY : ""}`;
}

/** What a publish behind the gate takes over. Of a gate with a hash alone nothing is known. */
export function takenOver(
  { requirePromotion: gate }: Pick<PublicationInputs, "requirePromotion">,
  promotionHash: string | undefined,
): PromotedVersion | undefined {
  if (!gate?.version || !promotionHash || gate.hash !== promotionHash) return undefined;
  const { version, commit, tested, stack } = gate;
  return { version, ...(commit && { commit }), ...(tested && { tested }), ...(stack && { stack }) };
}

/** The gate without what its stack has taken over itself: a state has one step back, and not the whole way. */
export function withoutBefore<T>(gate: T): T {
  if (typeof gate !== "object" || gate === null) return gate;
  const { before, ...rest } = gate as T & { before?: unknown };
  return rest as T;
}

/**
 * Of a secret gate the hash alone is used: what is taken over becomes an output, and a mark does not follow it there.
 */
export function hashAlone(gate: unknown): unknown {
  return typeof gate === "object" && gate !== null && "hash" in gate ? { hash: gate.hash } : {};
}

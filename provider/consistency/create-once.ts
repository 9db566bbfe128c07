import { messageOf, type LostAnswerError } from "../client/errors/errors";
import type { Step } from "../lifecycle";
import type { Session } from "../session/session";
import { earliestOf, onlyOnce } from "./only-once";

/** A new object, with the outputs of its create. */
export interface Made<Computed> {
  readonly id: string;
  readonly computed: Computed;
}

/** How one kind of object is created, and how it is found if the answer of the create is lost. */
export interface CreatePlan<Item extends { readonly id: string }, Computed> {
  /**
   * The key of the create. Creates with the same key run one after another: nothing could tell the objects of two lost
   * creates apart.
   */
  readonly lock: string;
  /** Runs before the first attempt, with the lock held. */
  readonly prepare?: () => Promise<void>;
  readonly attempt: () => Promise<Made<Computed>>;
  /** Reads a fresh list that must have the object of a lost create. */
  readonly candidates: () => Promise<readonly Item[]>;
  /**
   * The creation time of the item, in Unix seconds, by Coze's clock. Absent if the list does not have it; `candidates`
   * then returns only items that were not listed before the create.
   */
  readonly madeAt?: (item: Item) => number | undefined;
  /** The user that created the item. Absent if the list does not have the user. */
  readonly ownerOf?: (item: Item) => string | undefined;
  /** The candidates that are as declared. */
  readonly among: (candidates: readonly Item[]) => Promise<readonly Made<Computed>[]>;
  /** The words of the error if several candidates are as declared: a person has to decide. */
  readonly several: { readonly what: string; readonly next: string };
}

/**
 * Creates an object exactly once. If the answer is lost, the object is the only candidate that is as declared, that no
 * resource manages, and that the token's user has created since the call began.
 */
export function createOnce<Item extends { readonly id: string }, Computed>(
  session: Session,
  step: Step,
  plan: CreatePlan<Item, Computed>,
): Promise<Made<Computed>> {
  return session.locks.run(plan.lock, async () => {
    await plan.prepare?.();
    const made = await onlyOnce(session, plan.attempt, (lost) => findLost(session, step, plan, lost));
    // The lock must still be held: the next create must not take this object for its own.
    step.manage(made.id);
    return made;
  });
}

async function findLost<Item extends { readonly id: string }, Computed>(
  session: Session,
  step: Step,
  plan: CreatePlan<Item, Computed>,
  lost: LostAnswerError,
): Promise<Made<Computed> | undefined> {
  const { ownerOf, madeAt, several } = plan;
  const found = await orUndecided(lost, async () => {
    const candidates = await plan.candidates();
    const user = ownerOf && (await currentUser(session));
    const since = earliestOf(session, lost);
    const recent = candidates.filter(
      (item) =>
        ownerOf?.(item) === user && (!madeAt || (madeAt(item) ?? 0) * 1000 >= since) && !step.isManaged(item.id),
    );
    return plan.among(recent);
  });
  if (found.length <= 1) return found[0];
  const ids = found.map(({ id }) => id).join(", ");
  throw new Error(
    `${messageOf(lost)} ${found.length} ${several.what} may be the one that it made: ${ids}. ${several.next}`,
    { cause: lost },
  );
}

/**
 * Looks for the result of a lost call. If the look fails, the outcome of the call stays open, and the error says so: a
 * person has to look.
 */
async function orUndecided<T>(lost: LostAnswerError, look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    throw new Error(`${messageOf(lost)} Looking for it failed, too: ${messageOf(error)}`, { cause: error });
  }
}

/** The id of the token's user, who owns the objects that the token's calls create. */
export function currentUser(session: Session): Promise<string> {
  return session.shared.get("user", () => session.api().currentUser());
}

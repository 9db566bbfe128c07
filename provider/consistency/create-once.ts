import { messageOf, saysForbidden, saysNoSuchCall, type LostAnswerError } from "../client/errors/errors";
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
  /**
   * The leftovers that `refuseLeftover` looks for: their place, which items are leftovers, and the words of the error.
   */
  readonly leftover?: {
    readonly place: string;
    readonly isOne: (item: Item) => boolean;
    readonly words: (ids: readonly string[]) => string;
  };
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
    await refuseLeftover(session, step, plan);
    const made = await onlyOnce(session, plan.attempt, (lost) => findLost(session, step, plan, lost));
    // The lock must still be held: the next create must not take this object for its own.
    step.manage(made.id);
    return made;
  });
}

/** Only a younger object may be the leftover of an interrupted run. */
export const LEFTOVER_MS = 15 * 60_000;

/** The key of the list that a place had before this process created anything there. */
export function before(place: string): string {
  return `${place} before the first create`;
}

/** The leftovers that `look` finds; none, with a warning, if the token may not read the list. */
export async function leftoversOr<T>(session: Session, look: () => Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await look();
  } catch (error) {
    if (!saysForbidden(error) && !saysNoSuchCall(error)) throw error;
    session.warn(`what an interrupted run may have left behind is not looked for. ${messageOf(error)}`);
    return [];
  }
}

/**
 * A run that was interrupted between Coze's answer and the state leaves an object that no state has. The first create
 * in a place lists it once. An object stops the create if it is as declared, young, and of no resource.
 */
async function refuseLeftover<Item extends { readonly id: string }, Computed>(
  session: Session,
  step: Step,
  { leftover, candidates, madeAt, among }: CreatePlan<Item, Computed>,
): Promise<void> {
  if (!leftover || session.settings().allowSameName) return;
  const found = await leftoversOr(session, async () => {
    const items = await session.shared.get(before(leftover.place), candidates);
    const since = session.api().serverNow() - LEFTOVER_MS;
    const isYoung = (item: Item): boolean => (madeAt?.(item) ?? 0) * 1000 >= since;
    return among(items.filter((item) => isYoung(item) && leftover.isOne(item) && !step.isManaged(item.id)));
  });
  if (found.length === 0) return;
  throw new Error(
    `${leftover.words(found.map(({ id }) => id))}, was made in the last 15 minutes, and no resource of this run has it: a run before this one ` +
      "may have been cut off before it could record it, or it is the one that `--replace` is to replace, which Pulumi does not say. Delete it in " +
      "the Coze console, or put another one in anyway with " +
      "`pulumi config set coze:allowSameName true`.",
  );
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

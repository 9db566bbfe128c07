import { messageOf, saysForbidden, saysNoSuchCall } from "../client/errors/errors";
import type { Step } from "../lifecycle";
import type { Session } from "../session/session";

/** How one kind finds what an interrupted run has left, and the words of the error about it. */
export interface LeftoverLook<Item extends { readonly id: string }> {
  /** The objects of the place. If the list is shared, `before` is its key. */
  readonly list: () => Promise<readonly Item[]>;
  /**
   * The ids of the items that are as declared. The items are of no resource. An object that is older than `since`, in
   * Unix milliseconds by Coze's clock, is not a leftover, where the list tells its age.
   */
  readonly among: (items: readonly Item[], since: number) => Promise<readonly string[]>;
  /** The beginning of the error: the objects, and what they have in common with the inputs. */
  readonly words: (ids: readonly [string, ...string[]]) => string;
  /** One more way in which such an object comes about. */
  readonly also?: string;
  /** What to do with the object. */
  readonly next: (id: string) => string;
}

/** Only a younger object may be the leftover of an interrupted run. */
const LEFTOVER_MS = 15 * 60_000;

/** The key of the list that a place had before this process created anything there. */
export function before(place: string): string {
  return `${place} before the first create`;
}

/**
 * A run that was interrupted between Coze's answer and the state leaves an object that no state has. Such an object
 * stops the create.
 */
export async function refuseLeftovers<Item extends { readonly id: string }>(
  session: Session,
  step: Step,
  look: LeftoverLook<Item>,
): Promise<void> {
  if (session.settings().allowSameName) return;
  const [first, ...others] = await idsOrNone(session, async () => {
    const items = await look.list();
    return look.among(
      items.filter(({ id }) => !step.isManaged(id)),
      session.api().serverNow() - LEFTOVER_MS,
    );
  });
  if (first === undefined) return;
  const ways = [
    "a run before this one may have been cut off before it could record it",
    ...(look.also === undefined ? [] : [look.also]),
    "it is the one that `--replace` is to replace, which Pulumi does not say",
  ];
  throw new Error(
    `${look.words([first, ...others])}, and no resource of this run has it: ${ways.join(", or ")}. ${look.next(first)}, or create another one ` +
      "anyway with `pulumi config set coze:allowSameName true`.",
  );
}

/** None, with a warning, if the token may not read the list. */
async function idsOrNone(session: Session, look: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await look();
  } catch (error) {
    if (!saysForbidden(error) && !saysNoSuchCall(error)) throw error;
    session.warn(`what an interrupted run may have left behind is not looked for. ${messageOf(error)}`);
    return [];
  }
}

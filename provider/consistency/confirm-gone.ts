import { messageOf, saysMissing } from "../client/errors/errors";
import type { Session } from "../session/session";

/**
 * An object and the list that must have it, in the words of messages: "Bot 7342", "the list of bots of workspace 7360".
 */
export interface Listed {
  readonly thing: string;
  readonly list: string;
  readonly isListed: () => Promise<boolean>;
}

/**
 * Coze answers "not found" to a wrong account as well, so that answer is only a suspicion. The object is gone if the
 * list that must have it is read and does not have it. Anything else is an error, and the object stays in the state.
 */
export async function confirmGone(
  session: Session,
  { thing, list, isListed }: Listed,
  suspicion: unknown,
): Promise<void> {
  if (!saysMissing(suspicion)) throw suspicion;
  const where = `${session.settings().baseUrl} with the token from ${session.tokenSource()}`;
  let isThere: boolean;
  try {
    isThere = await isListed();
  } catch (cause) {
    throw new Error(
      `${thing} was not found at ${where}, and ${list} that would confirm it could not be read, ` +
        `so it is kept. Is this the right account and region? ${messageOf(cause)}`,
      { cause },
    );
  }
  if (!isThere) return;
  throw new Error(`${thing} is in ${list} but could not be read at ${where}: ${messageOf(suspicion)}`, {
    cause: suspicion,
  });
}

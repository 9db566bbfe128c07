import { messageOf, saysMissing } from "../client/http/errors";
import type { Session } from "../session/session";

/** What a thing and the list that it stands in are called in messages: "Bot 7342", "the list of space 7360". */
export interface Listed {
  readonly thing: string;
  readonly list: string;
}

/**
 * Coze answers "no such thing" for a wrong account as well, so that answer is a suspicion. It becomes a fact when the
 * list that must hold the thing succeeds without it; anything else is an error, and nothing is dropped.
 */
export async function confirmMissing(
  session: Session,
  { thing, list }: Listed,
  isListed: () => Promise<boolean>,
  suspicion: unknown,
): Promise<void> {
  if (!saysMissing(suspicion)) throw suspicion;
  const where = `${session.settings().baseUrl} with the token from ${session.tokenSource()}`;
  let listed: boolean;
  try {
    listed = await isListed();
  } catch (cause) {
    throw new Error(
      `${thing} was not found at ${where}, and ${list} that would confirm it could not be read, ` +
        `so it is kept. Is this the right account and region? ${messageOf(cause)}`,
      { cause },
    );
  }
  if (listed) {
    throw new Error(`${thing} stands in ${list} but could not be read at ${where}: ${messageOf(suspicion)}`, {
      cause: suspicion,
    });
  }
}

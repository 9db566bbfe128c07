import type { Props } from "../../lifecycle";
import type { Session } from "../../session/session";
import { containsSecret, withoutSecrets } from "../../values/marks";
import { canonical, hashes } from "./canonical";

/** The content hashes of bots with a secret in their content, for bots that this process has checked. */
const secretContents = new WeakMap<Session, Set<string>>();

/** Notes a checked bot. `marked` are its inputs with the engine's marks. */
export function noteContent(session: Session, marked: Props): void {
  if (!containsSecret(marked)) return;
  const { contentHash } = hashes(canonical(withoutSecrets(marked) as Props));
  secretContents.set(session, (secretContents.get(session) ?? new Set()).add(contentHash));
}

/**
 * Whether the content is known to contain a secret. Answers of such a bot are treated as secret, since a bot may repeat
 * its prompt.
 */
export function isSecretContent(session: Session, contentHash: string): boolean {
  return secretContents.get(session)?.has(contentHash) === true;
}

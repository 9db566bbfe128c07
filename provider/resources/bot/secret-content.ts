import type { Props } from "../../lifecycle";
import type { Session } from "../../session/session";
import { containsSecret, withoutSecrets } from "../../values/marks";
import { canonical, hashes } from "./canonical";

/** The content hashes of the bots with a secret in their content, as far as this process has checked them. */
const secretContents = new WeakMap<Session, Set<string>>();

/** Notes a checked bot. Its inputs have the engine's marks. */
export function noteContent(session: Session, marked: Props): void {
  if (!containsSecret(marked)) return;
  const { contentHash } = hashes(canonical(withoutSecrets(marked) as Props));
  secretContents.set(session, (secretContents.get(session) ?? new Set()).add(contentHash));
}

/** Whether the content is known to hold a secret: a bot may say what its prompt does. */
export function isSecretContent(session: Session, contentHash: string): boolean {
  return secretContents.get(session)?.has(contentHash) === true;
}

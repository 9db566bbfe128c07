import { canonical, hashes } from "../../../provider/resources/bot/canonical";
import { isSecretContent, noteContent } from "../../../provider/resources/bot/secret-content";
import { Session } from "../../../provider/session/session";
import { secret } from "../../../provider/values/marks";

const content = (prompt: unknown) => ({ name: "Support", promptInfo: { prompt }, workflowIds: ["1"] });
const hash = (prompt: string): string => hashes(canonical(content(prompt))).contentHash;

test("a bot with a secret in its content is known by its hash, in its own session", () => {
  const session = new Session({ env: {}, write: () => undefined });
  noteContent(session, content("open"));
  noteContent(session, content(secret("hidden")));
  noteContent(session, { ...content("named"), name: secret("Support") });
  expect(["open", "hidden", "named", "other"].map((prompt) => isSecretContent(session, hash(prompt)))).toEqual([
    ...[false, true, true, false],
  ]);
  const other = new Session({ env: {}, write: () => undefined });
  expect(isSecretContent(other, hash("hidden"))).toBe(false);
});

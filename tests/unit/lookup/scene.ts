import { Session } from "../../../provider/session/session";
import type { Emulator } from "../../../emulator";
import { emulate } from "../client/emulated";

/** An emulator and a session that asks it. */
export async function scene(): Promise<{ emulator: Emulator; session: Session }> {
  const emulator = await emulate();
  const session = new Session({ env: {}, write: () => undefined });
  const config: Record<string, string> = { token: emulator.token, baseUrl: emulator.url, spaceId: emulator.spaceId };
  session.configure((key) => config[key.replace(/^coze:/, "")]);
  return { emulator, session };
}

import { createHash } from "node:crypto";
import { fileLifecycle } from "../../../provider/resources/file/lifecycle";
import type { Props } from "../../../provider/lifecycle";
import { stepsOf, type Steps } from "../../../provider/host/steps";
import { Session } from "../../../provider/session/session";
import type { Emulator } from "../../../emulator";
import { TestClock } from "../../harness/clock";
import { ARCHIVE, ASSET, SIGNATURE } from "../../harness/marks";

export const sha256 = (bytes: string | Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Assets as the engine sends them; with nothing but the hash, as it sends recorded ones. */
export const asset = (content: string | Uint8Array, where: { text?: string; path?: string; uri?: string } = {}) => ({
  [SIGNATURE]: ASSET,
  hash: sha256(content),
  ...where,
});
export const textAsset = (text: string) => asset(text, { text });
export const archive = { [SIGNATURE]: ARCHIVE, hash: sha256("x"), assets: {} };

/** What the engine keeps of inputs or outputs, as a diff or a read gets it. */
export function recorded(props: Props): Props {
  const source = props["source"] as Record<string, unknown>;
  return structuredClone({ ...props, source: { [SIGNATURE]: source[SIGNATURE], hash: source["hash"] } });
}

/** The steps of a file in a process of its own, for the emulator; waits take no time. */
export function fileFor(
  emulator: Emulator,
  token = emulator.token,
): { file: Steps; session: Session; lines: string[] } {
  const lines: string[] = [];
  const session = new Session({
    env: {},
    write: (line) => lines.push(line),
    clock: new TestClock({ speed: Infinity }),
  });
  const config: Record<string, string> = { "coze:token": token, "coze:baseUrl": emulator.url, "coze:maxRetries": "0" };
  session.configure((key) => config[key]);
  return { file: stepsOf("File", fileLifecycle(session), session), session, lines };
}

import type { BotInfo } from "../../client/bot-types";
import type { Session } from "../../session/session";
import { foreignMode } from "./wire";

/** Warns of a read whose result is not the whole bot. */
export function warnOfMode(session: Session, id: string, info: BotInfo): void {
  const mode = foreignMode(info);
  if (mode) session.warn(`it is ${mode}: its result does not say what such a bot does`, id);
}

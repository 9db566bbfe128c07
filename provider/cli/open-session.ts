import type { Session } from "../session/session";
import { say } from "./progress";

/** The account of the environment. The client is loaded by the command that needs it. */
export async function openSession(): Promise<Session> {
  const { Session } = await import("../session/session.js");
  return new Session({ write: say });
}

import { hosted, type HostedProvider } from "../../../provider/host/dynamic";
import type { Lifecycle } from "../../../provider/lifecycle";
import { Session } from "../../../provider/session/session";

export const PROVIDER = "exports.handler=…";
export const inputs = { name: "Support", __resource: "support", __provider: PROVIDER };
/** As outputs in the state: they say which form they have. */
export const recorded = { ...inputs, __schema: 1 };

/** A provider whose lifecycle is as given; a step that was not given fails the test. */
export function providerOf(steps: Partial<Lifecycle>, session = quietSession()): HostedProvider {
  const unexpected = () => Promise.reject(new Error("this step was not expected"));
  const diff = () => {
    throw new Error("this step was not expected");
  };
  const lifecycle = {
    check: unexpected,
    diff,
    create: unexpected,
    read: unexpected,
    readUnmanaged: unexpected,
    update: unexpected,
    delete: unexpected,
  };
  return hosted("Bot", { ...lifecycle, ...steps }, session);
}

export function quietSession(lines: string[] = []): Session {
  return new Session({ env: {}, write: (line) => lines.push(line) });
}

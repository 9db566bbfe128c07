import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { settingsOf, type CozeProvider } from "../account/resource";
import type { CozeApi } from "../client/api";
import type { Session } from "../session";

/** Options of the lookups. */
export interface LookupOptions {
  /** The account to ask; default: that of the stack's configuration, else of the environment. */
  provider?: CozeProvider;
}

interface Connected {
  readonly api: CozeApi;
  readonly session: Session;
}

const sessions = new Map<CozeProvider | undefined, Promise<Session>>();

/**
 * Asks Coze from within the user's program. Under `pulumi.runtime.setMocks` nothing is asked: the program's own
 * `call` mock answers for the token.
 */
export async function lookUp<A extends object, R>(
  token: string,
  args: A,
  opts: LookupOptions | undefined,
  ask: (connected: Connected, args: A) => Promise<R>,
): Promise<R> {
  if (pulumi.runtime.getMonitor() instanceof MockMonitor) {
    return (await pulumi.runtime.invoke(token, args)) as R;
  }
  try {
    const session = await sessionOf(opts?.provider);
    return await ask({ api: session.api(), session }, args);
  } catch (error) {
    throw forTheUser(error);
  }
}

/** The client is loaded by the first lookup, so that a program without any does not pay for it. */
function sessionOf(provider: CozeProvider | undefined): Promise<Session> {
  const found = sessions.get(provider) ?? connect(provider);
  sessions.set(provider, found);
  found.catch(() => sessions.delete(provider));
  return found;
}

async function connect(provider: CozeProvider | undefined): Promise<Session> {
  const settings = provider === undefined ? undefined : await known(settingsOf(provider));
  const { Session } = await import("../session.js");
  const session = new Session();
  session.configure((key) => (settings === undefined ? pulumi.runtime.getConfig(key) : settings[key]));
  return session;
}

async function known<T>(value: pulumi.Output<T>): Promise<T> {
  // In a preview an output may never be known, and nothing that is applied to it is ever run.
  if (!(await (value as unknown as { isKnown: Promise<boolean> }).isKnown)) {
    throw new Error("The settings of the CozeProvider are not known yet: a lookup needs them in the preview, too.");
  }
  return new Promise((resolve) => value.apply(resolve));
}

/** The engine prints the message of such an error, and no stack. */
function forTheUser(error: unknown): unknown {
  return error instanceof Error ? Object.assign(error, { __pulumiRunError: true }) : error;
}

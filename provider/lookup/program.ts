import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { settingsOf, type CozeProvider } from "../account/resource";
import type { CozeApi } from "../client/api";
import { ID_RULE, isId } from "../id";
import type { DeepInput } from "../resource";
import type { Session } from "../session";

/** Options of the lookups. */
export interface LookupOptions {
  /** The account to ask. Default: that of the stack's configuration, else of the environment. */
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
    checkIds(token, args);
    const session = await sessionOf(opts?.provider);
    return await ask({ api: session.api(), session }, args);
  } catch (error) {
    throw forTheUser(error);
  }
}

/** As `lookUp`, for what Coze has a list of. A mock's list comes back as an object with the indexes for keys. */
export async function lookUpList<A extends object, R>(...request: Parameters<typeof lookUp<A, R[]>>): Promise<R[]> {
  return Object.values(await lookUp<A, R[]>(...request));
}

/** In a preview nothing is asked while the arguments or the provider's settings are unknown. */
export function whenKnown<A, R>(
  args: DeepInput<A>,
  opts: LookupOptions | undefined,
  ask: (args: A) => Promise<R>,
): pulumi.Output<R> {
  // Only waited for: what is looked up with a secret token is no secret.
  const settings = opts?.provider && pulumi.unsecret(settingsOf(opts.provider));
  return pulumi.all([args, settings]).apply(([known]) => ask(known as A));
}

/** An empty id would be another call's address. */
function checkIds(token: string, args: object): void {
  for (const [key, value] of Object.entries(args)) {
    if (!key.endsWith("Id") || value === undefined || isId(String(value))) continue;
    throw new Error(`${token.replace(/^.*:/, "")}: ${key}: ${ID_RULE}`);
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

/**
 * The engine prints the message of such an error, and no stack; but where nobody waits for the lookup it prints what it
 * finds there, and its own tracing reads it in any case, which can take half a minute on Node 20. A mistake of ours keeps it.
 */
function forTheUser(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof ReferenceError) return error;
  error.stack = error.message;
  return Object.assign(error, { __pulumiRunError: true });
}

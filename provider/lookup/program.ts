import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { settingsOf, type CozeProvider } from "../program/provider";
import type { CozeApi } from "../client/bots";
import { ID_RULE, isId } from "../values/id";
import type { DeepInput } from "../program/resource";
import type { Session } from "../session/session";

/** Options of the lookups. */
export interface LookupOptions {
  /** The account to ask. Default: that of the stack's configuration, else of the environment. */
  provider?: CozeProvider;
}

interface Connected {
  readonly api: CozeApi;
  readonly session: Session;
}

/** By the provider, or by the configuration: one process of the Automation API may run programs of many stacks. */
const sessions = {
  provider: new WeakMap<CozeProvider, Promise<Session>>(),
  config: new Map<string, Promise<Session>>(),
};

/**
 * Asks Coze from within the user's program. Under `pulumi.runtime.setMocks` nothing is asked: the program's own
 * `call` mock answers for the token.
 */
export async function lookUp<A extends object, R>(
  token: string,
  args: A,
  inputs: LookupInputs<Required<A>>,
  opts: LookupOptions | undefined,
  ask: (connected: Connected, args: A) => Promise<R>,
): Promise<R> {
  if (pulumi.runtime.getMonitor() instanceof MockMonitor) {
    return (await pulumi.runtime.invoke(token, args)) as R;
  }
  try {
    checkArgs(token, args, inputs);
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

/** What a lookup takes, and whether it has to be there. */
export type LookupInputs<A> = Readonly<Record<keyof A, "required" | "optional">>;

/** A misspelt argument would be a question about something else, an empty id another call's address. */
function checkArgs(token: string, args: unknown, inputs: Readonly<Record<string, "required" | "optional">>): void {
  const lookup = token.replace(/^.*:/, "");
  if (typeof args !== "object" || args === null)
    throw new Error(`${lookup}: takes an object, with ${Object.keys(inputs).join(", ")}`);
  const given = new Map(Object.entries(args).filter(([, value]) => value !== undefined));
  const problems = [...given]
    .filter(([key, value]) => !(key in inputs) || (key.endsWith("Id") && !isId(String(value))))
    .map(([key]) => (key in inputs ? `${key}: ${ID_RULE}` : `${key}: there is no such argument`));
  for (const [key, need] of Object.entries(inputs)) {
    if (need === "required" && !given.has(key)) problems.push(`${key}: is required, got nothing`);
  }
  if (problems.length > 0) throw new Error(`${lookup}: ${problems.join("; ")}`);
}

function sessionOf(provider: CozeProvider | undefined): Promise<Session> {
  if (provider !== undefined) {
    return kept(sessions.provider, provider, async () => connect(await known(settingsOf(provider))));
  }
  const config = pulumi.runtime.allConfig();
  return kept(sessions.config, JSON.stringify(config), () => connect(config));
}

interface Sessions<K> {
  get(key: K): Promise<Session> | undefined;
  set(key: K, session: Promise<Session>): unknown;
  delete(key: K): boolean;
}

function kept<K>(map: Sessions<K>, key: K, open: () => Promise<Session>): Promise<Session> {
  const found = map.get(key) ?? open();
  map.set(key, found);
  found.catch(() => map.delete(key));
  return found;
}

/** The client is loaded by the first lookup, so that a program without any does not pay for it. */
async function connect(settings: Record<string, string | undefined>): Promise<Session> {
  const { Session } = await import("../session/session.js");
  const session = new Session();
  session.configure((key) => settings[key]);
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

import * as pulumi from "@pulumi/pulumi";
import { settingsOf, type CozeProvider } from "../provider";
import type { DeepInput } from "../resource";
import { asProgramError, isKnown, isMocked } from "../sdk-internals";
import type { Session } from "../../session/session";
import type { LookupName, Lookups } from "../../lookup/ask";

/** Options of the lookups. */
export interface LookupOptions {
  /** The account to ask. Default: the account of the stack's configuration, else of the environment. */
  provider?: CozeProvider;
}

/** The key is the provider or the configuration: one process of the Automation API may run programs of many stacks. */
const sessions = {
  provider: new WeakMap<CozeProvider, Promise<Session>>(),
  config: new Map<string, Promise<Session>>(),
};

/**
 * Asks Coze from within the user's program. Under `pulumi.runtime.setMocks` it makes no call: the program's own `call`
 * mock answers.
 */
export async function lookUp<N extends LookupName>(
  name: N,
  args: Lookups[N]["args"],
  opts: LookupOptions | undefined,
): Promise<Lookups[N]["result"]> {
  if (isMocked()) {
    return (await pulumi.runtime.invoke(`coze:index:${name}`, args)) as Lookups[N]["result"];
  }
  try {
    // The first lookup loads this module, so a program without lookups does not pay for it.
    const { ask } = await import("../../lookup/entry.js");
    return await ask(name, await sessionOf(opts?.provider), args);
  } catch (error) {
    throw forTheUser(error);
  }
}

/** As `lookUp`, for a list. A list from a mock arrives as an object with the indexes as keys. */
export async function lookUpList<N extends ListName>(
  ...request: Parameters<typeof lookUp<N>>
): Promise<Lookups[N]["result"]> {
  return Object.values(await lookUp(...request)) as Lookups[N]["result"];
}

type ListName = { [N in LookupName]: Lookups[N]["result"] extends readonly unknown[] ? N : never }[LookupName];

/** Makes no call in a preview while the arguments or the provider's settings are unknown. */
export function whenKnown<A, R>(
  args: DeepInput<A>,
  opts: LookupOptions | undefined,
  ask: (args: A) => Promise<R>,
): pulumi.Output<R> {
  // The settings are only awaited: the result of a lookup with a secret token is not secret.
  const settings = opts?.provider && pulumi.unsecret(settingsOf(opts.provider));
  return pulumi.all([args, settings]).apply(([known]) => ask(known as A));
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

async function connect(settings: Record<string, string | undefined>): Promise<Session> {
  const { Session } = await import("../../lookup/entry.js");
  const session = new Session();
  session.configure((key) => settings[key]);
  return session;
}

async function known<T>(value: pulumi.Output<T>): Promise<T> {
  if (!(await isKnown(value))) {
    throw new Error("The settings of the CozeProvider are not known yet: a lookup needs them in the preview, too.");
  }
  return new Promise((resolve) => value.apply(resolve));
}

/** A bug of the package keeps its stack. */
function forTheUser(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof ReferenceError) return error;
  return asProgramError(error);
}

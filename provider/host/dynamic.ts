import { assetOf } from "../values/marks";
import { PartialFailure, type Props } from "../lifecycle";
import { plain } from "./plain";
import { stepsOf, type LifecycleSource } from "./steps";
import type { Session } from "../session/session";
import { sentence } from "../values/problem";
import { withoutTokens } from "../values/tokens";

/** The methods that the dynamic-provider host calls. */
export interface HostedProvider {
  configure(request: { config: { get(key: string): string | undefined } }): Promise<void>;
  check(olds: Props, news: Props): Promise<{ inputs: unknown; failures: { property: string; reason: string }[] }>;
  diff(id: string, olds: Props, news: Props): Promise<{ changes: boolean; replaces: string[] }>;
  create(inputs: Props): Promise<{ id: string; outs: unknown }>;
  read(id: string, props: Props): Promise<{ id: string; props: unknown; inputs?: unknown }>;
  update(id: string, olds: Props, news: Props): Promise<{ outs: unknown }>;
  delete(id: string, props: Props): Promise<void>;
}

/** Adapts a lifecycle to Pulumi's dynamic-provider host. All quirks of that host are handled here. */
export function hosted(kind: string, lifecycle: LifecycleSource, session: Session): HostedProvider {
  const steps = stepsOf(kind, lifecycle, session);

  return {
    // The settings are read synchronously: the host starts other operations on this instance without waiting for the
    // promise.
    configure({ config }) {
      session.configure((key) => config.get(key));
      return Promise.resolve();
    },

    check: guarded(async (olds, news) => {
      const { inputs, problems } = await steps.check(withoutHostKeys(olds), withoutHostKeys(news));
      // Refused inputs are not returned: they may have values that a state can't hold. A failure names no property,
      // since the engine prints the value of a named property, even a secret.
      return {
        inputs: problems.length > 0 ? {} : plain(inputs),
        failures: problems.map((problem) => ({ property: "", reason: sentence(problem) })),
      };
    }),

    diff: guarded(async (id, olds, news) => {
      const { changes, replaces } = await steps.diff(id, withoutHostKeys(olds), withoutHostKeys(news));
      return { changes: changes || isForeign(olds, news), replaces: [...replaces] };
    }),

    create: keepingPartial(
      (inputs) => inputs,
      async (inputs) => {
        const { id, outs } = await steps.create(withoutHostKeys(inputs));
        return { id, outs: plain(outs) };
      },
    ),

    read: guarded(async (id, props) => {
      const found = await steps.read(id, withoutHostKeys(props));
      // For the host an empty id means that the resource is gone.
      if (found === "gone") return { id: "", props: {} };
      return { id, props: plain(found.outs), inputs: plain(found.inputs) };
    }),

    update: keepingPartial(
      (_id, _olds, news) => news,
      async (id, olds, news) => {
        const isUnchanged =
          isForeign(olds, news) && !(await steps.diff(id, withoutHostKeys(olds), withoutHostKeys(news))).changes;
        return {
          outs: plain(
            isUnchanged
              ? fromPluginState(olds, news)
              : await steps.update(id, withoutHostKeys(olds), withoutHostKeys(news)),
          ),
        };
      },
    ),

    delete: guarded((id, props) => steps.delete(id, withoutHostKeys(props))),
  };
}

/**
 * The properties without the keys of the hosts. The engine's host for dynamic resources adds `__provider` to every
 * result. `__imported` belongs to the plugin.
 */
function withoutHostKeys(props: Props): Props {
  const { __provider, __imported, ...rest } = props;
  return rest;
}

/**
 * Whether the plugin wrote the state last. Such a state has no provider text, which this host needs for a refresh or a
 * destroy.
 */
function isForeign(olds: Props, news: Props): boolean {
  return olds["__provider"] === undefined && news["__provider"] !== undefined;
}

/**
 * The outputs of the plugin's state, with the present name of the resource. In an update, old assets have only their
 * hashes, so assets come from the program. The host adds the provider text.
 */
function fromPluginState(olds: Props, news: Props): Props {
  const assets = Object.entries(news).filter(([, value]) => assetOf(value) !== undefined);
  return { ...withoutHostKeys(olds), ...Object.fromEntries(assets), __resource: news["__resource"] };
}

/** Runs a step, and removes the stack of an error, which the host would print. */
function guarded<A extends unknown[], R>(step: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  return async (...args) => {
    try {
      return await step(...args);
    } catch (error) {
      throw withoutStack(error);
    }
  };
}

/**
 * Like `guarded`. A partial failure keeps the resource in the state, with everything that the host needs for its next
 * steps.
 */
function keepingPartial<A extends Props[] | [string, ...Props[]], R>(
  newest: (...args: A) => Props,
  step: (...args: A) => Promise<R>,
): (...args: A) => Promise<R> {
  return guarded(async (...args: A) => {
    try {
      return await step(...args);
    } catch (error) {
      throw error instanceof PartialFailure ? partial(error, newest(...args)) : error;
    }
  });
}

/**
 * The error of a partial failure, in the host's form. The host shows only `reasons`. Without `__provider` the host
 * could not refresh or destroy the resource.
 */
function partial(failure: PartialFailure, inputs: Props): Error {
  const properties = { ...(plain(failure.outs) as Props), __provider: inputs["__provider"] };
  return Object.assign(new Error(withoutTokens(failure.message), { cause: failure.cause }), {
    id: failure.id,
    properties,
    reasons: [withoutTokens(failure.message)],
  });
}

function withoutStack(error: unknown): Error {
  const shown = error instanceof Error ? error : new Error(String(error));
  const ourMistake = shown instanceof TypeError || shown instanceof ReferenceError;
  if (!ourMistake) shown.stack = "";
  shown.message = withoutTokens(shown.message);
  return shown;
}

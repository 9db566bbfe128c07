import { PartialFailure, type DeferredLifecycle, type Props, type ResourceKind } from "./lifecycle";
import { plain } from "./plain";
import type { Session } from "../session/session";
import { sentence } from "../values/validate";

/** What the dynamic-provider host calls. */
export interface HostedProvider {
  configure(request: { config: { get(key: string): string | undefined } }): Promise<void>;
  check(olds: Props, news: Props): Promise<{ inputs: unknown; failures: { property: string; reason: string }[] }>;
  diff(id: string, olds: Props, news: Props): Promise<{ changes: boolean; replaces: string[] }>;
  create(inputs: Props): Promise<{ id: string; outs: unknown }>;
  read(id: string, props: Props): Promise<{ id: string; props: unknown; inputs?: unknown }>;
  update(id: string, olds: Props, news: Props): Promise<{ outs: unknown }>;
  delete(id: string, props: Props): Promise<void>;
}

/** The one place where the host's ways are minded, so that a lifecycle is about Coze only. */
export function hosted(kind: ResourceKind, lifecycle: DeferredLifecycle, session: Session): HostedProvider {
  const during = <T>(props: Props, step: () => Promise<T>): Promise<T> =>
    session.during({ kind, resource: props["__resource"] }, step);

  return {
    // Synchronous up to its end: the host hands the instance to other operations without waiting for this promise.
    configure({ config }) {
      session.configure((key) => config.get(key));
      return Promise.resolve();
    },

    check: guarded(async (olds, news) => {
      const { inputs, problems } = await lifecycle.check(own(olds), own(news));
      // What is refused goes no further, and may hold what a state can't. The engine prints the value of the property that
      // a failure names, a secret in clear: so none is named.
      return {
        inputs: problems.length > 0 ? {} : plain(inputs),
        failures: problems.map((problem) => ({ property: "", reason: sentence(problem) })),
      };
    }),

    diff: guarded(async (id, olds, news) => {
      const { changes, replaces = [] } = await lifecycle.diff(id, own(olds), own(news));
      return { changes, replaces: [...replaces] };
    }),

    create: recorded(
      (inputs) => inputs,
      async (inputs) => {
        const { id, outs } = await during(inputs, () => lifecycle.create(own(inputs)));
        return { id, outs: plain(outs) };
      },
    ),

    read: guarded(async (id, props) => {
      const found = await during(props, () => lifecycle.read(id, own(props)));
      // An empty id is how the host says that the resource is gone.
      if (found === "gone") return { id: "", props: {} };
      return { id, props: plain(found.outs), inputs: plain(found.inputs) };
    }),

    update: recorded(
      (_id, _olds, news) => news,
      async (id, olds, news) => ({ outs: plain(await during(news, () => lifecycle.update(id, own(olds), own(news)))) }),
    ),

    delete: guarded((id, props) => during(props, () => lifecycle.delete(id, own(props)))),
  };
}

/** `__provider` is the host's: it puts it back into every result by itself. */
function own(props: Props): Props {
  const { __provider, ...rest } = props;
  return rest;
}

/** A message is for the user, a stack is not: the host would print it. */
function guarded<A extends unknown[], R>(step: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  return async (...args) => {
    try {
      return await step(...args);
    } catch (error) {
      throw withoutStack(error);
    }
  };
}

/** As `guarded`, and a partial failure keeps the resource in state, with all that the host needs to come back to it. */
function recorded<A extends Props[] | [string, ...Props[]], R>(
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

/** Only `reasons` are shown; without `__provider` the resource could never be refreshed or destroyed again. */
function partial(failure: PartialFailure, inputs: Props): Error {
  const properties = { ...(plain(failure.outs) as Props), __provider: inputs["__provider"] };
  return Object.assign(new Error(failure.message, { cause: failure.cause }), {
    id: failure.id,
    properties,
    reasons: [failure.message],
  });
}

function withoutStack(error: unknown): Error {
  const told = error instanceof Error ? error : new Error(String(error));
  const ourMistake = told instanceof TypeError || told instanceof ReferenceError;
  if (!ourMistake) told.stack = "";
  return told;
}

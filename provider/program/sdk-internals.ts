import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import * as state from "@pulumi/pulumi/runtime/state";

/*
 * Everything that the package uses of the SDK beyond its documented interface. `tools/install-matrix/sdk-internals.cjs` checks it with the
 * lowest supported SDK, the newest one for Node.js 20, and the newest one. If a later SDK lacks one of the first two, programs are slower
 * and still right.
 *
 * Figures: CPU time of a program with 400 bots under the SDK's mocks, SDK 3.270, Node.js 20. With everything here it is 0.72 s.
 */

/**
 * Stops stack traces while a resource is constructed. The SDK formats a stack for each of the four promises of every property, and prints
 * it only in its search for leaked promises. The source position that it records comes from a stack of its own. Saves 0.5 s of 1.2 s.
 */
export function pauseStacks() {
  const limit = Error.stackTraceLimit;
  if (!process.env["PULUMI_DEBUG_PROMISE_LEAKS"]) Error.stackTraceLimit = 0;
  const resume = (): void => {
    Error.stackTraceLimit = limit;
  };
  return {
    resume,
    /** An error of the SDK, with its place in the program: where the constructor was called. */
    placed: (error: unknown, constructor: object): Error => {
      resume();
      const shown = error instanceof Error ? error : new Error(String(error));
      Error.captureStackTrace(shown, constructor as () => void);
      return shown;
    },
  };
}

/** The state of a run, as far as it is used. Its type is not exported. */
interface Store {
  readonly callbacks?: object;
  readonly stackResource?: object;
}

/**
 * Whether the state may have a value of an input that the program does not declare: from Coze, from an earlier run, or from a transform.
 * If not, the resource needs no promises for that output. Saves 0.25 s of 0.97 s, and 45 kB a bot.
 */
export function mayHaveUndeclared(opts: pulumi.CustomResourceOptions = {}): boolean {
  const store = (state as { getStore?: () => Store }).getStore?.();
  // Transforms of the stack are among the callbacks, older transformations are on its resource. Those of a parent may not be known yet.
  if (store === undefined || store.callbacks !== undefined || opts.parent !== undefined) return true;
  const { __transformations: older } = (store.stackResource ?? {}) as { __transformations?: unknown[] };
  const { ignoreChanges, transforms, transformations } = opts;
  const changed = [ignoreChanges, transforms, transformations, older].some((list) => (list ?? []).length > 0);
  return changed || opts.id !== undefined || opts.urn !== undefined;
}

/** Whether the program runs under `pulumi.runtime.setMocks`. */
export function isMocked(): boolean {
  return pulumi.runtime.getMonitor() instanceof MockMonitor;
}

/** Whether the output has a value. In a preview it may never have one, and a function that is applied to it never runs. */
export function isKnown(output: pulumi.Output<unknown>): Promise<boolean> {
  return (output as unknown as { isKnown: Promise<boolean> }).isKnown;
}

/**
 * Marks an error of any class as one of the program: the engine prints its message without a stack. The stack is the message, too. The
 * engine prints it if nobody waits for the promise, and its tracing reads it in any case, which can take half a minute on Node.js 20.
 */
export function asProgramError<E extends Error>(error: E): E {
  error.stack = error.message;
  return Object.assign(error, { __pulumiRunError: true });
}

/** A mistake in a program. The engine prints its message without a stack. */
export function programError(message: string): Error {
  return asProgramError(new pulumi.RunError(message));
}

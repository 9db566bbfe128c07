import * as debuggable from "@pulumi/pulumi/runtime/debuggable";

type Named = <T>(promise: Promise<T>, context: string) => Promise<T>;

const { debuggablePromise } = debuggable as unknown as { debuggablePromise: Named };

/**
 * The SDK reads a stack trace for each of its promises, to show those that never end. Under jest each trace is mapped
 * to the sources when it is read, which takes nearly half of a program's time.
 */
const withoutStack: Named = (promise, context) => {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return debuggablePromise(promise, context);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
};

Object.assign(debuggable, { debuggablePromise: withoutStack });

import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";

/*
 * Everything that the package uses of the SDK beyond its documented interface. `tools/install-matrix/sdk-internals.cjs`
 * checks it with the lowest supported SDK, the newest one for Node.js 20, and the newest one.
 */

/** Whether the program runs under `pulumi.runtime.setMocks`. */
export function isMocked(): boolean {
  return pulumi.runtime.getMonitor() instanceof MockMonitor;
}

/**
 * Whether the output has a value. In a preview it may never have one, and a function that is applied to it never runs.
 */
export function isKnown(output: pulumi.Output<unknown>): Promise<boolean> {
  return (output as unknown as { isKnown: Promise<boolean> }).isKnown;
}

/**
 * Marks an error of any class as one of the program: the engine prints its message without a stack. The stack is the
 * message, too. The engine prints it if nobody waits for the promise, and its tracing reads it in any case, which can
 * take half a minute on Node.js 20.
 */
export function asProgramError<E extends Error>(error: E): E {
  error.stack = error.message;
  return Object.assign(error, { __pulumiRunError: true });
}

/**
 * Refuses `null` in place of a resource, from which the program reads, or of a gate, which `null` neither opens nor
 * leaves out.
 */
export function refuseNull(resource: string, args: object, keys: readonly string[]): void {
  const nulls = keys.filter((key) => (args as Readonly<Record<string, unknown>>)[key] === null);
  if (nulls.length === 0) return;
  throw programError(
    `${resource}: ${nulls.map((key) => `${key}: must not be null: leave it out, or give it`).join("; ")}`,
  );
}

/** A mistake in a program. The engine prints its message without a stack. */
export function programError(message: string): Error {
  return asProgramError(new pulumi.RunError(message));
}

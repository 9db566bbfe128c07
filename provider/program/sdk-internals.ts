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
 * Whether the output has a value. In a preview an output may never have one, and then a function in `apply` never runs.
 */
export function isKnown(output: pulumi.Output<unknown>): Promise<boolean> {
  return (output as unknown as { isKnown: Promise<boolean> }).isKnown;
}

/**
 * Marks an error of any class as an error of the program: the engine prints its message without a stack. The stack
 * becomes the message, for two reasons: the engine prints the stack if nobody waits for the promise, and its tracing
 * always reads the stack, which can take half a minute on Node.js 20.
 */
export function asProgramError<E extends Error>(error: E): E {
  error.stack = error.message;
  return Object.assign(error, { __pulumiRunError: true });
}

/**
 * Refuses `null` in place of a resource or a gate. The program reads outputs of the resource, and it is unclear what a
 * gate of `null` means.
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

import * as pulumi from "@pulumi/pulumi";

/** A mistake in a program: its message is printed, and no stack, which the engine's tracing would read for half a minute. */
export function programError(message: string): Error {
  return Object.assign(new pulumi.RunError(message), { stack: message });
}

import * as pulumi from "@pulumi/pulumi";
import { asProgramError } from "./sdk-internals";

/** A mistake in a program. The engine prints its message without a stack. */
export function programError(message: string): Error {
  return asProgramError(new pulumi.RunError(message));
}

import * as z from "zod";
import type { Problem } from "../../values/problem";
import { isLoopback } from "../../values/hosts";
import { text, validate } from "../validate";

const EVENTS = [
  ...(["bot.published", "bot.unpublished", "bot.deleted"] as const),
  ...(["benefit.usage", "benefit.plugin.scale.requested", "benefit.plugin.scale.expired"] as const),
] as const;

/**
 * The signature tells who wrote an event; nothing but https keeps others from reading it. An emulator reaches this
 * machine.
 */
function isAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}

/** Every input of a CozeCallback. */
export const callbackInputs = z.strictObject({
  name: text(1, 128),
  url: z.string().refine(isAddress, "must be an https address"),
  events: z.array(z.enum(EVENTS)).min(1),
});

export type CallbackInputs = z.infer<typeof callbackInputs>;

/** What is recorded: what a create has reached so far, and the events that a read finds. */
export type CheckedCallback = { name: string; url: string; events: readonly string[] };

/** All problems of the inputs. Makes no call. */
export function callbackProblems(inputs: Record<string, unknown>): Problem[] {
  return validate(callbackInputs, inputs);
}

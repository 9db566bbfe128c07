import * as z from "zod";
import type { Problem } from "../../values/problem";
import { isLoopback } from "../../values/hosts";
import { text, validate } from "../validate";

const EVENTS = [
  ...(["bot.published", "bot.unpublished", "bot.deleted"] as const),
  ...(["benefit.usage", "benefit.plugin.scale.requested", "benefit.plugin.scale.expired"] as const),
] as const;

/**
 * Whether a text is an address for events. The signature shows who wrote an event, but only https keeps others from
 * reading it. Plain http is accepted for this machine, which an emulator reaches.
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

/**
 * The recorded inputs. A create that has not finished records an empty address or no events, and a read may find other
 * events.
 */
export type CheckedCallback = { name: string; url: string; events: readonly string[] };

/** All problems of the inputs. Makes no call. */
export function callbackProblems(inputs: Record<string, unknown>): Problem[] {
  return validate(callbackInputs, inputs);
}

import type { CallbackItem } from "../../client/callbacks";
import { differ } from "../../values/differ";
import { stateForm, type Recorded } from "../state";
import type { CheckedCallback } from "./inputs";

/** The outputs of a callback app that only Coze has. */
export type CallbackComputed = {
  readonly verifyToken: string;
  /** The user whose token created the app: the list of another user may not have the app. */
  readonly ownerUserId?: string | undefined;
};

export type CallbackOutputs = Recorded<CheckedCallback, CallbackComputed, "callbackId">;

export const { outputs, inputsOf, computedOf, computed } = stateForm<CheckedCallback, CallbackComputed, "callbackId">(
  "callbackId",
  { verifyToken: "mocked-verify-token", ownerUserId: undefined },
);

/** Whether two lists have the same events. Order and repetitions do not count. */
export function hasSameEvents(a: readonly string[], b: readonly string[]): boolean {
  return without(a, b).length === 0 && without(b, a).length === 0;
}

/** The events of the first list that the second one lacks, each once. */
export function without(events: readonly string[], others: readonly string[]): string[] {
  return [...new Set(events)].filter((event) => !others.includes(event));
}

/** The recorded inputs with the live values. A value that means the same stays as the user wrote it. */
export function withLive(
  recorded: CheckedCallback,
  { name = recorded.name, url }: CallbackItem,
  events: readonly string[],
): CheckedCallback {
  const kept = recorded.events.filter((event) => events.includes(event));
  return {
    name: differ(recorded.name, name) ? name : recorded.name,
    url: url ?? "",
    events: hasSameEvents(recorded.events, events) ? recorded.events : [...kept, ...without(events, kept)],
  };
}

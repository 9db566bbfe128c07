import fc from "fast-check";
import type { BotPatch, FaultKind } from "../../../emulator";
import { BOT_VALUES, PUBLICATION_VALUES, TEST_VALUES, type SlotName } from "./program";

export type Step =
  /** Sets an input, or with `undefined` takes it out; declares the resource where it is not declared. */
  | { do: "edit bot"; slot: SlotName; input: string; value: unknown }
  | { do: "edit publication"; slot: SlotName; input: string; value: unknown }
  | { do: "edit test"; slot: SlotName; input: string; value: unknown }
  | { do: "take out bot" | "take out test" | "take out publication"; slot: SlotName }
  | { do: "write differently"; slot: SlotName }
  | { do: "up" | "refresh" | "destroy" }
  | { do: "edit outside"; slot: SlotName; patch: BotPatch }
  | { do: "publish outside" | "delete outside"; slot: SlotName }
  | { do: "unpublish outside"; slot: SlotName; channel: number }
  /** In the next operation, at its call number `nth`. */
  | { do: "fault"; nth: number; kind: FaultKind };

const slot = fc.constantFrom<SlotName>("a", "a", "b");

type Edit = "edit bot" | "edit test" | "edit publication";

function edits(what: Edit, values: Record<string, readonly unknown[]>): fc.Arbitrary<Step> {
  const all = Object.entries(values).flatMap(([input, choices]) => choices.map((value) => ({ input, value })));
  return fc.tuple(slot, fc.constantFrom(...all)).map(([where, edit]) => ({ do: what, slot: where, ...edit }));
}

/** Whole fields, as the console writes them: some declared at the time, some not. */
const PATCHES: BotPatch[] = [
  { description: "by hand" },
  { prompt_info: { prompt: "by hand" } },
  { prompt_info: { prompt: "A\n" } },
  { prompt_info: { prompt: "Rude by hand" } },
  { onboarding_info: { prologue: "by hand", suggested_questions: [] } },
  { knowledge: { dataset_ids: ["79"] } },
  { plugin_id_list: { id_list: [] } },
  { workflow_id_list: { ids: [{ id: "82" }, { id: "81" }] } },
  { model_info_config: { model_id: "19" } },
  { suggest_reply_info: { reply_mode: "disable" } },
  { name: "By hand" },
];

/** What passes by itself: an operation gets over one or two of them. */
const PASSING: FaultKind[] = [
  { reset: "before" },
  { reset: "after" },
  { status: 503 },
  { status: 503, handled: true },
  { status: 429, retryAfter: "1" },
  { status: 429 },
  { code: 5000 },
  { garbage: true },
  { truncated: true },
];
/** What does not: the operation has to stop there. */
export const REFUSAL = { code: 4000, msg: "no" };

export const isRefusal = (kind: FaultKind): boolean => "code" in kind && kind.code === REFUSAL.code;

const aStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 14, arbitrary: fc.constant<Step>({ do: "up" }) },
  { weight: 7, arbitrary: edits("edit bot", BOT_VALUES) },
  { weight: 4, arbitrary: edits("edit publication", PUBLICATION_VALUES) },
  { weight: 4, arbitrary: edits("edit test", TEST_VALUES) },
  { weight: 4, arbitrary: slot.map((where): Step => ({ do: "write differently", slot: where })) },
  { weight: 3, arbitrary: fc.constant<Step>({ do: "refresh" }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: "destroy" }) },
  { weight: 1, arbitrary: slot.map((where): Step => ({ do: "take out bot", slot: where })) },
  { weight: 1, arbitrary: slot.map((where): Step => ({ do: "take out test", slot: where })) },
  { weight: 1, arbitrary: slot.map((where): Step => ({ do: "take out publication", slot: where })) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("edit outside"), slot, patch: fc.constantFrom(...PATCHES) }),
  },
  { weight: 2, arbitrary: slot.map((where): Step => ({ do: "publish outside", slot: where })) },
  { weight: 1, arbitrary: slot.map((where): Step => ({ do: "delete outside", slot: where })) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("unpublish outside"), slot, channel: fc.nat({ max: 2 }) }) },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant("fault"),
      nth: fc.integer({ min: 1, max: 6 }),
      kind: fc.constantFrom(...PASSING, REFUSAL, REFUSAL, REFUSAL),
    }),
  },
);

/** What happened to a stack, in order. */
export const history = fc.array(aStep, { minLength: 8, maxLength: 24, size: "max" });

import type { FaultKind } from "../../../emulator";
import type { Operation } from "../../../provider/client/http/operation";
import { decide } from "../../../provider/client/http/policy";
import { emulate, outcomeOf } from "../../unit/client/emulated";
import { CLASSES, dated, FAULTS } from "./faults";

// Why a matrix tries one fault of those that are `as` each other: from here on the client knows no difference.

const REPEATS: readonly Operation["repeat"][] = ["read", "write", "once", "billed"];

/** What follows for each sort of call, whether the server has acted, and whether it says how long to wait. */
async function seen(kind: FaultKind): Promise<object> {
  const emulator = await emulate();
  emulator.fault({ kind: dated(kind, Date.now()) });
  const body = { space_id: emulator.spaceId, name: "Support" };
  const outcome = await outcomeOf(emulator, { method: "POST", url: `${emulator.url}/v1/bot/create`, query: {}, body });
  if (outcome.kind === "ok") throw new Error("the fault has no effect");
  const isAnswered = outcome.kind === "answered";
  return {
    verdicts: REPEATS.map((repeat) => decide(repeat, outcome)),
    acted: emulator.bots.length,
    saysWhen: isAnswered && outcome.retryAfterMs !== undefined,
  };
}

test.each(FAULTS.filter((fault) => fault.as !== undefined))("$name is to the client what $as is", async (fault) => {
  const other = CLASSES.find(({ name }) => name === fault.as);
  if (!fault.kind || !other?.kind) throw new Error("there is no such fault");
  expect(other.undecidable).toBe(fault.undecidable);
  expect(await seen(fault.kind)).toEqual(await seen(other.kind));
});

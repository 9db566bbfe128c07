import type { Host } from "./providers";
import type { Recorded } from "./state";
import { annotated, answerOf, asOld, withAssets } from "./values";

/** The new record of a resource, and whether it differs from its program. */
interface Refreshed {
  readonly recorded: Recorded;
  differs(): Promise<boolean>;
}

/** Reads a recorded resource. `undefined` if its object is gone. */
export async function refreshed(provider: Host, old: Recorded): Promise<Refreshed | undefined> {
  const found = await provider.read(old.id ?? "", asOld(old.outputs), asOld(old.inputs));
  if (found.id === "") return undefined;
  const outputs = withAssets(annotated(answerOf(found.props, old.outputs), old.outputs), old.inputs);
  const inputs =
    found.inputs === undefined
      ? old.inputs
      : withAssets(annotated(answerOf(found.inputs, old.outputs), old.inputs), old.inputs);
  const { initErrors: _, ...rest } = old;
  return {
    recorded: { ...rest, inputs, outputs },
    differs: async () => {
      const diff = await provider.diff(found.id, asOld(outputs), asOld(old.inputs), asOld(inputs));
      return diff.changes && !old.external;
    },
  };
}

/** Reads a replaced resource that is not deleted yet. Its inputs no longer matter. */
export async function refreshedReplaced(provider: Host, old: Recorded): Promise<Recorded | undefined> {
  const found = await provider.read(old.id ?? "", asOld(old.outputs), asOld(old.inputs));
  if (found.id === "") return undefined;
  return { ...old, outputs: annotated(answerOf(found.props, old.outputs), old.outputs) };
}

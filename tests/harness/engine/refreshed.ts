import type { Host } from "./providers";
import type { Recorded } from "./state";
import { annotated, answerOf, asOld, withAssets } from "./values";

/** The new record of a resource, and whether it differs from what its program wants. */
interface Refreshed {
  readonly recorded: Recorded;
  differs(): Promise<boolean>;
}

/** What is there of a recorded resource; `undefined` where it is gone. */
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

/** The same of what was replaced and is not yet deleted, whose inputs no longer matter. */
export async function refreshedReplaced(provider: Host, old: Recorded): Promise<Recorded | undefined> {
  const found = await provider.read(old.id ?? "", asOld(old.outputs), asOld(old.inputs));
  if (found.id === "") return undefined;
  return { ...old, outputs: annotated(answerOf(found.props, old.outputs), old.outputs) };
}

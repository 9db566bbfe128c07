import type { Host } from "./providers";
import type { Recorded, State } from "./state";
import { elided, revealed, withUnknown } from "./values";

/**
 * If a resource is deleted before its replacement is created, some of its dependents are deleted along with it: those
 * whose inputs come from it, and which the unknown values of these inputs would replace. This returns them, dependents
 * first.
 */
export async function replacedAlong(
  old: Recorded,
  state: State,
  providerOf: (one: Recorded) => Promise<Host>,
): Promise<Recorded[]> {
  const gone = new Set([old.urn]);
  const along: Recorded[] = [];
  for (const one of state.live.values()) {
    const keys = Object.entries(one.propertyDependencies)
      .filter(([, urns]) => urns.some((urn) => gone.has(urn)))
      .map(([key]) => key);
    if (keys.length === 0 || !one.custom) continue;
    const [outputs, oldInputs] = [elided(revealed(one.outputs)), elided(revealed(one.inputs))];
    const inputs = withUnknown(oldInputs, keys);
    const { replaces } = await (await providerOf(one)).diff(one.id ?? "", outputs, inputs, oldInputs);
    if (replaces.length === 0) continue;
    gone.add(one.urn);
    along.unshift(one);
  }
  return along;
}

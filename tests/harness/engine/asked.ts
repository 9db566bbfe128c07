import { PROVIDER_TYPE, type Host } from "./providers";
import type { Goal, Recorded } from "./state";
import { annotated, answerOf, asOld, revealed, type Properties } from "./values";

export interface DeploymentOptions {
  readonly preview?: boolean;
  /** Goes on with what does not depend on a failure, as `--continue-on-error` does. */
  readonly continueOnError?: boolean;
  /** URNs that are replaced whatever their diffs say, as `--replace` does. */
  readonly replace?: readonly string[];
  /** The URNs that steps are taken for, as with `--target`. Default: all. */
  readonly targets?: readonly string[];
}

/** Not a component, and not a provider: something is called for it. */
export const isManagedByProvider = ({ custom, type }: Pick<Recorded, "custom" | "type">): boolean =>
  custom && !type.startsWith(PROVIDER_TYPE);

/** The inputs of a resource after the provider's check; its failures are an error. */
export async function checked(provider: Host, goal: Goal, old: Properties, given: Properties): Promise<Properties> {
  const { inputs, failures } = await provider.check(asOld(old), revealed(given));
  const name = goal.urn.split("::").at(-1) ?? "";
  const lines = failures.map(({ reason }) => `${goal.type} resource '${name}' has a problem: ${reason}`);
  if (lines.length > 0) throw new Error(lines.join("\n"));
  return annotated(answerOf(inputs, given), given);
}

/** In a preview of a host that has none, the outputs are the inputs. */
export function stepsOf(provider: Host, { preview }: DeploymentOptions): Pick<Host, "create" | "update"> {
  if (!preview) return provider;
  return (
    provider.preview ?? {
      create: (inputs) => Promise.resolve({ id: "", outs: inputs }),
      update: (_id, _olds, inputs) => Promise.resolve({ outs: inputs }),
    }
  );
}

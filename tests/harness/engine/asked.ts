import { PLUGIN_TYPE, PROVIDER_TYPE, type Host } from "./providers";
import type { Goal, Recorded } from "./state";
import { annotated, answerOf, asOld, dereferenced, revealed, type Properties } from "./values";

export interface DeploymentOptions {
  readonly preview?: boolean;
  /** After a failure, goes on with the resources that do not depend on it, as with `--continue-on-error`. */
  readonly continueOnError?: boolean;
  /** These URNs are replaced whatever their diffs say, as with `--replace`. */
  readonly replace?: readonly string[];
  /** Only these URNs get steps, as with `--target`. Default: all. */
  readonly targets?: readonly string[];
}

/** Whether the engine calls a provider for the resource: it does not for a component or a provider. */
export const isManagedByProvider = ({ custom, type }: Pick<Recorded, "custom" | "type">): boolean =>
  custom && !type.startsWith(PROVIDER_TYPE);

/** The inputs as the engine hands them over: the plugin accepts references to resources, and the dynamic host gets ids. */
export const handedOver = ({ type }: Pick<Goal, "type">, inputs: Properties): Properties =>
  type.startsWith(PLUGIN_TYPE) ? inputs : dereferenced(inputs);

/** The inputs of a resource after the provider's check. A failure of the check is an error. */
export async function checked(provider: Host, goal: Goal, old: Properties, given: Properties): Promise<Properties> {
  const { inputs, failures } = await provider.check(asOld(old), revealed(given));
  const name = goal.urn.split("::").at(-1) ?? "";
  const lines = failures.map(({ reason }) => `${goal.type} resource '${name}' has a problem: ${reason}`);
  if (lines.length > 0) throw new Error(lines.join("\n"));
  return annotated(answerOf(inputs, given), given);
}

/** The steps of a run. In a preview, a host without a preview of its own returns the inputs as outputs. */
export function stepsOf(provider: Host, { preview }: DeploymentOptions): Pick<Host, "create" | "update"> {
  if (!preview) return provider;
  return (
    provider.preview ?? {
      create: (inputs) => Promise.resolve({ id: "", outs: inputs }),
      update: (_id, _olds, inputs) => Promise.resolve({ outs: inputs }),
    }
  );
}

import type { Goal, Recorded } from "./state";
import { annotated, withSecrets, type Properties } from "./values";

/** The result of a create or an update. */
export interface Made {
  readonly id?: string;
  readonly outputs: Properties;
  readonly initErrors?: readonly string[];
}

/** Takes a step that may fail half-way. Then there are both a result and an error. */
export async function attempt(work: () => Promise<Made>): Promise<{ made: Made; error?: Error } | Failed> {
  try {
    return { made: await work() };
  } catch (thrown) {
    const error = thrown as Error & { id?: string; properties?: Properties; reasons?: string[] };
    const { id, properties, reasons = [] } = error;
    if (id === undefined) return { error };
    return { made: { id, outputs: properties ?? {}, initErrors: reasons }, error };
  }
}

interface Failed {
  readonly made?: undefined;
  readonly error: Error;
}

/** The record of a result. After an unfinished update it has the earlier inputs. */
export function recordOf(goal: Goal, { id, outputs, initErrors }: Made, inputsBefore?: Properties): Recorded {
  const { ignoreChanges: _, aliases: __, deleteBeforeReplace: ___, import: ____, ...rest } = goal;
  return {
    ...rest,
    inputs: inputsBefore ?? goal.inputs,
    outputs: withSecrets(annotated(outputs, goal.inputs), goal.additionalSecretOutputs),
    id,
    ...(initErrors && { initErrors }),
  };
}

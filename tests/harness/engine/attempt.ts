import type { Properties } from "./values";

/** What a create or an update came to. */
export interface Made {
  readonly id?: string;
  readonly outputs: Properties;
  readonly initErrors?: readonly string[];
}

/** Takes a step that may fail half-way: then there is both what was made and an error. */
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

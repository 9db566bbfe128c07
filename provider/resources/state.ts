const SCHEMA = 1;

/** Outputs as the state records them: the declared inputs, what Coze computes, and the id under its own name. */
export type Recorded<Inputs, Computed, IdKey extends string> = Inputs &
  Computed &
  Readonly<Record<IdKey, string>> & { readonly __schema: number };

/**
 * The form in which a kind of resource is in the state. `idKey` is the output that has its id, `computed` are the outputs that
 * Coze returns and nobody declares, `own` are keys for the provider alone.
 */
export function stateForm<Inputs extends object, Computed extends object, IdKey extends string>(
  idKey: IdKey,
  computed: Readonly<Record<keyof Computed & string, true>>,
  own: readonly string[] = [],
) {
  const notDeclared = new Set<string>([idKey, "__schema", ...Object.keys(computed), ...own]);
  const pick = (outs: object, isWanted: (key: string) => boolean): object =>
    Object.fromEntries(Object.entries(outs).filter(([key]) => isWanted(key)));
  return {
    /** The outputs that Coze returns. */
    computedKeys: Object.keys(computed),
    /** The inputs keep their own names and places, so that the engine keeps secret ones secret. */
    outputs: (id: string, inputs: Inputs, values: Computed) =>
      ({ ...values, ...inputs, [idKey]: id, __schema: SCHEMA }) as Recorded<Inputs, Computed, IdKey>,
    /** The echo of the inputs in the outputs. */
    inputsOf: (outs: Recorded<Inputs, Computed, IdKey>) => pick(outs, (key) => !notDeclared.has(key)) as Inputs,
    /** What an earlier answer returned, kept where the present one returns nothing. */
    computedOf: (outs: Computed) => pick(outs, (key) => key in computed) as Computed,
  };
}

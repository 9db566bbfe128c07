const SCHEMA = 1;

/** The outputs in the state: the declared inputs, the values that only Coze has, and the id under its own name. */
export type Recorded<Inputs, Computed, IdKey extends string> = Inputs &
  Computed &
  Readonly<Record<IdKey, string>> & { readonly __schema: number };

/**
 * The form of a kind of resource in the state. `idKey` is the output with its id, `computed` are the outputs that only Coze has, `own` are
 * keys of the provider.
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
    /** The outputs that only Coze has. */
    computedKeys: Object.keys(computed),
    /** The inputs keep their names and places, so that the engine keeps secrets secret. */
    outputs: (id: string, inputs: Inputs, values: Computed) =>
      ({ ...values, ...inputs, [idKey]: id, __schema: SCHEMA }) as Recorded<Inputs, Computed, IdKey>,
    /** The echo of the inputs in the outputs. */
    inputsOf: (outs: Recorded<Inputs, Computed, IdKey>) => pick(outs, (key) => !notDeclared.has(key)) as Inputs,
    /** The values that only Coze has. */
    computedOf: (outs: Computed) => pick(outs, (key) => key in computed) as Computed,
  };
}

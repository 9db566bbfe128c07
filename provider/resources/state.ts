import type { Props } from "../lifecycle";

const SCHEMA = 1;

/** The outputs in the state: the declared inputs, the values that only Coze has, and the id under its own name. */
export type Recorded<Inputs, Computed, IdKey extends string> = Inputs &
  Computed &
  Readonly<Record<IdKey, string>> & { readonly __schema: number };

/** The creation time of every mocked object. */
export const MOCKED_AT = new Date("2026-01-01T00:00:00Z");
/** `MOCKED_AT` in Unix seconds. */
export const MOCKED_TIME = MOCKED_AT.getTime() / 1000;

/**
 * The form of a kind of resource in the state. `idKey` is the output with its id. `computed` are the outputs that only
 * Coze has, with the values of a mocked object. `providerKeys` are the provider's further keys.
 */
export function stateForm<Inputs extends object, Computed extends object, IdKey extends string>(
  idKey: IdKey,
  computed: { readonly [K in keyof Required<Computed>]: Computed[K] },
  providerKeys: readonly string[] = [],
) {
  const notDeclared = new Set<string>([idKey, "__schema", ...Object.keys(computed), ...providerKeys]);
  const pick = (outs: object, isWanted: (key: string) => boolean): object =>
    Object.fromEntries(Object.entries(outs).filter(([key]) => isWanted(key)));
  return {
    /** All outputs that only Coze has, including the id, with the values of a mocked object. */
    computed: (_inputs: Props, id: string): Props => ({ ...computed, [idKey]: id }),
    /** The inputs keep their names and places, so that the engine keeps secrets secret. */
    outputs: (id: string, inputs: Inputs, values: Computed) =>
      ({ ...values, ...inputs, [idKey]: id, __schema: SCHEMA }) as Recorded<Inputs, Computed, IdKey>,
    /** The echo of the inputs in the outputs. */
    inputsOf: (outs: Recorded<Inputs, Computed, IdKey>) => pick(outs, (key) => !notDeclared.has(key)) as Inputs,
    /** The values that only Coze has. */
    computedOf: (outs: Computed) => pick(outs, (key) => key in computed) as Computed,
  };
}

import type { Props } from "../host/lifecycle";

const SCHEMA = 1;

/**
 * How a kind of resource stands in the state. `idKey` is the output that has its id, `computed` are the outputs that Coze tells and
 * nobody declares, `own` are keys that belong to us alone.
 */
export function stored(idKey: string, computed: readonly string[], own: readonly string[] = []) {
  const notDeclared = new Set([idKey, "__schema", ...computed, ...own]);
  return {
    /** The inputs under their own names and places, so that the engine keeps secret ones secret, and what was told. */
    outputs: (id: string, inputs: Props, told: Props): Props => ({ ...told, ...inputs, [idKey]: id, __schema: SCHEMA }),
    /** The echo of the inputs in the outputs. */
    inputsOf: (outs: Props): Props => Object.fromEntries(Object.entries(outs).filter(([key]) => !notDeclared.has(key))),
    /** What an earlier answer told, kept where the present one tells nothing. */
    computedOf: (outs: Props): Props => Object.fromEntries(computed.map((key) => [key, outs[key]])),
  };
}

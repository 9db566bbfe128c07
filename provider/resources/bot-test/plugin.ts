import type { PluginSide } from "../../host/kind";
import { MAX_CASES } from "../../values/limits";
import { containsSecret, isSecret } from "../../values/marks";
import type { BotTestInputs } from "./inputs";
import { computed, willTest } from "./state";

/** The outputs that a run of the test changes: all except the id. */
const COMPUTED = Object.keys(computed({}, "")).filter((key) => key !== "testId");

export const botTestPlugin: PluginSide = {
  mostItems: { cases: MAX_CASES },
  unknownAfter: (olds, news) => (willTest(olds, news) ? COMPUTED : []),
  secretsIn: ({ cases }) => (containsSecret(cases) ? { __secretCases: secretCases(cases) } : {}),
  importOf: (id) => Promise.reject(new Error(`The test ${id} cannot be imported: Coze knows no tests. Declare it.`)),
};

/**
 * The positions of the cases with a secret. The constructor of the class finds the same ones. If the list itself is
 * secret, all positions.
 */
function secretCases(cases: unknown): BotTestInputs["__secretCases"] {
  const all = Array.from({ length: MAX_CASES }, (_, i) => i);
  if (!Array.isArray(cases)) return { cases: all, names: all };
  const where = (part: (item: unknown) => unknown): number[] =>
    all.slice(0, cases.length).filter((i) => containsSecret(part(cases[i])));
  return { cases: where((item) => item), names: where(nameOf) };
}

function nameOf(item: unknown): unknown {
  return typeof item === "object" && item !== null && "name" in item && !isSecret(item) ? item.name : item;
}

import { PartialFailure, type Props } from "../../lifecycle";
import { UNKNOWN } from "../../values/tree";
import { containsSecret, isSecret, secret } from "../../values/marks";

/**
 * Marks a result as secret where the given values are secret. Each property of an object is marked by itself, any other
 * value as a whole. The engine marks the results of plugins that do not accept secrets in the same way.
 */
export function withSecretsOf(given: Props, result: Props): Props {
  return Object.fromEntries(
    Object.entries(result).map(([key, value]) => {
      const from = given[key];
      if (isObject(value) && isObject(from) && !isSecret(from)) return [key, withSecretsOf(from, value)];
      return [key, containsSecret(from) && !isSecret(value) ? secret(value) : value];
    }),
  );
}

/** Marks these outputs of a result as secrets, if they are known. */
export function withSecrets(keys: readonly string[], result: Props): Props {
  const known = keys.filter((key) => result[key] !== undefined && result[key] !== UNKNOWN && !isSecret(result[key]));
  return { ...result, ...Object.fromEntries(known.map((key) => [key, secret(result[key])])) };
}

/** Runs a step, and marks the secrets in the outputs of a partial failure. */
export async function keepingSecretsOf<T>(
  given: Props,
  step: () => Promise<T>,
  hide = (outs: Props): Props => outs,
): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof PartialFailure)) throw error;
    throw new PartialFailure(error.id, hide(withSecretsOf(given, error.outs)), error.cause);
  }
}

function isObject(value: unknown): value is Props {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * A result for the engine, which must be JSON. The engine's side would fail for `undefined` after the API call has
 * succeeded, turn a Date into `{}`, and NaN into `null`.
 */
export function plain(value: unknown, path = "result"): unknown {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      if (Number.isFinite(value)) return value;
      break;
    case "bigint":
      return value.toString();
    case "object":
      if (value === null) return null;
      if (value instanceof Date) return value.toISOString();
      if (Array.isArray(value))
        return value.filter((item) => item !== undefined).map((item, i) => plain(item, `${path}[${i}]`));
      return Object.fromEntries(
        Object.entries(value)
          .filter(([, item]) => item !== undefined)
          .map(([key, item]) => [key, plain(item, `${path}.${key}`)]),
      );
  }
  throw new TypeError(`${path} is not a value that the engine's state can hold`);
}

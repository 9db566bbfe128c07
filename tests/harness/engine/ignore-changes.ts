import { copied, type Properties } from "./values";

/** The inputs, in which the paths of the option `ignoreChanges` keep their old values. */
export function withIgnored(inputs: Properties, old: Properties, paths: readonly string[] = []): Properties {
  if (paths.includes("*")) return copied(old);
  const merged = copied(inputs);
  for (const path of paths)
    restore(
      merged,
      old,
      path.split(/[.[\]]+/).filter((key) => key !== ""),
    );
  return merged;
}

function restore(inputs: Properties, old: Properties, [key = "", ...rest]: string[]): void {
  if (rest.length === 0) {
    if (key in old) inputs[key] = copied(old[key]);
    else Reflect.deleteProperty(inputs, key);
  } else if (isHolder(inputs[key]) && isHolder(old[key])) {
    restore(inputs[key], old[key], rest);
  }
}

const isHolder = (value: unknown): value is Properties => typeof value === "object" && value !== null;

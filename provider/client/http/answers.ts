/** Whether the data of an answer has a string under the key. */
export function hasText(key: string): (data: unknown) => boolean {
  return (data) => typeof field(data, key) === "string";
}

/** Whether the data of an answer has a list under the key. */
export function hasList(key: string): (data: unknown) => boolean {
  return (data) => Array.isArray(field(data, key));
}

/** Whether the data of an answer has a list under the key, of objects that each have a text under the other. */
export function hasListOf(key: string, idKey: string): (data: unknown) => boolean {
  return (data) => {
    const list = field(data, key);
    return Array.isArray(list) && list.every(hasText(idKey));
  };
}

function field(data: unknown, key: string): unknown {
  return typeof data === "object" && data !== null ? (data as Record<string, unknown>)[key] : undefined;
}

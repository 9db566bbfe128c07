const defaults: Record<string, string> = {
  suggest_reply_info: JSON.stringify({ reply_mode: "enable", customized_prompt: "" }),
  media_config: JSON.stringify({ is_voice_call_closed: false }),
};

/** The older reading style: blocks at their default, empty blocks and empty lists are not in the answer. */
export function omitEmpty(info: object): object {
  const kept = Object.entries(info).filter(
    ([key, value]) => typeof value !== "object" || (!isEmpty(value) && JSON.stringify(value) !== defaults[key]),
  );
  return Object.fromEntries(
    kept.map(([key, value]): [string, unknown] => [key, isObject(value) ? withoutEmptyLists(value) : value]),
  );
}

function withoutEmptyLists(block: object): object {
  return Object.fromEntries(Object.entries(block).filter(([, value]) => !Array.isArray(value) || value.length > 0));
}

function isEmpty(value: unknown): boolean {
  if (value === "" || value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.values(value).every(isEmpty);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

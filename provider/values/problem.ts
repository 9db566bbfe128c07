/** A problem of the inputs of a resource. A host turns it into a sentence. */
export interface Problem {
  /** The path of the property: `["plugins", 1, "apiId"]`. Empty for the inputs as a whole. */
  readonly path: readonly PropertyKey[];
  /** The rule: "must be a string". */
  readonly rule: string;
  /** The given value, in words without a secret: "a string of 21 characters". Absent if the rule says it already. */
  readonly given?: string;
  /** The path of the second property, if the rule is about two. */
  readonly other?: readonly PropertyKey[];
}

/**
 * A problem of one property. `path` is a list, or a dotted text of plain words. Any given text may be a secret, so the
 * message contains only its length.
 */
export function problem(path: string | readonly PropertyKey[], rule: string, given: unknown): Problem {
  return { path: typeof path === "string" ? path.split(".") : path, rule, given: describe(given) };
}

/** `plugins[1].apiId: must be a string, got nothing`. */
export function sentence({ path, rule, given }: Problem): string {
  return `${formatPath(path)}: ${rule}${given === undefined ? "" : `, got ${given}`}`;
}

function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return `a string of ${counted(codePoints(value), "character")}`;
  if (Array.isArray(value)) return `a list of ${counted(value.length, "item")}`;
  if (typeof value === "object" && value !== null) return "an object";
  // JSON has no NaN.
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}

export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

export function codePoints(value: string): number {
  return Array.from(value).length;
}

/** `plugins[1].apiId`; a key is quoted unless it is a plain word. */
export function formatPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "inputs";
  return path
    .map((part, i) => {
      if (typeof part === "number") return `[${part}]`;
      const key = String(part);
      if (!/^[A-Za-z_][\w]*$/.test(key)) return `[${JSON.stringify(key)}]`;
      return i === 0 ? key : `.${key}`;
    })
    .join("");
}

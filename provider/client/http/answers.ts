/** Whether a value of an answer is what it should be. `readJson` leaves out keys with `null`. */
export type Check = (value: unknown) => boolean;

const LONGEST_ID = 200;
/** The last second that a `Date` holds: a larger number is no time. Milliseconds are below it. */
const LAST_SECOND = 8.64e12;

export const isText = (value: unknown): value is string => typeof value === "string";
/** A name that Coze gives to a thing, which is printed and written into the state. */
export const isId = (value: unknown): value is string =>
  typeof value === "string" && value.length <= LONGEST_ID && !/[\p{Cc}\p{Cs}\p{Bidi_Control}]/u.test(value);
export const isBoolean: Check = (value) => typeof value === "boolean";

/** A number of an answer. Some calls write numbers as texts, and an empty text where there is none. */
export type Numeric = number | string;

export const isNumber = (value: unknown): value is Numeric =>
  typeof value === "number" || (typeof value === "string" && Number.isFinite(Number(value)));

/** The number that was checked with `isNumber` or `isTime`. */
export function numberOf(value: Numeric | undefined): number | undefined {
  return value === undefined || (typeof value === "string" && value.trim() === "") ? undefined : Number(value);
}

/** In Unix seconds. */
export const isTime: Check = (value) => isNumber(value) && Math.abs(Number(value)) < LAST_SECOND;
export const isScalar: Check = (value) => ["string", "number", "boolean"].includes(typeof value);

/** Coze leaves out what it does not know. */
export const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

export const isListOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

/** An object with these keys, and with any others. */
export const isObject =
  (keys: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === "object" &&
    value !== null &&
    Object.entries(keys).every(([key, check]) => check(field(value, key)));

/** The same check for several keys, each of which may be absent. */
export function each(keys: readonly string[], check: Check): Record<string, Check> {
  return Object.fromEntries(keys.map((key) => [key, maybe(check)]));
}

/** Whether the data of an answer has a string under the key. */
export const hasText = (key: string): Check => isObject({ [key]: isText });

/** Whether the data of an answer has an id under the key. */
export const hasId = (key: string): Check => isObject({ [key]: isId });

function field(data: object, key: string): unknown {
  return Object.hasOwn(data, key) ? (data as Record<string, unknown>)[key] : undefined;
}

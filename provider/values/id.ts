/** An id of Coze. It goes into paths and bodies, so it has no special characters. */
export function isId(value: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(value);
}

export const ID_RULE = "must be an id: 1 to 64 letters, digits, hyphens or underscores";

/** The most cases of a test. */
export const MAX_CASES = 100;

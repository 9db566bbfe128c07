/**
 * What the tests by random samples start from. The same in every run, so that a change is judged by what it changes;
 * others are for the nightly workflow, and for `SEED=$RANDOM npx jest tests/world`.
 */
export const SEED = Number(process.env["SEED"] ?? 20_261_121);

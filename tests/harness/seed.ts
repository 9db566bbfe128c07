/**
 * The seed of the tests with random samples. It is the same in every run, so that a new failure comes from a change of
 * the code. The nightly workflow and `SEED=$RANDOM npx jest tests/world` use other seeds.
 */
export const SEED = Number(process.env["SEED"] ?? 20_261_121);

import { Checks, withValue } from "./harness";
import { INPUTS, VALID } from "./rules";
import { CONFIDENTIAL, wrongValues } from "./wrong-values";

const checks = new Checks();

const cases = (Object.keys(INPUTS) as (keyof typeof INPUTS)[]).flatMap((kind) =>
  INPUTS[kind].flatMap(({ path, rule, beside = {} }) =>
    wrongValues(rule).map(({ what, value, at = "", problem }) => ({
      kind,
      path,
      what,
      inputs: withValue({ ...VALID[kind], ...beside }, path, value),
      problem: `${path}${at}: ${problem}`,
    })),
  ),
);

test("there are more wrong arguments than anyone would write down", () => {
  expect(cases.length).toBeGreaterThan(400);
});

test.each(cases)("$kind: $path: $what is refused by its path, its rule and its length", async (wrong) => {
  const problems = await checks.problems(wrong.kind, wrong.inputs);
  expect(problems).toEqual([wrong.problem]);
  expect(problems.join()).not.toContain(CONFIDENTIAL);
});

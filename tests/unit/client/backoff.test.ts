import { pauseMs } from "../../../provider/client/http/policy";

test.each([
  [0, 500],
  [1, 1000],
  [2, 2000],
  [5, 16_000],
  [6, 20_000],
  [20, 20_000],
])("try %i waits anything up to %i ms", (attempt, most) => {
  expect(pauseMs(attempt, undefined, 0)).toBe(0);
  expect(pauseMs(attempt, undefined, 0.5)).toBe(most / 2);
  expect(pauseMs(attempt, undefined, 1)).toBe(most);
});

test.each([0, 700, 60_000])("a server that asks for %i ms is never asked sooner, and little later", (asked) => {
  for (const attempt of [0, 10]) {
    expect(pauseMs(attempt, asked, 0)).toBe(asked);
    expect(pauseMs(attempt, asked, 1)).toBe(asked + 500);
  }
});

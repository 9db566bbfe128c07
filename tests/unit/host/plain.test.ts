import { plain } from "../../../provider/host/plain";

test.each([
  ["undefined in an object", { a: undefined, b: { c: undefined, d: 1 } }, { b: { d: 1 } }],
  ["undefined in a list", [1, undefined, [undefined]], [1, []]],
  ["a date", { at: new Date(0) }, { at: "1970-01-01T00:00:00.000Z" }],
  ["a big integer", [7360000000000000001n], ["7360000000000000001"]],
  ["null, false, zero and the empty text", [null, false, 0, ""], [null, false, 0, ""]],
  ["what is plain already", { a: [{ b: "c" }] }, { a: [{ b: "c" }] }],
])("%s", (_what, value, result) => {
  expect(plain(value)).toEqual(result);
  expect(JSON.parse(JSON.stringify(plain(value)))).toStrictEqual(plain(value));
});

test.each([
  ["NaN", { a: [{ b: NaN }] }, "result.a[0].b"],
  ["Infinity", { a: Infinity }, "result.a"],
  ["a function", { a: () => 1 }, "result.a"],
  ["a symbol", [Symbol("x")], "result[0]"],
  ["nothing at all", undefined, "result"],
])("%s cannot be held, and the place is told", (_what, value, place) => {
  expect(() => plain(value)).toThrow(new TypeError(`${place} is not a value that the engine's state can hold`));
});

test("the value itself is not changed", () => {
  const value = { a: undefined, b: [undefined, 1] };
  plain(value);
  expect(value).toStrictEqual({ a: undefined, b: [undefined, 1] });
});

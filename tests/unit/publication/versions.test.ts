import { isNewer, newestOf } from "../../../provider/resources/publication/channels";

test.each([
  ["9007199254740993", "9007199254740992", true],
  ["9007199254740992", "9007199254740993", false],
  ["10", "9", true],
  ["9", "10", false],
  ["7", "7", false],
  ["7", undefined, true],
  ["", undefined, false],
  ["v2", "v1", true],
  ["v1", "v1", false],
])("%s is newer than %s: %s", (version, known, expected) => {
  expect(isNewer(version, known)).toBe(expected);
});

test("the newest of several is told by their numbers, in any order", () => {
  for (const versions of [
    ["9", "10", "9007199254740993", "9007199254740992"],
    ["9007199254740993", "10"],
  ]) {
    expect(newestOf(versions)).toBe("9007199254740993");
    expect(newestOf(versions.toReversed())).toBe("9007199254740993");
  }
  expect(newestOf([])).toBeUndefined();
});

import { datasetProblems } from "../problems";
import { UNKNOWN } from "../../../provider/values/tree";
import { full } from "./samples";

test("what is right has no problem, at both ends of the limits", () => {
  expect(datasetProblems(full)).toEqual([]);
  expect(datasetProblems({ name: "x" })).toEqual([]);
  expect(datasetProblems({ name: "\u{1F600}".repeat(100), description: "", formatType: "image" })).toEqual([]);
});

test.each([
  [{}, ["name: must be a string, got nothing"]],
  [{ name: "" }, ["name: must be 1 to 100 characters, got a string of 0 characters"]],
  [{ name: "x".repeat(101) }, ["name: must be 1 to 100 characters, got a string of 101 characters"]],
  [{ name: 1 }, ["name: must be a string, got 1"]],
  [{ name: "x", formatType: "table" }, ['formatType: must be "text" or "image", got a string of 5 characters']],
  [{ name: "x", formatType: 0 }, ['formatType: must be "text" or "image", got 0']],
  [{ name: "x", description: 1 }, ["description: must be a string, got 1"]],
  [
    { name: "x", spaceId: "a/b", iconFileId: "", nmae: 1 },
    [
      "spaceId: must be an id: 1 to 64 letters, digits, hyphens or underscores, got a string of 3 characters",
      "iconFileId: must be an id: 1 to 64 letters, digits, hyphens or underscores, got a string of 0 characters",
      "nmae: there is no such input",
    ],
  ],
])("%j is refused by path, rule and length", (inputs, expected) => {
  expect(datasetProblems(inputs)).toEqual(expected);
});

test("what is not known yet has no problem", () => {
  const unknown = Object.fromEntries(Object.keys(full).map((key) => [key, UNKNOWN]));
  expect(datasetProblems(unknown)).toEqual([]);
});

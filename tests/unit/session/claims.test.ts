import { Registry } from "../../../provider/session/registry";

const claims = (...checks: [resource: string, isNew: boolean][]): (string | undefined)[] => {
  const registry = new Registry();
  return checks.map(([resource, isNew]) => registry.of("Bot", resource).claim("1", isNew));
};

test("one resource is checked once as it is recorded, and once more where it is replaced", () => {
  expect(claims(["child", true])).toEqual([undefined]);
  expect(claims(["child", false], ["child", true])).toEqual([undefined, undefined]);
});

test("another resource is told by its name, or by a check too many", () => {
  expect(claims(["one", true], ["two", true])).toEqual([undefined, "one"]);
  const another = "child (another one of that name)";
  expect(claims(["child", true], ["child", true])).toEqual([undefined, another]);
  expect(claims(["child", false], ["child", false])).toEqual([undefined, another]);
});

test("a recorded resource and a new one of its name are told apart by the diff, and by which is checked first", () => {
  const another = "child (another one of that name)";
  expect(claims(["child", true], ["child", false])).toEqual([undefined, another]);
  for (const isReplaced of [false, true]) {
    const registry = new Registry();
    const child = registry.of("Bot", "child");
    expect(child.claim("1", false)).toBeUndefined();
    registry.noteDiff("Bot", "1", isReplaced);
    expect(child.claim("1", true)).toBe(isReplaced ? undefined : another);
  }
});

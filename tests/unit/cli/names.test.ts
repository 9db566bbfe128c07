import { Names } from "../../../provider/cli/names";

/** The resource and the variable of each bot, in turn. */
function namesOf(bots: readonly { id: string; name: string }[]): [string, string][] {
  const names = new Names();
  return bots.map(({ id, name }) => {
    const bot = { id, info: { name } };
    const resource = names.resource(bot);
    return [resource, names.variable(resource, bot)];
  });
}

test("a name is cut, and has no character that turns a line around or ends it", () => {
  const [long, turned] = namesOf([
    { id: "1", name: "a".repeat(300) },
    { id: "2", name: "\u202Eevil\u2066 two\u2028three\u0000" },
  ]);
  expect(long).toEqual(["a".repeat(60), "a".repeat(60)]);
  expect(turned).toEqual(["evil-two-three", "evilTwoThree"]);
});

test("no two bots have one name, even if one is called as another one with its id", () => {
  const names = namesOf([
    { id: "9", name: "x" },
    { id: "1", name: "x-7" },
    { id: "7", name: "x" },
    { id: "8", name: "X!" },
    { id: "2", name: "con" },
    { id: "3", name: "con-2" },
    { id: "4", name: "\u{1F600}" },
    { id: "5", name: "await" },
  ]);
  const resources = names.map(([resource]) => resource);
  const variables = names.map(([, variable]) => variable);
  expect(resources).toEqual(["x", "x-7", "x-7-2", "x-8", "con-2", "con-2-3", "bot-4", "await"]);
  expect(new Set(variables).size).toBe(variables.length);
});

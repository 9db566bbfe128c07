import type { Props } from "../../../provider/lifecycle";
import { Checks, withValue } from "./harness";
import { INPUTS, VALID, type Rule } from "./rules";
import { CHARACTERS, textOf } from "./wrong-values";

const checks = new Checks();

/** The last values that a rule lets pass. */
function atTheLimit(rule: Rule): [string, unknown][] {
  switch (rule.is) {
    case "text": {
      const { min = 0, max = 30_000 } = rule;
      return [min, max].flatMap((length) =>
        Object.entries(CHARACTERS).map(([name, character]): [string, unknown] => [
          `${length} characters of ${name}`,
          textOf(length, character),
        ]),
      );
    }
    case "id":
      return [
        ["one character", "_"],
        ["64 characters", "aZ-".repeat(21) + "9"],
      ];
    case "address":
      return [["of this machine", "http://127.0.0.1:8080/coze"]];
    case "uid":
    case "word":
      return [];
    case "boolean":
      return [["false", false]];
    case "number":
    case "whole":
      return [rule.min ?? -1e300, rule.max ?? Number.MAX_SAFE_INTEGER].map((value) => [String(value), value]);
    case "list": {
      const { min = 0, max = 500, of } = rule;
      const [, item] = atTheLimit(of).at(-1) ?? [];
      return item === undefined ? [] : [min, max].map((length) => [`${length} items`, Array(length).fill(item)]);
    }
    case "block":
      return [];
  }
}

// A new member is looked for in the workspace: see the tests on members.
const cases = (["Bot", "Publication", "Callback"] as const).flatMap((kind) =>
  INPUTS[kind]
    // With an id of its own a new bot is read: see the tests on adoption. A hash or a test that is required opens a gate.
    .filter(({ path }) => !(kind === "Bot" && path === "botId") && !/^require/.test(path))
    .flatMap(({ path, rule, beside = {} }) =>
      atTheLimit(rule).map(([what, value]) => ({
        kind,
        path,
        what,
        inputs: withValue({ ...VALID[kind], ...beside }, path, value),
      })),
    ),
);

test.each(cases)("$kind: $path: $what is within the limit", async ({ kind, inputs, path }) => {
  const custom = path === "connectorIds" ? withApiChannel(inputs) : inputs;
  expect(await checks.problems(kind, custom)).toEqual([]);
});

/** Custom channels need the API channel beside them. */
function withApiChannel(inputs: Props): Props {
  return { ...inputs, connectorIds: [...(inputs["connectorIds"] as string[]).slice(1), "1024"] };
}

import { Registry } from "../../../provider/session/registry";

const ALONE = { note: () => undefined, keeperOf: () => undefined };

interface Check {
  readonly isNew: boolean;
  readonly resource?: string;
  readonly urn?: string;
}

const another = "child (another one of that name)";

function claims(checks: readonly Check[], registry = new Registry(ALONE)): (string | undefined)[] {
  return checks.map(({ resource = "child", urn, isNew }) => registry.of("Bot", { resource, urn }).claim("1", isNew));
}

test("one resource is checked once as it is recorded, and once more where it is replaced", () => {
  expect(claims([{ isNew: true }])).toEqual([undefined]);
  expect(claims([{ isNew: false }, { isNew: true }])).toEqual([undefined, undefined]);
});

test("another resource is told by its name, or by a check too many", () => {
  expect(
    claims([
      { resource: "one", isNew: true },
      { resource: "two", isNew: true },
    ]),
  ).toEqual([undefined, "one"]);
  expect(claims([{ isNew: true }, { isNew: true }])).toEqual([undefined, another]);
  expect(claims([{ isNew: false }, { isNew: false }])).toEqual([undefined, another]);
  expect(claims([{ isNew: true }, { isNew: false }])).toEqual([undefined, another]);
});

test("a recorded resource and a new one of its name are told apart by the diff", () => {
  for (const isReplaced of [false, true]) {
    const registry = new Registry(ALONE);
    expect(claims([{ isNew: false }], registry)).toEqual([undefined]);
    registry.noteDiff("Bot", "1", isReplaced);
    expect(claims([{ isNew: true }], registry)).toEqual([isReplaced ? undefined : another]);
  }
});

test("a URN decides where the host knows it: the engine may replace a resource that the diff keeps", () => {
  const registry = new Registry(ALONE);
  const mine = { urn: "urn:pulumi:dev::p::one$coze:index:Bot::child" };
  expect(claims([{ ...mine, isNew: false }], registry)).toEqual([undefined]);
  registry.noteDiff("Bot", "1", false);
  expect(claims([{ ...mine, isNew: true }], registry)).toEqual([undefined]);
  const other = { urn: "urn:pulumi:dev::p::two$coze:index:Bot::child" };
  expect(claims([{ ...other, isNew: true }], registry)).toEqual([another]);
});

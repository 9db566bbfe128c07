import { canonical, hashes } from "../../../provider/resources/bot/canonical";
import { botLifecycle } from "../../../provider/resources/bot/lifecycle";
import { outputs } from "../../../provider/resources/bot/state";
import type { CheckedBot } from "../../../provider/resources/bot/inputs";
import type { Lifecycle, Props } from "../../../provider/lifecycle";
import { Session } from "../../../provider/session/session";
import { UNKNOWN } from "../../../provider/values/tree";
import { plainDiff, type PlainDiff } from "../../harness/diff";
import { cached, full, replaced, waysInto } from "./samples";

const ID = "7390000000000000001";
const SPACE = "7360000000000000001";

const lifecycle: Lifecycle = botLifecycle(new Session({ env: {}, write: () => undefined }));
const diffOf = (olds: Props, news: Props): PlainDiff => plainDiff(lifecycle.diff(ID, olds, news));

/** What a check makes of the inputs. */
const checked = (inputs: Props): Props => ({ spaceId: SPACE, ...inputs, ...hashes(canonical(inputs)) });
const outs = (inputs: Props): Props => outputs(ID, checked(inputs) as CheckedBot, { createTime: 1 });
const diff = (before: Props, after: Props): PlainDiff => diffOf(outs(before), checked(after));
/** Hashes aside, so that the leaves alone are judged. */
const diffOfLeaves = (before: Props, after: Props): PlainDiff => {
  const same = { contentHash: "v1:same", promotionHash: "v1:same" };
  return diffOf({ ...outs(before), ...same }, { ...checked(after), ...same });
};

const CHANGE = { changes: true, replaces: [] };
const NO_CHANGE = { changes: false, replaces: [] };
const samples = { full, cached };

describe.each(Object.entries(samples))("of the %s bot", (_name, inputs: Props) => {
  const leaves = Object.keys(canonical(inputs));
  const setAt = (path: string, value?: unknown) => replaced(inputs, path.split("."), value) as Props;

  test("with itself there is no change", () => {
    expect(diff(inputs, inputs)).toEqual(NO_CHANGE);
  });

  test.each(leaves)("%s changed is a change", (path) => {
    for (const value of ["another", UNKNOWN]) {
      expect(diff(inputs, setAt(path, value))).toEqual(CHANGE);
      expect(diffOfLeaves(inputs, setAt(path, value))).toEqual(CHANGE);
    }
  });

  test.each(leaves)("%s removed is a change", (path) => {
    expect(diff(inputs, setAt(path))).toEqual(CHANGE);
    expect(diffOfLeaves(inputs, setAt(path))).toEqual(CHANGE);
  });

  test.each(leaves)("%s added is a change", (path) => {
    expect(diff(setAt(path), inputs)).toEqual(CHANGE);
    expect(diffOfLeaves(setAt(path), inputs)).toEqual(CHANGE);
  });
});

test("the id and the fields of an item of a set are looked at", () => {
  for (const way of waysInto(full).filter((steps) => steps.some((step) => typeof step === "number"))) {
    expect(diffOfLeaves(full, replaced(full, way, "another") as Props)).toEqual(CHANGE);
  }
});

test("a default that is declared or no longer declared is a change of what is managed", () => {
  const declared = { name: "Support", description: "" };
  expect(diff({ name: "Support" }, declared)).toEqual(CHANGE);
  expect(diff(declared, { name: "Support" })).toEqual(CHANGE);
});

test("what nobody declared is not compared", () => {
  const live = { ...outs({ name: "Support" }), description: "from the console", promptInfo: { prompt: "x" } };
  expect(diffOf(live, checked({ name: "Support" }))).toEqual(NO_CHANGE);
});

test("a leaf that Coze has lost since, and that the program no longer declares, is a change of what is managed", () => {
  const same = { contentHash: "v1:same", promotionHash: "v1:same" };
  const { description, ...lost } = outs({ name: "Support", description: "d" });
  expect(diffOf({ ...lost, ...same }, { ...checked({ name: "Support" }), ...same })).toEqual(CHANGE);
});

test("what only looks different is no change", () => {
  const before = { name: "Support", promptInfo: { prompt: "a\nb" }, workflowIds: ["1", "2"] };
  const after = { workflowIds: ["2", "1", "1"], promptInfo: { prompt: "a\r\nb\n" }, name: "Support" };
  expect(diff(before, after)).toEqual(NO_CHANGE);
});

test("what belongs to the provider, and what Coze tells, takes no part", () => {
  const news = { ...checked(full), __resource: "renamed" };
  const olds = { ...outs(full), iconUrl: "https://signed", updateTime: 99, __adopted: true, __schema: 1 };
  expect(diffOf(olds, news)).toEqual(NO_CHANGE);
});

test("another space replaces, an unknown one as well", () => {
  expect(diff(full, { ...full, spaceId: "1" })).toEqual({ changes: true, replaces: ["spaceId"] });
  expect(diff(full, { ...full, spaceId: UNKNOWN })).toEqual({ changes: true, replaces: ["spaceId"] });
});

test("botId is compared with the resource's id: the same, or none, is no change; another one replaces", () => {
  const without: Props = { ...full, botId: undefined };
  expect(diff(full, without)).toEqual(NO_CHANGE);
  expect(diff(without, { ...full, botId: ID })).toEqual(NO_CHANGE);
  expect(diff(full, { ...full, botId: "1" })).toEqual({ changes: true, replaces: ["botId"] });
  expect(diff(full, { ...full, botId: UNKNOWN })).toEqual({ changes: true, replaces: ["botId"] });
});

test("the deletion policy is a change, its default is none", () => {
  const bot = { name: "Support" };
  expect(diff(bot, { ...bot, deletionPolicy: "retain" })).toEqual(NO_CHANGE);
  expect(diff(bot, { ...bot, deletionPolicy: "fail" })).toEqual(CHANGE);
  expect(diff({ ...bot, deletionPolicy: "fail" }, bot)).toEqual(CHANGE);
});

test("a half-made bot, whose hashes were left out, is a change", () => {
  const { contentHash, promotionHash, ...reached } = outs(full);
  expect(diffOf(reached, checked(full))).toEqual(CHANGE);
});

test("inputs and outputs are left as they were", () => {
  const olds = Object.freeze(outs(full));
  const news = Object.freeze(checked(cached));
  const before = structuredClone([olds, news]);
  lifecycle.diff(ID, olds, news);
  expect([olds, news]).toEqual(before);
});

describe("a replacement of a bot whose deletionPolicy is fail", () => {
  const before: Props = { name: "Support", deletionPolicy: "fail" };

  test.each([{ spaceId: "7360000000000000009" }, { botId: "7390000000000000009" }])("by %j is refused", (change) => {
    const [key = ""] = Object.keys(change);
    expect(() => diff(before, { name: "Support", deletionPolicy: "retain", ...change })).toThrow(
      `Bot ${ID} would be replaced, since ${key} changes, and its deletionPolicy is "fail".`,
    );
  });

  test("is not refused while the new space is not known", () => {
    expect(diff(before, { ...before, spaceId: UNKNOWN })).toEqual({ changes: true, replaces: ["spaceId"] });
  });
});

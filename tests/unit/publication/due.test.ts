import { differ } from "../../../provider/values/differ";
import {
  isDue,
  leaving,
  pendingOf,
  willPublish,
  publishedOutside,
} from "../../../provider/resources/publication/state";
import { UNKNOWN } from "../../../provider/values/tree";

const base = {
  contentHash: "v1:a",
  connectorIds: ["1024", "999"],
  triggers: { t: 1 },
  connectors: { "1024": { a: "b" } },
};

describe("a publish is due", () => {
  test.each([
    ["the content changed", {}, { contentHash: "v1:b" }],
    ["someone published from outside", { contentHash: publishedOutside("1700") }, {}],
    [
      "someone published from outside, and no hash is wanted",
      { contentHash: publishedOutside("1700") },
      { contentHash: undefined },
    ],
    ["there was no content hash", { contentHash: undefined }, {}],
    ["a trigger changed", {}, { triggers: { t: 2 } }],
    ["triggers were added", { triggers: undefined }, {}],
    ["triggers were removed", {}, { triggers: undefined }],
    ["parameters changed", {}, { connectors: { "1024": { a: "c" } } }],
    ["parameters were removed", {}, { connectors: undefined }],
    ["a channel was added", {}, { connectorIds: ["1024", "999", "7500"] }],
    ["a channel was exchanged", {}, { connectorIds: ["1024", "7500"] }],
    ["the content is unknown", {}, { contentHash: UNKNOWN }],
    ["a trigger is unknown", {}, { triggers: { t: UNKNOWN } }],
    ["a parameter is unknown", {}, { connectors: { "1024": { a: UNKNOWN } } }],
    ["the channels are unknown", {}, { connectorIds: UNKNOWN }],
    ["one channel is unknown", {}, { connectorIds: ["1024", UNKNOWN] }],
  ])("where %s", (_case, before, after) => {
    expect(isDue({ ...base, ...before }, { ...base, ...after })).toBe(true);
  });
});

describe("no publish is due", () => {
  test.each([
    ["nothing changed", {}, {}],
    ["channels only come in another order", {}, { connectorIds: ["999", "1024"] }],
    ["a channel is named twice", {}, { connectorIds: ["1024", "999", "1024"] }],
    ["a channel was taken out", {}, { connectorIds: ["1024"] }],
    ["the content hash is no longer given", {}, { contentHash: undefined }],
    ["the promotion hash changed alone", { promotionHash: "v1:x" }, { promotionHash: "v1:y" }],
    ["only the end of the publication is set", {}, { unpublishOnDelete: false, unpublishReason: "closed" }],
    ["keys come in another order", { triggers: { a: 1, b: 2 } }, { triggers: { b: 2, a: 1 } }],
    ["a version to adopt is named afterwards", {}, { adoptVersion: "1700" }],
    ["a channel could not be taken off", { __pendingUnpublish: ["7500"] }, {}],
  ])("where %s", (_case, before, after) => {
    expect(isDue({ ...base, ...before }, { ...base, ...after })).toBe(false);
  });
});

describe("channels that leave", () => {
  test.each([
    [["1024", "999"], undefined, ["1024"], ["999"]],
    [["1024"], undefined, ["1024", "999"], []],
    [["1024"], ["999"], ["1024"], ["999"]],
    [["1024"], ["999"], ["1024", "999"], []],
    [["1024", "999"], ["999", "7500"], ["1024"], ["999", "7500"]],
  ])("on %j, with %j pending, wanted %j: %j", (before, pending, wanted, left) => {
    const olds = { connectorIds: before, ...(pending && { __pendingUnpublish: pending }) };
    expect(leaving(olds, { connectorIds: wanted })).toEqual(left);
  });

  test("nothing is pending where nothing is recorded", () => {
    expect(pendingOf({})).toEqual([]);
  });
});

test("content that is not known yet is to be published where what is known of it differs", () => {
  const olds = { ...base, promotionHash: "v1:p" } as Parameters<typeof willPublish>[0];
  const wanted = (news: object) => ({ ...olds, ...news }) as Parameters<typeof willPublish>[1];
  expect(willPublish(olds, wanted({}))).toBe(false);
  expect(willPublish(olds, wanted({ contentHash: UNKNOWN }))).toBe(false);
  expect(willPublish(olds, wanted({ contentHash: UNKNOWN, promotionHash: "v1:q" }))).toBe(true);
  expect(willPublish(olds, wanted({ contentHash: "v1:b" }))).toBe(true);
});

test("what is unknown differs from anything, absent and null are the same", () => {
  expect(differ(1, UNKNOWN)).toBe(true);
  expect(differ(UNKNOWN, UNKNOWN)).toBe(true);
  expect(differ(undefined, null)).toBe(false);
  expect(differ([1, 2], [2, 1])).toBe(true);
});

test("a version from outside is told in words", () => {
  expect(publishedOutside("1700")).toBe("published outside as 1700");
});

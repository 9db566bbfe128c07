import { datasetLifecycle } from "../../../provider/resources/dataset/lifecycle";
import type { CheckedDataset } from "../../../provider/resources/dataset/inputs";
import { inputsOf, outputs, computedFrom, toBody, withLive } from "../../../provider/resources/dataset/state";
import type { Lifecycle, Props } from "../../../provider/lifecycle";
import { stepsOf } from "../../../provider/host/steps";
import { Session } from "../../../provider/session/session";
import { UNKNOWN } from "../../../provider/values/tree";
import { sentence } from "../../../provider/values/problem";
import { plainDiff, type PlainDiff } from "../../harness/diff";
import { full } from "./samples";

const ID = "7510000000000000001";
const session = new Session({ env: { COZE_SPACE_ID: "7360000000000000009" }, write: () => undefined });
const lifecycle: Lifecycle = datasetLifecycle(session);
const steps = stepsOf("Dataset", lifecycle, session);
const inputs = { ...full, __resource: "orders" };

const diff = (before: CheckedDataset, after: Props): PlainDiff =>
  plainDiff(lifecycle.diff(ID, outputs(ID, before, { createTime: 1 }), after));

test.each<[string, Props, PlainDiff]>([
  ["nothing", inputs, { changes: false, replaces: [] }],
  ["another name", { ...inputs, name: "Other" }, { changes: true, replaces: [] }],
  ["an unknown name", { ...inputs, name: UNKNOWN }, { changes: true, replaces: [] }],
  ["another description", { ...inputs, description: "Other" }, { changes: true, replaces: [] }],
  ["no description", { ...inputs, description: undefined }, { changes: true, replaces: [] }],
  [
    "other line breaks",
    { ...inputs, description: "How orders are made\r\nand sent back\n" },
    { changes: false, replaces: [] },
  ],
  ["another icon", { ...inputs, iconFileId: "1" }, { changes: true, replaces: [] }],
  ["no icon", { ...inputs, iconFileId: undefined }, { changes: true, replaces: [] }],
  ["another space", { ...inputs, spaceId: "1" }, { changes: true, replaces: ["spaceId"] }],
  ["an unknown space", { ...inputs, spaceId: UNKNOWN }, { changes: true, replaces: ["spaceId"] }],
  ["another kind", { ...inputs, formatType: "image" }, { changes: true, replaces: ["formatType"] }],
  ["another resource name", { ...inputs, __resource: "renamed" }, { changes: false, replaces: [] }],
])("%s", (_what, after, expected) => {
  expect(diff(inputs, after)).toEqual(expected);
});

test("a check fills in the kind, and the space, which stays what it was", async () => {
  const first = await steps.check({}, { name: "Orders", __resource: "orders" });
  expect(first).toEqual({
    inputs: { name: "Orders", formatType: "text", spaceId: "7360000000000000009", __resource: "orders" },
    problems: [],
  });
  const later = await steps.check({ ...first.inputs, spaceId: "1" }, { name: "Orders" });
  expect(later.inputs["spaceId"]).toBe("1");
  const elsewhere = new Session({ env: {}, write: () => undefined });
  const nowhere = stepsOf("Dataset", datasetLifecycle(elsewhere), elsewhere);
  expect((await nowhere.check({}, { name: "" })).problems.map(sentence)).toEqual([
    "name: must be 1 to 100 characters, got a string of 0 characters",
    expect.stringMatching(/^spaceId: is required/),
  ]);
});

test("a body has all that is declared, and nothing that is not", () => {
  expect(toBody(inputs)).toEqual({ name: full.name, description: full.description, file_id: full.iconFileId });
  expect(toBody({ name: "Orders" })).toEqual({ name: "Orders" });
  expect(toBody({ name: "Orders", description: "" })).toEqual({ name: "Orders", description: "" });
});

test("a read changes what is declared and differs, and nothing else", () => {
  const live = { id: ID, name: full.name, description: full.description };
  expect(withLive(inputs, live)).toEqual(inputs);
  expect(withLive(inputs, { ...live, name: "Other", description: "" })).toEqual({
    ...inputs,
    name: "Other",
    description: "",
  });
  expect(withLive({ name: "Orders" }, { ...live, description: "From the console" })).toEqual({ name: "Orders" });
  expect(withLive(inputs, { id: ID, description: full.description })).toEqual(inputs);
  const written = { ...inputs, description: "How orders are made\r\nand sent back\n" };
  expect(withLive(written, live)).toEqual(written);
});

test("the inputs come back out of the outputs", () => {
  const computed = computedFrom({ id: ID, ownerUserId: "1", createTime: 2, iconUrl: "https://a?x=1" });
  expect(inputsOf(outputs(ID, inputs, computed))).toEqual(inputs);
  const again = { id: ID, iconUrl: "https://a?x=2" };
  expect(computedFrom(again, computed).iconUrl).toBe("https://a?x=1");
});

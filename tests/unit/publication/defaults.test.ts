import { channelsOf } from "../../../provider/resources/publication/state";
import { withDefaults } from "../../../provider/resources/publication/inputs";
import { UNKNOWN } from "../../../provider/values/tree";

const CUSTOM = "7500000000000000001";

describe("channels", () => {
  test.each([
    ["nothing given: the API", {}, ["1024"]],
    ["parameters given: the API and theirs", { connectors: { [CUSTOM]: {}, "999": {} } }, ["1024", "999", CUSTOM]],
    ["parameters of the API itself", { connectors: { "1024": {} } }, ["1024"]],
    ["given: as given", { connectorIds: ["999"] }, ["999"]],
    ["given by name: their ids", { connectorIds: ["API", "ChatSDK", CUSTOM] }, ["1024", "999", CUSTOM]],
    ["given with parameters: as given", { connectorIds: ["1024", "999"], connectors: { "1024": {} } }, ["1024", "999"]],
    ["unknown parameters: unknown", { connectors: UNKNOWN }, UNKNOWN],
    ["unknown: unknown", { connectorIds: UNKNOWN }, UNKNOWN],
    ["parameters of one channel unknown", { connectors: { [CUSTOM]: UNKNOWN } }, ["1024", CUSTOM]],
  ])("%s", (_case, inputs, connectorIds) => {
    expect(withDefaults(inputs)["connectorIds"]).toEqual(connectorIds);
  });

  test("are a set", () => {
    expect(channelsOf({ connectorIds: ["1024", "999", "1024"] })).toEqual(["1024", "999"]);
    expect(channelsOf({})).toEqual([]);
  });
});

describe("parameters", () => {
  const serialised = (parameters: Record<string, unknown> | typeof UNKNOWN) =>
    (withDefaults({ connectors: { "1024": parameters } })["connectors"] as Record<string, unknown>)["1024"];

  test("a text is sent as it is, anything else as JSON with its keys sorted", () => {
    expect(serialised({ a: "x", b: ["1", "2"], c: { z: 1, y: null }, d: 7, e: false, f: null, g: "" })).toEqual({
      a: "x",
      b: '["1","2"]',
      c: '{"y":null,"z":1}',
      d: "7",
      e: "false",
      f: "null",
      g: "",
    });
  });

  test("one with something unknown in it is unknown as a whole", () => {
    expect(serialised({ a: UNKNOWN, b: ["1", UNKNOWN], c: "x" })).toEqual({ a: UNKNOWN, b: UNKNOWN, c: "x" });
  });

  test("those of a channel may all be unknown", () => {
    expect(serialised(UNKNOWN)).toBe(UNKNOWN);
  });

  test("none given are none sent", () => {
    expect(withDefaults({})).toEqual({ connectorIds: ["1024"] });
    expect(withDefaults({ connectors: UNKNOWN })["connectors"]).toBe(UNKNOWN);
  });
});

test("everything else stays, and the inputs themselves are not changed", () => {
  const inputs = { botId: "1", triggers: { b: 1, a: 2 }, connectors: { "1024": { a: [1] } } };
  const before = structuredClone(inputs);
  expect(withDefaults(inputs)).toMatchObject({ botId: "1", triggers: { b: 1, a: 2 } });
  expect(inputs).toEqual(before);
});

test("what has its defaults keeps them", () => {
  const once = withDefaults({ connectors: { [CUSTOM]: { a: [1], b: "x" } } });
  expect(withDefaults(once)).toEqual(once);
});

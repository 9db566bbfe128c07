import { publishedOutside, type PublicationOutputs, withLive } from "../../../provider/resources/publication/state";

const published = {
  version: "17",
  contentHash: "v1:a",
  promotionHash: "v1:b",
  publishedAt: "2026-01-01T00:00:00.000Z",
};
const recorded = { botId: "75", connectorIds: ["1024", "999"], ...published, __schema: 1 } as PublicationOutputs;
const live = (versions: Record<string, string>) => new Map(Object.entries(versions));

test("a bot that is live as it was published is as it is recorded, in an older state as well", () => {
  const older = { ...recorded, __published: published };
  for (const outs of [recorded, older]) expect(withLive(outs, live({ "1024": "17", "999": "17" }), true)).toEqual(outs);
});

test("after a publish from outside the outputs have its version, and beside it what was published last", () => {
  const outside = { ...recorded, version: "18", contentHash: publishedOutside("18"), __published: published };
  expect(withLive(recorded, live({ "1024": "18", "999": "17" }), true)).toEqual(outside);
  expect(withLive(outside, live({ "1024": "18", "999": "17" }), true)).toEqual(outside);
});

test("a channel that it is no longer on is not in the outputs, and on none it is gone", () => {
  expect(withLive(recorded, live({ "999": "17" }), true)).toEqual({ ...recorded, connectorIds: ["999"] });
  expect(withLive(recorded, live({ "7500": "17" }), true)).toBeUndefined();
});

test("a channel that reviews a version is no drift while it shows none or an older one, until it takes too long", () => {
  const reviewed = { ...recorded, connectorIds: ["1024", "75"], connectorIdsInReview: ["75"] };
  expect(withLive(reviewed, live({ "1024": "17" }), true)).toEqual(reviewed);
  expect(withLive(reviewed, live({ "1024": "17", "75": "16" }), true)).toEqual(reviewed);
  expect(withLive(reviewed, live({ "1024": "17", "75": "17" }), true)).toEqual({
    ...recorded,
    connectorIds: ["1024", "75"],
  });
  expect(withLive(reviewed, live({ "1024": "17" }), false)).toEqual({ ...recorded, connectorIds: ["1024"] });
});

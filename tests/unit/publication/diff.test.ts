import type { Props } from "../../../provider/lifecycle";
import { stepsOf } from "../../../provider/host/steps";
import { publicationLifecycle } from "../../../provider/resources/publication/lifecycle";
import { Session } from "../../../provider/session/session";
import { plainDiff } from "../../harness/diff";
import { UNKNOWN } from "../../../provider/values/tree";

/** A process of the provider. */
const opened = (env: NodeJS.ProcessEnv = { COZE_SPACE_ID: "7360" }) => {
  const session = new Session({ env, write: () => undefined });
  return stepsOf("Publication", publicationLifecycle(session), session);
};

const declared = { botId: "1", contentHash: "v1:a", promotionHash: "v1:p", connectorIds: ["1024"], __resource: "live" };
const outs = { ...declared, spaceId: "7360", version: "1700", __schema: 1, __published: { version: "1700" } };
const diff = async (after: Props, before: Props = {}) => {
  const lifecycle = opened();
  const { inputs, problems } = await lifecycle.check(declared, { ...declared, ...after });
  expect(problems).toEqual([]);
  return plainDiff(await lifecycle.diff("1", { ...outs, ...before }, inputs));
};

const CHANGE = { changes: true, replaces: [] };
const NO_CHANGE = { changes: false, replaces: [] };

test("with itself there is no change", async () => {
  expect(await diff({})).toEqual(NO_CHANGE);
});

test("another bot, or one that is not known yet, replaces", async () => {
  expect(await diff({ botId: "2" })).toEqual({ changes: true, replaces: ["botId"] });
  expect(await diff({ botId: UNKNOWN })).toEqual({ changes: true, replaces: ["botId"] });
});

test.each<[string, Props, Props]>([
  ["content", { contentHash: "v1:b" }, {}],
  ["unknown content", { contentHash: UNKNOWN }, {}],
  ["a trigger", { triggers: [1] }, {}],
  [
    "parameters",
    { connectorIds: ["1024", "7500"], connectors: { "7500": { a: "b" } } },
    { connectorIds: ["1024", "7500"] },
  ],
  ["another channel", { connectorIds: ["1024", "999"] }, {}],
  ["a channel fewer", {}, { connectorIds: ["1024", "999"] }],
  ["a channel still to be left", {}, { __pendingUnpublish: ["999"] }],
  ["to stay on delete", { unpublishOnDelete: false }, {}],
  ["a reason", { unpublishReason: "closed" }, {}],
])("%s is a change", async (_what, after, before) => {
  expect(await diff(after, before)).toEqual(CHANGE);
});

test.each<[string, Props]>([
  ["the default of unpublishOnDelete", { unpublishOnDelete: true }],
  ["the default channel", { connectorIds: undefined }],
  ["a renamed resource", { __resource: "other" }],
  ["a version to adopt, once created", { adoptVersion: "1700" }],
])("%s is none", async (_what, after) => {
  expect(await diff(after)).toEqual(NO_CHANGE);
});

test("the space stays as recorded where the program names none", async () => {
  const { inputs } = await opened().check({ ...declared, spaceId: "1" }, declared);
  expect(inputs["spaceId"]).toBe("1");
  expect((await opened().check({}, declared)).inputs["spaceId"]).toBe("7360");
  expect((await opened().check({ spaceId: "1" }, { ...declared, spaceId: "2" })).inputs["spaceId"]).toBe("2");
});

test("settings that are not usable fail in a check, also where the state has all that it needs", async () => {
  const broken = opened({ COZE_API_BASE: "ftp://x" });
  await expect(async () => broken.check({ ...declared, spaceId: "7360" }, declared)).rejects.toThrow(
    "The Coze settings are not usable: coze:baseUrl must begin with https://",
  );
});

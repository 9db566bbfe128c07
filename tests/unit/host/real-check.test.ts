import { DiffResponse } from "@pulumi/pulumi/proto/provider_pb";
import { UNKNOWN } from "../../../provider/values/tree";
import { full } from "../bot/samples";
import type { Props } from "../../harness/plugin/client";
import { stub } from "../../harness/plugin/dynamic-host";
import { openScene, shareScene } from "./scene";

const { spaceId, botId, ...declared } = full;
const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
const HASH = /^v1:[0-9a-f]{64}$/;

const shared = shareScene();

test("every block may be unknown in a check, and makes the hash unknown", async () => {
  const { host, bot, emulator } = shared();
  for (const key of Object.keys(declared)) {
    const news = bot({ ...declared, [key]: UNKNOWN });
    const { inputs, failures } = await host.check({}, news);
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({ ...news, spaceId: emulator.spaceId });
    expect(inputs["contentHash"]).toEqual(key === "deletionPolicy" ? expect.stringMatching(HASH) : UNKNOWN);
  }
  const everything = Object.fromEntries(Object.keys(full).map((key) => [key, UNKNOWN]));
  const { inputs, failures } = await host.check({}, bot(everything));
  expect(failures).toEqual([]);
  expect(inputs).toMatchObject({ ...everything, contentHash: UNKNOWN, promotionHash: UNKNOWN });
  expect(emulator.calls).toEqual([]);
});

test("a publication of a bot that is not there yet passes", async () => {
  const { host, publication, emulator } = shared();
  const news = publication(UNKNOWN, { spaceId: UNKNOWN, contentHash: UNKNOWN, promotionHash: "v1:p" });
  const { inputs, failures } = await host.check({}, news);
  expect(failures).toEqual([]);
  expect(inputs).toEqual({ ...news, connectorIds: ["1024"] });
  expect(emulator.calls).toEqual([]);
});

test("an unknown value is a change, and an unknown space or bot a replacement", async () => {
  const { host, make, bot, publication } = await openScene();
  const made = await make(bot(declared));
  const live = await make(publication(made.id));
  for (const key of Object.keys(declared)) {
    const { inputs } = await host.check(made.inputs, bot({ ...declared, [key]: UNKNOWN }));
    const answer = await host.diff(made.id, made.outs, inputs);
    expect([key, answer.getChanges(), answer.getReplacesList()]).toEqual([key, DIFF_SOME, []]);
  }
  const { inputs } = await host.check(made.inputs, bot({ ...declared, spaceId: UNKNOWN }));
  expect((await host.diff(made.id, made.outs, inputs)).getReplacesList()).toEqual(["spaceId"]);

  const replaced = (await host.check(live.inputs, publication(UNKNOWN))).inputs;
  expect((await host.diff(live.id, live.outs, replaced)).getReplacesList()).toEqual(["botId"]);
});

test("a failure has an empty property and the path in its reason, and no value of a text", async () => {
  const { host, bot } = shared();
  const secret = "hunter2".repeat(20);
  const { failures } = await host.check({}, bot({ name: secret, promptInfo: { prompt: "x", promptMode: "prefx" } }));
  expect(failures).toEqual([
    { property: "", reason: "name: must be 1 to 20 characters, got a string of 140 characters" },
    { property: "", reason: 'promptInfo.promptMode: must be "standard" or "prefix", got a string of 5 characters' },
  ]);
  expect(host.stderr).not.toContain("hunter2");
});

test("a number in the place of an id, and values that a state cannot hold, fail in the check", async () => {
  const { host, bot, publication } = shared();
  const first = await host.check({}, bot({ workflowIds: [7360], modelInfoConfig: { modelId: "1", topP: NaN } }));
  expect(first.failures.map(({ reason }) => reason)).toEqual([
    "workflowIds[0]: must be a string, got 7360",
    "modelInfoConfig.topP: must be a number, got NaN",
  ]);
  const second = await host.check({}, publication("1", { connectorIds: [], connectors: { "1024": "x" } }));
  expect(second.failures.map(({ property }) => property)).toEqual(["", "", ""]);
});

test("the hashes of a known bot are known in the check, and the same in what is created", async () => {
  const { make, bot } = shared();
  const { inputs, outs } = await make(bot(declared));
  expect(inputs["contentHash"]).toMatch(HASH);
  expect(inputs["promotionHash"]).toMatch(HASH);
  expect(outs).toMatchObject({ contentHash: inputs["contentHash"], promotionHash: inputs["promotionHash"] });
});

test("check and diff make no call, and the only changes are real ones", async () => {
  const { nextHost, make, bot, publication, emulator } = await openScene();
  const made = await make(bot(declared));
  const live = await make(publication(made.id, { contentHash: made.inputs["contentHash"] }));
  const host = await nextHost();
  emulator.clearCalls();

  const checked = async (before: typeof made, news: Props): Promise<Props> => {
    const { inputs, failures } = await host.check(before.inputs, news);
    expect(failures).toEqual([]);
    return inputs;
  };
  const diffOf = async (before: typeof made, inputs: Props) => {
    const answer = await host.diff(before.id, before.outs, inputs);
    expect(answer.getDeletebeforereplace()).toBe(false);
    return [answer.getChanges(), answer.getReplacesList()];
  };
  const diff = async (before: typeof made, news: Props) => diffOf(before, await checked(before, news));
  expect(await diff(made, bot(declared))).toEqual([DIFF_NONE, []]);
  expect(await diff(made, bot({ ...declared, __provider: stub("bot"), __resource: "renamed" }))).toEqual([
    DIFF_NONE,
    [],
  ]);
  expect(await diff(made, bot({ ...declared, description: "new" }))).toEqual([DIFF_SOME, []]);
  expect(await diff(made, bot({ ...declared, spaceId: emulator.otherSpaceId }))).toEqual([DIFF_SOME, ["spaceId"]]);
  // A run checks a publication once: a second one of its name would be another resource.
  const published = await checked(live, publication(made.id, { contentHash: made.inputs["contentHash"] }));
  expect(await diffOf(live, published)).toEqual([DIFF_NONE, []]);
  expect(await diffOf(live, { ...published, contentHash: "v1:new" })).toEqual([DIFF_SOME, []]);
  expect(await diffOf(live, { ...published, botId: "1" })).toEqual([DIFF_SOME, ["botId"]]);
  expect(emulator.calls).toEqual([]);
});

test("an adoption is the one check that reads, once, and says what it will change", async () => {
  const { host, bot, emulator } = shared();
  const id = emulator.console.createDraft(emulator.spaceId, { name: "Support", description: "old" });
  const { inputs, failures } = await host.check({}, bot({ botId: id, description: "new", __resource: "adopted" }));
  expect(failures).toEqual([]);
  await host.printed(`coze:Bot adopted (bot ${id}): adopting it will change description`);
  expect(emulator.calls.map(({ route }) => route)).toEqual(["GET /v1/bots/:bot_id", "GET /v1/bots"]);
  await host.check(inputs, bot({ botId: id, description: "newer", __resource: "adopted" }));
  expect(emulator.calls).toHaveLength(2);
});

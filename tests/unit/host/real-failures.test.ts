import { DiffResponse } from "@pulumi/pulumi/proto/provider_pb";
import { PartiallyDone } from "../../harness/plugin/client";
import { failureOf } from "../../harness/failure";
import { stub } from "../../harness/plugin/dynamic-host";
import { openScene } from "./scene";

const READ = "GET /v1/bots/:bot_id";
const UPDATE = "POST /v1/bot/update";
const UNPUBLISH = "POST /v1/bots/:bot_id/unpublish";
const knowledge = { datasetIds: ["1", "2"] };

const partialOf = async (attempt: Promise<unknown>): Promise<PartiallyDone> => {
  const error = await failureOf(attempt);
  if (error instanceof PartiallyDone) return error;
  throw error;
};

describe("a bot whose second call failed", () => {
  const open = async () => {
    const scene = await openScene();
    const { inputs } = await scene.host.check({}, scene.bot({ knowledge }));
    scene.emulator.fault({ route: UPDATE, kind: { code: 4000, msg: "unknown dataset" } });
    return { ...scene, inputs, failed: await partialOf(scene.host.create(inputs)) };
  };

  test("is recorded with its id, its stub, and without what is missing", async () => {
    const { failed, emulator } = await open();
    expect(failed.id).toBe(emulator.bots[0]?.id);
    expect(failed.reasons).toEqual([
      expect.stringMatching(
        /^Coze could not update bot \d+: it answered 4000 "unknown dataset".*Check the value that Coze names\.$/,
      ),
    ]);
    expect(failed.properties).toMatchObject({
      name: "Support",
      botId: failed.id,
      __provider: stub("bot"),
      __schema: 1,
      __managed: ["name"],
    });
    for (const missing of ["knowledge", "contentHash", "promotionHash"]) {
      expect(failed.properties).not.toHaveProperty([missing]);
    }
  });

  test("is finished by the next update", async () => {
    const { failed, host, inputs, emulator } = await open();
    const answer = await host.diff(failed.id, failed.properties, inputs);
    expect(answer.getChanges()).toBe(DiffResponse.DiffChanges.DIFF_SOME);
    const outs = await host.update(failed.id, failed.properties, inputs);
    expect(outs).toMatchObject({ knowledge, contentHash: inputs["contentHash"] });
    expect(emulator.bots).toHaveLength(1);
    expect(emulator.bots[0]?.draft.knowledge).toEqual({ dataset_ids: ["1", "2"] });
  });

  test("can be refreshed, which keeps it unfinished, and deleted", async () => {
    const { failed, host, inputs } = await open();
    const read = await host.read(failed.id, failed.properties);
    expect(read.id).toBe(failed.id);
    const answer = await host.diff(failed.id, read.outs, inputs);
    expect(answer.getChanges()).toBe(DiffResponse.DiffChanges.DIFF_SOME);
    await host.delete(failed.id, read.outs);
  });
});

test("a channel that could not be left is recorded, and is all that the next update does", async () => {
  const { nextHost, make, bot, publication, emulator } = await openScene();
  const { id } = await make(bot());
  const live = await make(publication(id, { connectorIds: ["1024", "999"] }));
  const host = await nextHost();
  const { inputs } = await host.check(live.inputs, publication(id, { connectorIds: ["1024"] }));
  emulator.fault({ route: UNPUBLISH, kind: { code: 4000, msg: "not now" } });
  const failed = await partialOf(host.update(live.id, live.outs, inputs));
  expect(failed).toMatchObject({
    id: live.id,
    properties: { connectorIds: ["1024"], __pendingUnpublish: ["999"], __provider: stub("publication") },
  });
  expect(failed.reasons).toEqual([expect.stringContaining(`Coze could not unpublish bot ${id} from channel 999`)]);

  emulator.clearCalls();
  const outs = await host.update(live.id, failed.properties, inputs);
  expect(outs).not.toHaveProperty("__pendingUnpublish");
  expect(emulator.calls.map(({ route }) => route)).toEqual([READ, UNPUBLISH]);
});

test("a create of which nothing is there is a plain error", async () => {
  const { host, bot, emulator } = await openScene();
  const { inputs } = await host.check({}, bot());
  emulator.fault({ route: "POST /v1/bot/create", kind: { code: 4012, msg: "no such model" } });
  const error = await failureOf(host.create(inputs));
  expect(error).not.toBeInstanceOf(PartiallyDone);
  expect(error.message).toContain("Check modelInfoConfig.modelId");
});

test("a user's mistake prints no stack, whatever the step", async () => {
  const { nextHost, make, bot, publication, emulator } = await openScene();
  const made = await make(bot({ deletionPolicy: "fail" }));
  const host = await nextHost();
  const gone = "7390000000000000999";
  const get = { __provider: stub("bot"), __resource: "other" };
  const mistakes = [
    host.delete(made.id, made.outs),
    host.read(gone, get),
    host.read("1", { ...get, __provider: stub("publication") }),
    host.check({}, bot({ botId: gone })),
    host.update(made.id, made.outs, { ...made.inputs, spaceId: 7, description: "x".repeat(501) }),
    host.create({ ...publication(made.id), spaceId: emulator.otherSpaceId, connectorIds: ["1"] }),
  ];
  for (const { message } of await Promise.all(mistakes.map((mistake) => failureOf(mistake))))
    expect(message).not.toBe("");
  // The host prints what a check, a read and a delete fail with; the rest the engine prints.
  await host.linesPrinted(4);
  expect(host.stderr).not.toMatch(/^\s+at /m);
  expect(host.stderr).not.toContain(emulator.token);
});

test("a line of the provider says the kind, the resource and the bot", async () => {
  const { nextHost, make, bot, publication } = await openScene();
  const made = await make(bot({ __resource: "front-desk" }));
  const live = await make(publication(made.id, { unpublishOnDelete: false }));
  const host = await nextHost();
  await host.delete(live.id, live.outs);
  await host.delete(made.id, made.outs);
  const lines = await host.linesPrinted(2);
  expect(lines).toEqual([
    expect.stringMatching(`^coze:Publication live \\(bot ${made.id}\\): warning: unpublishOnDelete is false`),
    expect.stringMatching(
      `^coze:Bot front-desk \\(bot ${made.id}\\): warning: Coze has no call that deletes a bot: .*/bot/${made.id}$`,
    ),
  ]);
});

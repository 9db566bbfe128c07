import { full } from "../bot/samples";
import { failureOf } from "../../harness/failure";
import { stub } from "../../harness/plugin/dynamic-host";
import { openScene, shareScene } from "./scene";

const { spaceId, botId, ...declared } = full;
const shared = shareScene();

test("outputs echo the inputs under their names, and carry what is managed and the schema", async () => {
  const { make, bot, emulator } = shared();
  const { id, inputs, outs } = await make(bot({ description: "d", promptInfo: { prompt: "p" } }));
  expect(outs).toEqual({
    ...inputs,
    botId: id,
    createTime: Math.floor((emulator.bots.find((made) => made.id === id)?.createdAt ?? 0) / 1000),
    __managed: ["description", "name", "promptInfo.prompt"],
    __schema: 1,
    __provider: stub("bot"),
  });
});

test("a secret text is in the outputs at its own place only: the engine marks places", async () => {
  const { make, host, bot, publication } = shared();
  const secret = "hunter2-hunter2";
  const inputs = bot({
    ...declared,
    promptInfo: { prompt: secret },
    suggestReplyInfo: { customizedPrompt: `${secret}!` },
  });
  const made = await make(inputs);
  const read = await host.read(made.id, made.outs);
  const updated = await host.update(made.id, made.outs, { ...made.inputs, description: "new" });
  for (const props of [made.outs, read.outs, read.inputs, updated]) {
    expect(props).toMatchObject({
      promptInfo: { prompt: secret },
      suggestReplyInfo: { customizedPrompt: `${secret}!` },
    });
    expect(JSON.stringify(props).split(secret)).toHaveLength(3);
  }
  const live = await make(publication(made.id, { triggers: [secret] }));
  expect(JSON.stringify(live.outs).split(secret)).toHaveLength(2);
});

test("undefined never breaks a result: the smallest bot goes through every step", async () => {
  const { make, host, nextHost, bot, publication, emulator } = await openScene({
    emulator: { quirks: { omitEmptyBlocks: true } },
  });
  const { id, inputs, outs } = await make(bot());
  const read = await host.read(id, outs);
  expect(read.id).toBe(id);
  expect(Object.values({ ...read.outs, ...read.inputs })).not.toContain(undefined);
  const { inputs: news } = await host.check(inputs, bot({ description: "new" }));
  expect(await host.update(id, read.outs, news)).toMatchObject({ name: "Support", description: "new", botId: id });

  const live = await make(publication(id));
  const liveRead = await host.read(live.id, live.outs);
  expect(liveRead.outs).toMatchObject({ version: live.outs["version"], connectorIds: ["1024"] });
  // It follows the bot of its run, which it names by the id.
  expect(liveRead.outs["contentHash"]).toBe(news["contentHash"]);
  const updating = await nextHost();
  const { inputs: reason } = await updating.check(live.inputs, publication(id, { unpublishReason: "closed" }));
  expect(await updating.update(live.id, live.outs, reason)).toMatchObject({ unpublishReason: "closed" });
  const destroying = await nextHost();
  await destroying.delete(live.id, live.outs);
  await destroying.delete(id, outs);
  expect(emulator.bots[0]?.published).toEqual({});
});

test("a read returns the live values as inputs too, so that the engine can show the drift", async () => {
  const { make, host, bot, emulator } = shared();
  const { id, inputs, outs } = await make(bot({ description: "ours" }));
  const clean = await host.read(id, outs);
  expect(clean.inputs).toEqual(inputs);

  emulator.console.editDraft(id, { description: "theirs", onboarding_info: { prologue: "nobody declared this" } });
  const drifted = await host.read(id, outs);
  expect(drifted.inputs).toMatchObject({ description: "theirs" });
  expect(drifted.inputs).not.toHaveProperty("onboardingInfo");
  expect(drifted.inputs["contentHash"]).not.toBe(inputs["contentHash"]);
  expect(drifted.outs).toMatchObject({ ...drifted.inputs, botId: id, __managed: outs["__managed"] });
});

test("botId adopts: nothing is created, and only what differs is updated", async () => {
  const { make, bot, emulator } = shared();
  const id = emulator.console.createDraft(emulator.spaceId, { name: "Support", description: "theirs" });
  const same = await make(bot({ botId: id, description: "theirs" }));
  expect(same).toMatchObject({ id, outs: { botId: id, __adopted: true } });
  expect(emulator.calls.filter(({ method }) => method === "POST")).toEqual([]);
});

test("a bot that a run has made and could not record stops the next create, and is named", async () => {
  const { host, nextHost, bot, emulator } = await openScene();
  const { inputs } = await host.check({}, bot());
  emulator.fault({ route: "POST /v1/bot/create", kind: { timeout: "after" } });
  const creating = failureOf(host.create(inputs));
  while (emulator.bots.length === 0) await host.check({}, bot());
  await host.stop();
  await creating;

  const next = await nextHost();
  const id = emulator.bots[0]?.id ?? "";
  const { message } = await failureOf(next.create(inputs));
  expect(message).toContain(`Bot ${id} in workspace ${emulator.spaceId} has this name and this content`);
  expect(message).toContain(`botId: "${id}"`);
  expect((await next.create({ ...inputs, botId: id })).id).toBe(id);
  expect(emulator.bots).toHaveLength(1);
});

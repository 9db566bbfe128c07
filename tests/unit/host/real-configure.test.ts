import { startHost } from "./real-host";
import { failureOf } from "../../harness/failure";
import { openScene } from "./scene";

const withBots = async (names: string[]) => {
  const scene = await openScene();
  const made = [];
  for (const name of names) made.push(await scene.make(scene.bot({ name, __resource: name })));
  return { ...scene, made };
};
const coldHost = ({ url, token }: { url: string; token: string }) =>
  startHost({ "coze:baseUrl": url, "coze:token": token, "coze:spaceId": "1" });

test("a host that ends before it serves is an error with its words", async () => {
  await expect(startHost({}, { NODE_OPTIONS: "--require ./no-such-module.cjs" })).rejects.toThrow("no-such-module.cjs");
});

test("operations that come all at once to a cold process all run configured", async () => {
  const { emulator, made, publication, make } = await withBots(["a", "b", "c", "d"]);
  const live = await make(publication(made[0]?.id ?? ""));
  const host = await coldHost(emulator);
  const read = await Promise.all([...made, live].map(({ id, outs }) => host.read(id, outs)));
  expect(read.map(({ id }) => id)).toEqual([...made, live].map(({ id }) => id));

  const another = await coldHost(emulator);
  await Promise.all([...made, live].map(({ id, outs }) => another.delete(id, outs)));
  expect(emulator.bots[0]?.published).toEqual({});
});

test("without a token check and diff work, and the operation that needs one says how to set it", async () => {
  const { made, bot, publication } = await withBots(["a"]);
  const [{ id, outs, inputs } = { id: "", outs: {}, inputs: {} }] = made;
  const host = await startHost({});
  expect((await host.check(inputs, bot({ name: "a", description: "new" }))).failures).toEqual([]);
  await host.diff(id, outs, inputs);
  for (const attempt of [
    () => host.read(id, outs),
    () => host.update(id, outs, { ...inputs, description: "new" }),
    () => host.create(publication(id, { spaceId: "1", connectorIds: ["1024"] })),
  ]) {
    expect((await failureOf(attempt())).message).toMatch(
      /No Coze credentials were found\. Set .*coze:token.*COZE_API_TOKEN/,
    );
  }
});

test("settings that are not usable are told by the operation that needs them", async () => {
  const { made } = await withBots(["a"]);
  const [{ id, outs } = { id: "", outs: {} }] = made;
  const host = await startHost({ "coze:token": "t", "coze:baseUrl": "http://api.coze.cn", "coze:maxRetries": "many" });
  const { message } = await failureOf(host.read(id, outs));
  expect(message).toMatch(
    /The Coze settings are not usable: coze:baseUrl must begin with https.*; coze:maxRetries must be/,
  );
});

test("config that is as old as the last up gives way to the environment's token where it is rejected", async () => {
  const { emulator, made } = await withBots(["a"]);
  const [{ id, outs } = { id: "", outs: {} }] = made;
  const config = { "coze:baseUrl": emulator.url, "coze:token": "pat-expired" };
  const rescued = await startHost(config, { COZE_API_TOKEN: emulator.token });
  expect((await rescued.read(id, outs)).id).toBe(id);
  await rescued.printed(
    "the token from the configuration key coze:token was rejected; the one from the environment variable COZE_API_TOKEN is used instead",
  );

  const stuck = await startHost(config);
  expect((await failureOf(stuck.read(id, outs))).message).toMatch(
    /The token from the configuration key coze:token was rejected by .*--run-program/,
  );
});

test("an instance of its own takes nothing from the environment", async () => {
  const { emulator, made, bot } = await withBots(["a"]);
  const [{ id, outs } = { id: "", outs: {} }] = made;
  const env = { COZE_API_TOKEN: emulator.token, COZE_SPACE_ID: emulator.spaceId };
  const host = await startHost({ "coze:instance": "explicit", "coze:baseUrl": emulator.url }, env);
  expect((await failureOf(host.read(id, outs))).message).toMatch(/This CozeProvider has no credentials/);
  expect((await host.check({}, bot())).failures).toEqual([
    { property: "", reason: expect.stringMatching(/^spaceId: is required/) as unknown },
  ]);
});

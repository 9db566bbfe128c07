import { failureOf } from "../../harness/failure";
import { stub } from "../../harness/plugin/dynamic-host";
import { shareScene } from "./scene";

describe("a get", () => {
  const shared = shareScene();
  const get = { __resource: "other", __provider: stub("bot") };

  test("reads everything there is, with hashes", async () => {
    const { host, emulator } = shared();
    const id = emulator.console.createDraft(emulator.spaceId, { name: "Theirs", prompt_info: { prompt: "Hi" } });
    const found = await host.read(id, get);
    expect(found.id).toBe(id);
    expect(found.outs).toMatchObject({
      botId: id,
      name: "Theirs",
      promptInfo: { prompt: "Hi" },
      ownerUserId: emulator.userId,
      contentHash: expect.stringMatching(/^v1:/) as unknown,
      promotionHash: expect.stringMatching(/^v1:/) as unknown,
    });
    expect(found.outs).not.toHaveProperty("__schema");
  });

  test("of a missing bot is an error, not an empty success", async () => {
    const { host, emulator } = shared();
    const { message } = await failureOf(host.read("7390000000000000999", get));
    expect(message).toMatch(/Coze could not read bot 7390000000000000999: it answered 4200 /);
    expect(emulator.calls).toHaveLength(1);
  });

  test("of a publication is an error that says what to do instead", async () => {
    const { host } = shared();
    const { message } = await failureOf(host.read("1", { ...get, __provider: stub("publication") }));
    expect(message).toMatch(/A publication cannot be read by id alone \(1\): declare it, with adoptVersion/);
  });
});

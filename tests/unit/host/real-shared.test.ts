import { failureOf } from "../../harness/failure";
import { startHost } from "./real-host";
import { openScene } from "./scene";

test("the engine ignores time limits of resources, so that of the settings ends a call that hangs", async () => {
  const { emulator, make, bot } = await openScene();
  const { id, outs } = await make(bot());
  const { url, token, spaceId } = emulator;
  const account = { "coze:baseUrl": url, "coze:token": token, "coze:spaceId": spaceId };
  const host = await startHost({ ...account, "coze:timeoutSeconds": "3", "coze:maxRetries": "0" });
  emulator.fault({ kind: { timeout: "before" } });
  expect((await failureOf(host.read(id, outs))).message).toMatch(/the answer was lost \(none within 3 s\)/);
});

describe("the two kinds of resources of a process share", () => {
  test("what they know of each other", async () => {
    const { emulator, make, bot, publication } = await openScene();
    const { id } = await make(bot());
    emulator.clearCalls();
    await make(publication(id));
    expect(emulator.calls.map(({ route }) => route)).toEqual(["POST /v1/bot/publish"]);
  });

  test("the limit on requests under way", async () => {
    const { emulator, host, make, bot, publication } = await openScene({ config: { "coze:concurrency": "1" } });
    const made = await make(bot());
    const live = await make(publication(made.id));
    emulator.clearCalls();
    emulator.set({ latencyMs: 50 });
    await Promise.all([made, live, made, live].map(({ id, outs }) => host.read(id, outs)));
    const calls = emulator.calls;
    expect(calls).toHaveLength(4);
    calls.slice(1).forEach((call, i) => expect(call.at).toBeGreaterThanOrEqual(calls[i]?.endedAt ?? Infinity));
  });
});

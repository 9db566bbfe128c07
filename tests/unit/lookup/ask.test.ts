import { ask, isLookup } from "../../../provider/lookup/ask";
import { Session } from "../../../provider/session/session";
import { emulate } from "../client/emulated";

async function scene() {
  const emulator = await emulate();
  const session = new Session({ env: {}, write: () => undefined });
  const config: Record<string, string> = { token: emulator.token, baseUrl: emulator.url, spaceId: emulator.spaceId };
  session.configure((key) => config[key.replace(/^coze:/, "")]);
  const botId = emulator.console.createDraft(emulator.spaceId, { name: "Orders" });
  emulator.clearCalls();
  return { emulator, session, botId };
}

test("a host that is no program asks by the lookup's name", async () => {
  const { session, botId } = await scene();
  expect(await ask("getBot", session, { botId })).toMatchObject({ botId, name: "Orders" });
  expect(await ask("getBots", session, {})).toEqual([expect.objectContaining({ botId, name: "Orders" })]);
  expect(await ask("getBotVersions", session, { botId })).toEqual([]);
  await expect(ask("getOnlineInfo", session, { botId })).rejects.toThrow("4015");
});

test("arguments that are wrong are refused at once, without a call", async () => {
  const { emulator, session } = await scene();
  await expect(ask("getBot", session, { botId: "a b", channel: 1 } as never)).rejects.toThrow(
    "getBot: botId: must be an id: 1 to 64 letters, digits, hyphens or underscores; channel: there is no such argument",
  );
  await expect(ask("getBotVersions", session, {} as never)).rejects.toThrow("botId: is required, got nothing");
  expect(emulator.calls).toEqual([]);
});

test("other names are no lookups", () => {
  expect(["getBot", "getBots", "getBotVersions", "getOnlineInfo"].every(isLookup)).toBe(true);
  expect(["getToken", "toString", ""].some(isLookup)).toBe(false);
});

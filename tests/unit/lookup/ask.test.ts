import { ask, isLookup } from "../../../provider/lookup/ask";
import { scene as openScene } from "./scene";

async function scene() {
  const opened = await openScene();
  const botId = opened.emulator.console.createDraft(opened.emulator.spaceId, { name: "Orders" });
  opened.emulator.clearCalls();
  return { ...opened, botId };
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

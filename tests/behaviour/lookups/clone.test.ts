import { botArgs, getBot } from "../../../provider";
import type { GetBotResult } from "../../../provider/lookup/bot-types";
import { startEmulator, type Emulator } from "../../../emulator";
import { envOf, Managed } from "../../harness/engine/managed";
import { failureOf } from "../../harness/failure";
import { combinations, samples, unordered } from "../drift/samples";
import { askAt } from "./settings";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
  askAt(emulator);
});
afterAll(() => emulator.close());

const lookUp = (botIds: string[], published = false) =>
  Promise.all(botIds.map((botId) => getBot({ botId, published })));
const argsOf = async (botIds: string[], published: boolean) => (await lookUp(botIds, published)).map(botArgs);

test.each([combinations[0], combinations.at(-1)])(
  "bots of all kinds are cloned into another workspace as they are, read in the style %j",
  async (quirks) => {
    emulator.set({ quirks });
    const originals: Managed[] = [];
    const copies: Managed[] = [];
    for (const declared of Object.values(samples)) {
      const original = new Managed("bot", envOf(emulator));
      await original.up(declared);
      emulator.console.publish(original.id, ["1024"]);
      originals.push(original);
    }
    // A published read tells the ids of tools in every style.
    const ids = originals.map(({ id }) => id);
    for (const args of await argsOf(ids, true)) {
      const copy = new Managed("bot", envOf(emulator));
      await copy.up({ ...args, spaceId: emulator.otherSpaceId });
      expect(copy.outputs.spaceId).toBe(emulator.otherSpaceId);
      expect(await copy.refresh()).toEqual([]);
      copies.push(copy);
    }
    emulator.set({ quirks: combinations[0] });
    const hashes = (bots: GetBotResult[]) => bots.map(({ contentHash, promotionHash }) => [contentHash, promotionHash]);
    expect(hashes(await lookUp(copies.map(({ id }) => id)))).toEqual(hashes(await lookUp(ids)));
    expect(new Set(hashes(await lookUp(ids)).flat()).size).toBe(2 * originals.length);
  },
);

test("what the console has changed is in the clone of a draft", async () => {
  emulator.set({ quirks: combinations[0] });
  const id = emulator.console.createDraft(emulator.spaceId, { name: "Tested", prompt_info: { prompt: "Old" } });
  emulator.console.publish(id, ["1024"]);
  emulator.console.editDraft(id, { prompt_info: { prompt: "Tested in the console" } });
  expect(await argsOf([id], false)).toMatchObject([{ promptInfo: { prompt: "Tested in the console" } }]);
  expect(await argsOf([id], true)).toMatchObject([{ promptInfo: { prompt: "Old" } }]);
});

test("the id 0 that some reads give to tools is refused, in words, with what to do", async () => {
  emulator.set({ quirks: combinations.at(-1) });
  const bot = new Managed("bot", envOf(emulator));
  await bot.up(unordered);
  const error = await failureOf(argsOf([bot.id], false));
  expect(error).toMatchObject({ __pulumiRunError: true, stack: error.message });
  expect(error.message).toContain(
    `botArgs: plugins: Coze has not returned which tools of plugin 732, 731 bot ${bot.id} uses`,
  );
  expect(error.message).toContain("getBot with published: true");
});

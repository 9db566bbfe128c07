import { startEmulator, type Emulator } from "../../../emulator";
import { envOf, Managed } from "../../harness/engine/managed";
import { combinations, nameOf, samples } from "./samples";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

/** The lists that are sets, the other way round. */
function reversed(declared: Record<string, unknown>): Record<string, unknown> {
  const { plugins, workflowIds, knowledge, ...rest } = declared as Record<string, unknown[] | undefined> & {
    knowledge?: { datasetIds?: string[] };
  };
  return {
    ...rest,
    ...(plugins && { plugins: plugins.toReversed() }),
    ...(workflowIds && { workflowIds: workflowIds.toReversed() }),
    ...(knowledge && {
      knowledge: { ...knowledge, ...(knowledge.datasetIds && { datasetIds: knowledge.datasetIds.toReversed() }) },
    }),
  };
}

describe.each(Object.entries(samples))("a bot as declared (%s)", (_name, declared: Record<string, unknown>) => {
  test.each(combinations.map((quirks) => [nameOf(quirks), quirks] as const))(
    "has no drift and nothing to do with %s",
    async (_quirks, quirks) => {
      emulator.set({ quirks });
      const bot = new Managed("bot", envOf(emulator));
      expect(await bot.up(declared)).toBe("created");
      const { inputs } = bot;
      expect(await bot.refresh()).toEqual([]);
      expect(bot.inputs).toEqual(inputs);
      expect(await bot.up(declared)).toBe("same");
      expect(await bot.up(reversed(declared))).toBe("same");
      expect(await bot.refresh()).toEqual([]);
    },
  );

  test("has no drift when the way of reading changes between the runs, nor once it was adopted", async () => {
    const made = new Managed("bot", envOf(emulator));
    await made.up(declared);
    const bot = new Managed("bot", envOf(emulator));
    await bot.up({ ...declared, botId: made.id });
    for (const quirks of [...combinations, ...combinations.toReversed()]) {
      emulator.set({ quirks });
      expect([nameOf(quirks), await made.refresh(), await bot.refresh()]).toEqual([nameOf(quirks), [], []]);
      expect(await bot.up(declared)).toBe("same");
    }
  });
});

test("line ends do not matter, nor one at the end of a text; every other character does", async () => {
  const bot = new Managed("bot", envOf(emulator));
  const withPrompt = (prompt: string) => ({ name: "Lines", promptInfo: { prompt } });
  await bot.up(withPrompt("One\nTwo"));
  for (const same of ["One\r\nTwo", "One\nTwo\n", "One\r\nTwo\r\n"]) {
    expect(await bot.up(withPrompt(same))).toBe("same");
    emulator.console.editDraft(bot.id, { prompt_info: { prompt: same } });
    expect(await bot.refresh()).toEqual([]);
  }
  for (const other of ["One\nTwo\n\n", "One\nTwo ", "\uFEFFOne\nTwo", "One\rTwo", "One\nTwó", "One\nTwo\u0301"]) {
    emulator.console.editDraft(bot.id, { prompt_info: { prompt: other } });
    expect(await bot.refresh()).toEqual(["promptInfo.prompt"]);
    expect(await bot.up(withPrompt("One\nTwo"))).toBe("updated");
  }
});

test("the address of the icon, signed anew by every read, stays as it was read first while the icon is the same", async () => {
  const bot = new Managed("bot", envOf(emulator));
  await bot.up({ name: "Icon" });
  await bot.refresh();
  const { iconUrl } = bot.outputs;
  expect(iconUrl).toMatch(/^https:/);
  await bot.refresh();
  expect(bot.outputs.iconUrl).toBe(iconUrl);
  emulator.console.editDraft(bot.id, { icon_file_id: "7400000000000000009" });
  await bot.refresh();
  expect(bot.outputs.iconUrl).not.toBe(iconUrl);
});

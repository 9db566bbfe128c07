import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator, type Emulator, type Seed } from "../../../emulator";
import { pulumiCoze } from "./command";

let directory: string;
let live: Emulator;
beforeAll(async () => {
  live = await startEmulator();
  directory = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-coze-seed-")));
});
afterAll(async () => {
  await live.close();
  rmSync(directory, { recursive: true });
});

const run = (...args: string[]) => pulumiCoze(live, directory, ["import", "--space", live.spaceId, ...args]);

test("a workspace becomes a seed, from which an emulator has the same bots", async () => {
  const { id: datasetId } = live.knowledge.createDataset(live.spaceId, { name: "Manual" });
  const content = {
    ...{ name: "Support", prompt_info: { prompt: "one" }, knowledge: { dataset_ids: [datasetId] } },
    plugin_id_list: { id_list: [{ plugin_id: "731", api_id: "735" }] },
    onboarding_info: { prologue: "Hi", suggested_questions: ["Why?"] },
  };
  const id = live.console.createDraft(live.spaceId, content);
  const first = live.console.publish(id, ["1024", "999"]);
  live.console.editDraft(id, { prompt_info: { prompt: "two" } });
  const second = live.console.publish(id, ["1024"]);
  live.console.editDraft(id, { prompt_info: { prompt: "three" } });
  live.console.createDraft(live.spaceId, { name: "Draft only" });
  live.clearCalls();

  const { code, stdout } = await run("--seed", "seed.json");
  expect([code, stdout]).toEqual([0, "2 bots and 1 knowledge base written to seed.json\n"]);
  expect(live.calls.filter(({ method }) => method !== "GET")).toEqual([]);
  const seed = JSON.parse(readFileSync(join(directory, "seed.json"), "utf8")) as Seed;
  await using emulator = await startEmulator({ seed });
  expect(emulator.spaceId).toBe(live.spaceId);
  expect(emulator.bots.find((bot) => bot.id === id)).toMatchObject({
    draft: { ...content, prompt_info: { prompt: "three" } },
    published: {
      "1024": { version: second, config: { prompt_info: { prompt: "two" } } },
      "999": { version: first, config: { prompt_info: { prompt: "one" } } },
    },
  });
  expect(emulator.bots.map(({ draft, published }) => [draft.name, Object.keys(published).length])).toEqual(
    expect.arrayContaining([["Draft only", 0]]),
  );
  expect(emulator.knowledge.datasets).toMatchObject([{ id: datasetId, name: "Manual" }]);
});

test("a file that is there stays, and --out does not go with it", async () => {
  expect((await run("--seed", "seed.json")).stderr).toContain("seed.json exists already");
  expect((await run("--seed", "seed.json", "--force")).code).toBe(0);
  expect((await run("--seed", "a.json", "--out", "b.ts")).stderr).toContain("--out and --seed do not go together");
});

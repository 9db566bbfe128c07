import { once } from "node:events";
import { existsSync, lstatSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startEmulator, type Seed } from "../../../emulator";
import type { PlatformState } from "../../../emulator/state/platform-state";
import { until } from "../../harness/until";
import { closeAll, containing, open } from "./client";
import { bots, directory, failed, start } from "./command";

afterEach(closeAll);

function addBot(info: Record<string, string>, name: string): Promise<Response> {
  const body = JSON.stringify({ content: { name } });
  return fetch(`${info.url ?? ""}/__emulator/bots`, { method: "POST", body });
}

describe("--data", () => {
  test("what was there is there again, under the same workspace and token", async () => {
    const data = path.join(directory, "data.json");
    const first = await start("--data", data);
    await addBot(first.info, "kept");
    const exit = once(first.child, "exit");
    first.child.kill("SIGTERM");
    await exit;
    const second = await start("--data", data);
    expect(await bots(second.info)).toMatchObject([{ draft: { name: "kept" } }]);
    for (const key of ["token", "readOnlyToken", "spaceId", "oauth"]) expect(second.info[key]).toEqual(first.info[key]);
  });

  test("the file is whole after a SIGKILL at any moment, and has every bot that was acknowledged", async () => {
    const data = path.join(directory, "killed.json");
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round++) {
      const { child, info } = await start("--data", data);
      const found = new Set((await bots(info)).map(({ draft }) => draft.name));
      expect(acknowledged.filter((name) => !found.has(name))).toEqual([]);
      const exit = once(child, "exit");
      let [added, isKilled] = [0, false];
      const write = async (): Promise<void> => {
        while (!isKilled) {
          const name = `bot ${round} ${added++}`;
          const answer = await addBot(info, name).catch(() => undefined);
          if (answer?.ok) acknowledged.push(name);
        }
      };
      const writers = [write(), write(), write()];
      await until(() => added > 20 + round * 7);
      child.kill("SIGKILL");
      isKilled = true;
      await Promise.all([...writers, exit]);
    }
  });

  test("a second emulator on the same file is refused, and after a SIGKILL the next one takes it", async () => {
    const data = path.join(directory, "shared.json");
    const link = path.join(directory, "link-to-shared.json");
    const first = await start("--data", data);
    symlinkSync(data, link);
    for (const same of [data, link]) {
      const { code, lines } = await failed("--port", "0", "--data", same);
      expect({ code, lines }).toEqual({
        code: 2,
        lines: [
          expect.stringContaining(`${data} cannot be used: another emulator (process ${first.child.pid}) uses it`),
        ],
      });
    }
    const exit = once(first.child, "exit");
    first.child.kill("SIGKILL");
    await exit;
    const second = await start("--data", link);
    await addBot(second.info, "through a link");
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(data, "utf8")).toContain("through a link");
  });

  test("on a full disk a change is refused and taken back, and nothing is left beside the file", async () => {
    const data = path.join(directory, "full.json");
    const { emulator, call } = await open({ data });
    emulator.console.createDraft(emulator.spaceId, { name: "before" });
    expect((await call("POST", "/v1/bot/create", { space_id: emulator.spaceId, name: "saved" })).code).toBe(0);
    // What is written beside the file lands on a device without space.
    const beside = `${data}.${process.pid}.tmp`;
    symlinkSync("/dev/full", beside);
    const refused = await call("POST", "/v1/bot/create", { space_id: emulator.spaceId, name: "lost" });
    expect(refused).toMatchObject({ status: 500, code: 5000, msg: containing("cannot be saved: ENOSPC") });
    expect(existsSync(beside)).toBe(false);
    expect(emulator.bots.map(({ draft }) => draft.name)).toEqual(["before", "saved"]);
    expect((await call("POST", "/v1/bot/create", { space_id: emulator.spaceId, name: "again" })).code).toBe(0);
    expect(readFileSync(data, "utf8")).toContain('"again"');
  });

  test("a file with wrong types is refused whole, and stays as it is", async () => {
    const { emulator } = await open({ seed: SEED });
    const state = emulator.snapshot();
    emulator.restore(state);
    const paths = leavesOf(state);
    expect(paths.length).toBeGreaterThan(80);
    const data = path.join(directory, "wrong.json");
    for (const at of paths) {
      const wrong = JSON.stringify(withValue(state, at, { not: "this" }));
      writeFileSync(data, wrong);
      await expect(startEmulator({ data })).rejects.toThrow(
        `cannot be loaded: not a snapshot of this emulator: ${at[0] ?? ""}`,
      );
      expect(readFileSync(data, "utf8")).toBe(wrong);
      expect(() => emulator.restore(JSON.parse(wrong) as PlatformState)).toThrow("not a snapshot of this emulator");
    }
    expect(emulator.snapshot()).toEqual(state);
  });
});

const SEED: Seed = {
  bots: [
    {
      draft: { name: "Support", description: "d", prompt_info: { prompt: "p" }, onboarding_info: { prologue: "hi" } },
      script: [{ contains: "a", reply: "b" }],
      versions: [{ connectorIds: ["1024", "999"], changelog: "first" }],
    },
  ],
  datasets: [{ name: "Facts", documents: [{ name: "hours", text: "9 to 5" }] }],
  files: [{ fileName: "a.png", text: "x" }],
  workflows: [{ name: "flow", version: "v0.0.1" }],
  plugins: [{ name: "tools", tools: [{ name: "find" }] }],
};

/** The paths of all values that are not objects or lists, apart from what is anybody's own. */
function leavesOf(value: unknown, at: readonly string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return value === undefined ? [] : [[...at]];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...at, key]));
}

function withValue(state: object, at: readonly string[], value: unknown): object {
  const copy = structuredClone(state) as Record<string, unknown>;
  const inner = at.slice(0, -1).reduce((parent, key) => parent[key] as Record<string, unknown>, copy);
  inner[at.at(-1) ?? ""] = value;
  return copy;
}

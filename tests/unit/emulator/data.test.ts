import { once } from "node:events";
import path from "node:path";
import { until } from "../../harness/until";
import { bots, directory, start } from "./command";

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

  test("the file is whole after a SIGKILL at any moment", async () => {
    const data = path.join(directory, "killed.json");
    let known = 0;
    for (let round = 0; round < 3; round++) {
      const { child, info } = await start("--data", data);
      const found = await bots(info);
      expect(found.length).toBeGreaterThanOrEqual(known);
      known = found.length;
      const exit = once(child, "exit");
      let [added, isKilled] = [0, false];
      const write = async (): Promise<void> => {
        while (!isKilled) {
          await addBot(info, `bot ${round} ${added}`).catch(() => undefined);
          added += 1;
        }
      };
      const writers = [write(), write(), write()];
      await until(() => added > 20 + round * 7);
      child.kill("SIGKILL");
      isKilled = true;
      await Promise.all([...writers, exit]);
    }
  });
});

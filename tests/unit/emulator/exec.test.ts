import { once } from "node:events";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { isAlive } from "../../harness/alive";
import { until } from "../../harness/until";
import { run } from "./command";

describe("--exec", () => {
  test("sets the environment, and ends with the command's exit code", async () => {
    const child = run(
      "--port",
      "0",
      "--exec",
      'echo "$COZE_API_BASE $COZE_EMULATOR $COZE_SPACE_ID $COZE_API_TOKEN"; exit 7',
    );
    const [printed, [code]] = await Promise.all([text(child.stdout), once(child, "exit") as Promise<[number]>]);
    expect(printed).toMatch(/^(http:\/\/127\.0\.0\.1:\d+) \1 \d+ pat_\S+\n$/);
    expect(code).toBe(7);
  });

  test("passes a signal on to all of the command, and leaves no process", async () => {
    const script = 'trap "exit 5" TERM; echo $$; sleep 600 & echo $!; wait';
    const child = run("--port", "0", "--exec", script);
    const pids: number[] = [];
    createInterface(child.stdout).on("line", (line) => pids.push(Number(line)));
    await until(() => pids.length === 2);
    const exit = once(child, "exit");
    child.kill("SIGTERM");
    expect(await exit).toEqual([5, null]);
    expect(pids.filter(isAlive)).toEqual([]);
  });

  test("ends what the command left running", async () => {
    const child = run("--port", "0", "--exec", "sleep 600 >/dev/null & echo $!");
    const [printed, [code]] = await Promise.all([text(child.stdout), once(child, "exit") as Promise<[number]>]);
    expect(code).toBe(0);
    expect(isAlive(Number(printed))).toBe(false);
  });
});

import { mkdtemp, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ensurePulumi, type PulumiCli } from "../pulumi-cli/get";
import { Watchdog } from "../../tests/harness/cli/watchdog";

/** How long the interrupted steps may take to clear up after themselves. */
const CLEAR_UP_MS = 5_000;

/** The CLI, also where it takes minutes to get; what is under way for it ends when the signal says so. */
export async function getCli(signal: AbortSignal): Promise<PulumiCli> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), "pulumi-coze-cli-")));
  const watchdog = new Watchdog(basename(directory), directory);
  const { run, mark } = watchdog.nextRun();
  const warn = once(() => {
    console.log("There is none yet. It is downloaded or, where that fails, built with Go, once; that takes minutes.");
  });
  // Finding one is a matter of a second, and needs no words.
  const patience = setTimeout(warn, 3_000);
  try {
    signal.throwIfAborted();
    const got = ensurePulumi({
      env: { ...process.env, ...mark, TMPDIR: directory },
      say: (line) => {
        if (signal.aborted) return;
        warn();
        console.log(line);
      },
    });
    const state = { settled: false };
    const settle = (): void => void (state.settled = true);
    got.then(settle, settle);
    const endWork = async (): Promise<void> => {
      // Each way of getting it that is tried after the signal ends as the one before.
      const until = Date.now() + CLEAR_UP_MS;
      while (!state.settled && Date.now() < until) {
        await watchdog.kill(run);
        await sleep(50);
      }
    };
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => void endWork().then(() => reject(signal.reason as Error)), { once: true });
    });
    return await Promise.race([got, aborted]);
  } finally {
    clearTimeout(patience);
    await watchdog.close();
  }
}

function once(step: () => void): () => void {
  let done = false;
  return () => {
    if (!done) step();
    done = true;
  };
}

import { constants } from "node:os";
import { runDemo } from "./demo";
import { NotAsClaimed } from "./report";

/** `npm run demo`: exit code 0 where every step did what it says. */
async function main(): Promise<number> {
  const interruption = new AbortController();
  let interrupted: "SIGINT" | "SIGTERM" | "SIGHUP" | undefined;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    // Not once: npm passes a Ctrl-C on to a process that has got it already.
    process.on(signal, () => {
      interrupted ??= signal;
      interruption.abort();
    });
  }
  try {
    await runDemo(interruption.signal);
    return 0;
  } catch (error) {
    if (interrupted) {
      console.log("\nInterrupted. What the demo had started is ended, and its files are removed.");
      return 128 + constants.signals[interrupted];
    }
    const message = error instanceof Error ? error.message : String(error);
    console.error(error instanceof NotAsClaimed ? `\nThis does not hold: ${message}` : `\n${message}`);
    return 1;
  }
}

void main().then((code) => process.exit(code));

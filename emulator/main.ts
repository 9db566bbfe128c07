import { parseArgs } from "node:util";
import { startEmulator } from "./index";

/** `npm run emulator -- --port 0 --latency 20`: one JSON line on stdout, then serves until it is stopped. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: "string", default: "0" }, latency: { type: "string", default: "0" } },
  });
  const emulator = await startEmulator({ port: Number(values.port), latencyMs: Number(values.latency) });
  const stop = () => void emulator.close().finally(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);

  const { url, token, readOnlyToken, spaceId, otherSpaceId } = emulator;
  const { appId, keyId, privateKey } = emulator.oauth;
  const line = { url, token, readOnlyToken, spaceId, otherSpaceId, oauth: { appId, keyId, privateKey } };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { startEmulator } from "../../../emulator";

const BOTS = 500;
/** Ten times what Coze allows. */
const PER_SECOND = 200;

interface Result {
  readonly made: readonly { id: string; version: string }[];
  readonly peakMb: number;
}

test(`${BOTS} bots, 64 at a time, are made and published once each at the ${PER_SECOND} requests a second that the server allows`, async () => {
  const emulator = await startEmulator({ rateLimit: { requestsPerSecond: PER_SECOND } });
  try {
    const settings = { token: emulator.token, baseUrl: emulator.url, spaceId: emulator.spaceId };
    const config = Object.fromEntries(
      Object.entries({ ...settings, requestsPerSecond: String(PER_SECOND) }).map(([key, value]) => [
        `coze:${key}`,
        value,
      ]),
    );
    const task = JSON.stringify({ config, bots: BOTS, parallel: 64 });
    const began = Date.now();
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(__dirname, "lifecycles.cjs"), task], {
      env: { PATH: process.env["PATH"] },
      maxBuffer: 10 ** 7,
    });
    const took = (Date.now() - began) / 1000;
    const { made, peakMb } = JSON.parse(stdout) as Result;

    // At this rate, the queue of 48 calls is a quarter of a second long: too short for a line in the log.
    expect(stderr).not.toContain("calls are ahead");
    const live = emulator.bots.map(({ id, versions }) => ({ id, versions: versions.map(({ version }) => version) }));
    expect(live.sort(byId)).toEqual(made.map(({ id, version }) => ({ id, versions: [version] })).sort(byId));
    expect(new Set(emulator.bots.map(({ draft }) => draft.name)).size).toBe(BOTS);
    const sentBack = emulator.calls.filter(({ status }) => status === 429).length;
    expect(sentBack).toBeLessThanOrEqual(emulator.calls.length / 100);
    process.stdout.write(
      `${BOTS} bots and publications: ${took.toFixed(1)} s, ${emulator.calls.length} calls, ${sentBack} of them sent back (429), ` +
        `${peakMb} MB at most in the provider's process\n`,
    );
  } finally {
    await emulator.close();
  }
});

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

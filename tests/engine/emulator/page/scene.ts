import { startEmulator, type Emulator } from "../../../../emulator";
import seedFile from "../../../../examples/quickstart/emulator.seed.json";

/** The bot of the seed. */
export const BOT = "7512345678901234567";

/** One emulator for all parts, as at its start before each test. */
export let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ seed: seedFile });
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

/** A call to the API. */
export function call(path: string, body?: object): Promise<Response> {
  const headers = { authorization: `Bearer ${emulator.token}`, "content-type": "application/json" };
  return fetch(emulator.url + path, body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers });
}

import type { CozeApi } from "../../../provider/client/api";
import { CozeApiError } from "../../../provider/client/errors/errors";
import { readEnvelope, type Failure, type Success } from "../../../provider/client/http/envelope";
import { exchange, type Request } from "../../../provider/client/http/transport";
import { Session } from "../../../provider/session/session";
import { startEmulator, type Emulator, type EmulatorOptions } from "../../../emulator";
import { TestClock } from "../../harness/clock";
import { failureOf as failure } from "../../harness/failure";
import { endHangs } from "../../harness/hanging";

const started: Emulator[] = [];

/** An emulator until the end of the test. */
export async function emulate(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator(options);
  endHangs(emulator);
  started.push(emulator);
  return emulator;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((emulator) => emulator.close()));
});

/** One request to the emulator, by default a list of bots, and what came of it. */
export async function outcomeOf(emulator: Emulator, request: Partial<Request> = {}): Promise<Success | Failure> {
  const { token = emulator.token } = request;
  const answer = await exchange({
    method: "GET",
    url: `${emulator.url}/v1/bots`,
    token,
    query: { workspace_id: emulator.spaceId },
    timeoutMs: 10_000,
    ...request,
  });
  return answer.kind === "answer" ? readEnvelope(answer, token) : answer;
}

/** A client for the emulator, whose waits take no time. */
export function clientFor(
  emulator: Emulator,
  config: Record<string, string> = {},
): { api: CozeApi; clock: TestClock; lines: string[] } {
  const clock = new TestClock({ speed: Infinity, random: () => 0.5 });
  const lines: string[] = [];
  const session = new Session({ env: {}, write: (line) => lines.push(line), clock });
  const given: Record<string, string> = { token: emulator.token, baseUrl: emulator.url, maxRetries: "0", ...config };
  session.configure((key) => given[key.replace(/^coze:/, "")]);
  return { api: session.api(), clock, lines };
}

/** The error of the client that the promise is rejected with. */
export const failureOf = (attempt: Promise<unknown>): Promise<CozeApiError> => failure(attempt, CozeApiError);

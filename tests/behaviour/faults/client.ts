import { realClock, type Clock } from "../../../provider/client/http/clock";
import { Session } from "../../../provider/session/session";
import { startEmulator, type Emulator, type EmulatorOptions } from "../../../emulator";
import { TestClock } from "../../harness/clock";
import { failureOf } from "../../harness/failure";
import { endHangs } from "../../harness/hanging";

export interface Client {
  readonly emulator: Emulator;
  readonly session: Session;
  /** The session of the next run, with the same settings. */
  readonly nextRun: () => Session;
  readonly clock: TestClock;
  /** What the provider printed. */
  readonly lines: string[];
  /** A bot that exists, from long ago. */
  readonly botId: string;
}

type Values = Record<string, string | undefined>;

export interface ClientOptions {
  readonly emulator?: EmulatorOptions;
  /** Over address, space and token of the emulator; `undefined` takes one out. */
  readonly config?: Values | ((emulator: Emulator) => Values);
  readonly env?: Values | ((emulator: Emulator) => Values);
  readonly random?: () => number;
  /** Time passes as it does. */
  readonly realTime?: boolean;
}

const open: Emulator[] = [];

/** A provider process's session against a server of its own. */
export async function openClient(options: ClientOptions = {}): Promise<Client> {
  const fast = new TestClock({ random: options.random });
  const emulator = await startEmulator(
    options.realTime ? options.emulator : { clock: fast.server, ...options.emulator },
  );
  endHangs(emulator);
  open.push(emulator);
  const clock: Clock = options.realTime ? realClock : fast;
  const lines: string[] = [];
  const valuesOf = (given: ClientOptions["config"]) => (typeof given === "function" ? given(emulator) : given);
  const config: Values = {
    token: emulator.token,
    baseUrl: emulator.url,
    spaceId: emulator.spaceId,
    requestsPerSecond: "10000",
    ...valuesOf(options.config),
  };
  const nextRun = (): Session => {
    const session = new Session({ env: { ...valuesOf(options.env) }, write: (line) => lines.push(line), clock });
    session.configure((key) => config[key.slice("coze:".length)]);
    return session;
  };
  const botId = emulator.console.createDraft(emulator.spaceId, { name: "Support" }, { ageSeconds: 3600 });
  return { emulator, session: nextRun(), nextRun, clock: fast, lines, botId };
}

export async function closeClients(): Promise<void> {
  await Promise.all(open.splice(0).map((emulator) => emulator.close()));
}

/** The message of the error that a step ends with. */
export const failure = async (step: Promise<unknown>): Promise<string> => (await failureOf(step)).message;

export function routesOf({ emulator }: Client, route: string): number {
  return emulator.calls.filter((call) => call.route === route).length;
}

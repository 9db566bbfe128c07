import { hosted } from "../../../provider/host/dynamic";
import type { Props } from "../../../provider/lifecycle";
import { KINDS } from "../../../provider/kinds";
import { Session } from "../../../provider/session/session";
import { startEmulator, type Emulator } from "../../../emulator";
import type { INPUTS } from "./rules";

export type Kind = keyof typeof INPUTS;

/** The checks as the host calls them, and an emulator that must not hear of them. */
export class Checks {
  private emulator: Emulator | undefined;

  constructor(private readonly settings: Record<string, string> = {}) {
    beforeAll(async () => {
      this.emulator = await startEmulator();
    });
    afterEach(() => {
      expect(this.emulator?.calls.map(({ route }) => route)).toEqual([]);
    });
    afterAll(() => this.emulator?.close());
  }

  /** The problems that a new resource with these inputs is told, as the engine shows them. */
  async problems(kind: Kind, inputs: Props): Promise<string[]> {
    const { failures } = await this.provider(kind).check({}, { ...inputs, __resource: "support", __provider: "text" });
    // A failure that names a property has the engine print that property's value.
    expect(failures.map(({ property }) => property)).toEqual(failures.map(() => ""));
    return failures.map(({ reason }) => reason);
  }

  provider(kind: Kind): ReturnType<typeof hosted> {
    const session = new Session({ env: {}, write: () => undefined });
    const config: Record<string, string | undefined> = {
      "coze:token": this.emulator?.token,
      "coze:baseUrl": this.emulator?.url,
      "coze:spaceId": this.emulator?.spaceId,
      ...this.settings,
    };
    session.configure((key) => config[key]);
    return hosted(kind, async () => (await KINDS[kind]()).lifecycle(session), session);
  }
}

/** A copy of the inputs with the value at `plugins[0].apiId`. */
export function withValue(inputs: Props, path: string, value: unknown): Props {
  const copy = structuredClone(inputs) as Record<string, unknown>;
  const keys = path.replaceAll("[", ".").replaceAll("]", "").split(".");
  const last = keys.pop() as string;
  const holder = keys.reduce<Record<string, unknown>>((inner, key) => {
    inner[key] ??= {};
    return inner[key] as Record<string, unknown>;
  }, copy);
  holder[last] = value;
  return copy;
}

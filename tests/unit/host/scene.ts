import { startEmulator, type Emulator, type EmulatorOptions } from "../../../emulator";
import type { Props } from "../../harness/plugin/client";
import { stub, type DynamicHost } from "../../harness/plugin/dynamic-host";
import { closeAtEnd, startHost } from "./real-host";

export interface Scene {
  readonly emulator: Emulator;
  readonly host: DynamicHost;
  /** Inputs as a program gives them. */
  bot: (inputs?: Props) => Props;
  publication: (botId: string, inputs?: Props) => Props;
  /** Another process for the same settings, as the next command has it. */
  nextHost: () => Promise<DynamicHost>;
  /** Checked and created, as the engine does it. */
  make: (inputs: Props) => Promise<{ id: string; inputs: Props; outs: Props }>;
}

/** An emulator and a real host that is configured for it, until the end of the test or of the file. */
export async function openScene(
  options: { emulator?: EmulatorOptions; config?: Record<string, string> } = {},
): Promise<Scene> {
  const emulator = await startEmulator(options.emulator);
  closeAtEnd(() => emulator.close());
  const config = {
    "coze:baseUrl": emulator.url,
    "coze:token": emulator.token,
    "coze:spaceId": emulator.spaceId,
    ...options.config,
  };
  const host = await startHost(config);
  return {
    emulator,
    host,
    bot: (inputs) => ({ name: "Support", __resource: "support", __provider: stub("bot"), ...inputs }),
    publication: (botId, inputs) => ({ botId, __resource: "live", __provider: stub("publication"), ...inputs }),
    nextHost: () => startHost(config),
    async make(inputs) {
      const checked = await host.check({}, inputs);
      if (checked.failures.length > 0) throw new Error(JSON.stringify(checked.failures));
      return { inputs: checked.inputs, ...(await host.create(checked.inputs)) };
    },
  };
}

/** One scene for all tests of a file that asks for it. Each test begins without calls. */
export function shareScene(): () => Scene {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene({ config: { "coze:allowSameName": "true" } });
  });
  beforeEach(() => scene.emulator.clearCalls());
  return () => scene;
}

import { availableParallelism, loadavg } from "node:os";
import { ensurePulumi } from "../../pulumi-cli/get";

/** In general terms: enough to judge a figure by, and nothing that names a machine. */
export interface Machine {
  cores: number;
  node: string;
  pulumi: string;
  /** Over a minute, at the beginning and at the end: other work on the machine shows in it. */
  load: string;
}

export async function describeMachine(loadBefore: number): Promise<Machine> {
  const { version } = await ensurePulumi();
  return {
    cores: availableParallelism(),
    node: process.version.slice(1),
    pulumi: version,
    load: `${loadBefore.toFixed(1)} at the beginning, ${(loadavg()[0] ?? 0).toFixed(1)} at the end`,
  };
}

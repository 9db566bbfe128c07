import * as pulumi from "@pulumi/pulumi";
import type { Emulator } from "../../../emulator";

/** Has lookups outside of a run ask this server, as the configuration of a stack does; `undefined` takes a setting out. */
export function askAt({ url, token, spaceId }: Emulator, change: Record<string, string | undefined> = {}): void {
  const settings: Record<string, string | undefined> = { baseUrl: url, token, spaceId, ...change };
  const given = Object.entries(settings).filter((entry): entry is [string, string] => entry[1] !== undefined);
  pulumi.runtime.setAllConfig(Object.fromEntries(given.map(([key, value]) => [`coze:${key}`, value])));
}

/** The value of an output that has one. */
export const valueOf = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise<T>((resolve) => void output.apply((value: T) => resolve(value)));

import * as pulumi from "@pulumi/pulumi";

export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly id?: string | undefined;
  readonly inputs: Record<string, unknown>;
}

/** Mocks of the engine: what was registered, and the outputs that each resource is given over its inputs. */
export async function mockEngine(outputs: Record<string, unknown> = {}, preview = false): Promise<Registered[]> {
  const registered: Registered[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource(args: Registered) {
        registered.push(args);
        return { id: args.id ? args.id : `${args.name}-id`, state: { ...args.inputs, ...outputs } };
      },
      call: () => ({}),
    },
    "coze",
    "test",
    preview,
  );
  return registered;
}

/** The value of an output, once everything that was registered is there; `undefined` where it stays unknown. */
export async function valueOf<T>(output: pulumi.Output<T>): Promise<T | undefined> {
  await pulumi.runtime.disconnect();
  return (output as unknown as { promise(): Promise<T | undefined> }).promise();
}

/** The same object with nothing in it that can be changed. */
export function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

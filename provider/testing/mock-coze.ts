import type * as pulumi from "@pulumi/pulumi";
import type { ResourceKind } from "../kinds";
import type { Props } from "../lifecycle";
import { mockedResource } from "./mocked-resource";

/** Returns the answer of a lookup under the mocks, from its arguments. */
export type MockedLookup = (args: Readonly<Record<string, unknown>>) => unknown;

/** Options of {@link mockCoze}. */
export interface MockCozeOptions {
  /**
   * The workspace of bots and knowledge bases without `spaceId`.
   *
   * @default "7000000000000000000"
   */
  spaceId?: string;
  /**
   * The answers of the lookups, by their names: `{ getBots: () => [] }`. A lookup without an entry fails with a message
   * that says so. None by default.
   */
  lookups?: Readonly<Record<string, MockedLookup>>;
  /**
   * Receives the problems of a resource, one sentence each, in place of a failure: for a test of refused inputs. By
   * default the registration fails with these sentences. The failure ends the process, unless the test waits only for
   * an output of the resource.
   */
  onProblems?: (resource: string, problems: readonly string[]) => void;
  /**
   * The mocks of all other resources and functions. By default a resource's outputs are its inputs, and functions fail.
   */
  others?: pulumi.runtime.Mocks;
}

const TYPE = /^(?:pulumi-nodejs:dynamic\/coze|coze:index):(\w+)$/;
const FUNCTION = /^coze:index:(\w+)$/;
const FIRST_ID = 7_000_000_000_000_000_001n;
const DEFAULT_SPACE = "7000000000000000000";

/**
 * Mocks of Coze for `pulumi.runtime.setMocks`: a unit test of a program runs without an engine, an account and a call.
 *
 * The mocks check inputs as a preview does, so a wrong program fails with the same words. Resources have the outputs
 * that Coze gives, such as ids, versions and `fileId`. `contentHash` and `promotionHash` are the real hashes.
 *
 * @example
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import { mockCoze } from "pulumi-coze/testing";
 *
 * await pulumi.runtime.setMocks(mockCoze());
 * const { bot } = await import("./index");
 * ```
 *
 * @param options The answers of the lookups, and the mocks of other packages.
 * @returns Mocks for one program. Each call begins to count ids again.
 */
export function mockCoze({
  spaceId = DEFAULT_SPACE,
  lookups = {},
  onProblems = refuse,
  others,
}: MockCozeOptions = {}): pulumi.runtime.Mocks {
  let made = 0n;
  const nextId = (): string => String(FIRST_ID + made++);
  return {
    newResource(args) {
      const kind = TYPE.exec(args.type)?.[1];
      if (kind === undefined)
        return others?.newResource(args) ?? { id: args.id || `${args.name}-id`, state: args.inputs as Props };
      const { inputs, id } = args as { inputs: Props; id?: string };
      return mockedResource({ kind: kind as ResourceKind, name: args.name, inputs, id, spaceId, nextId, onProblems });
    },
    async call(args) {
      const name = FUNCTION.exec(args.token)?.[1];
      if (name === undefined) {
        if (others) return others.call(args);
        throw rpcError(`${args.token} is not mocked: give mockCoze the option others`);
      }
      const lookup = lookups[name];
      if (!lookup) throw rpcError(`${name} is not mocked: give mockCoze an answer in lookups`);
      return (await lookup(args.inputs as Props)) as Record<string, unknown>;
    },
  };
}

function refuse(resource: string, problems: readonly string[]): never {
  throw new Error(`${resource}: ${problems.join("; ")}`);
}

/** An error of a function. The SDK passes on only the property `details`, which errors of gRPC have. */
function rpcError(message: string): Error {
  return Object.assign(new Error(message), { details: message });
}

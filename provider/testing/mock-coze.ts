import type * as pulumi from "@pulumi/pulumi";
import type { ResourceKind } from "../kinds";
import type { Props } from "../lifecycle";
import { mockedResource } from "./mocked-resource";

/** What a lookup answers with under the mocks, from its arguments. */
export type MockedLookup = (args: Readonly<Record<string, unknown>>) => unknown;

/** Options of {@link mockCoze}. */
export interface MockCozeOptions {
  /**
   * The workspace of bots and knowledge bases that declare none.
   *
   * @default "7000000000000000000"
   */
  spaceId?: string;
  /**
   * What the lookups answer with, by their names: `{ getBots: () => [] }`. A lookup that is not here fails, and says
   * so. None by default.
   */
  lookups?: Readonly<Record<string, MockedLookup>>;
  /**
   * Called with what is wrong with a resource, one sentence a problem, in place of the failure: for a test of what a
   * program refuses. By default the registration fails, which ends the process with these sentences unless the test
   * waits for an output of the resource alone.
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
 * Inputs are checked as a preview checks them, so that a wrong program fails with the same words. Outputs that Coze
 * gives are there: ids, versions, `fileId` and the like; `contentHash` and `promotionHash` are the real ones.
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
 * @param options What the lookups answer with, and the mocks of other packages.
 * @returns Mocks for one program: each call begins to count ids anew.
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

/** Of an error of a function the SDK hands on the details alone, as gRPC has them. */
function rpcError(message: string): Error {
  return Object.assign(new Error(message), { details: message });
}

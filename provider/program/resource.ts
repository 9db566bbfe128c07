import * as pulumi from "@pulumi/pulumi";
import * as state from "@pulumi/pulumi/runtime/state";
import type { ResourceKind } from "../host/lifecycle";
import { programError } from "./error";

/** A value in which every part may be an output of another resource. */
export type DeepInput<T> = pulumi.Input<
  T extends readonly (infer U)[] ? DeepInput<U>[] : T extends object ? { [K in keyof T]: DeepInput<T[K]> } : T
>;

/** The alternative to an import. */
const IMPORTING: Partial<Record<ResourceKind, string>> = {
  Bot: ": set botId to take over a bot that exists",
  Publication: ": set adoptVersion to take over what is live",
};

/** The options of a Coze resource. `import` is not among them: the engine cannot import dynamic resources. */
export type CozeResourceOptions = Omit<pulumi.CustomResourceOptions, "import">;

/**
 * A dynamic resource whose provider text is one constant line that loads the installed package. The state of every user
 * contains that line, so the type tokens, the path and the names in it never change.
 */
export abstract class CozeResource extends pulumi.CustomResource {
  protected constructor(
    kind: ResourceKind,
    name: string,
    inputs: pulumi.Inputs,
    outputs: readonly string[],
    opts: CozeResourceOptions | undefined,
    /** The outputs that only say again what was declared. */
    echoed: readonly string[] = [],
  ) {
    if ((opts as { import?: unknown } | undefined)?.import !== undefined) {
      throw programError(
        `Coze${kind} ${name}: import: the engine cannot import dynamic resources${IMPORTING[kind] ?? ""}`,
      );
    }
    const assigned = mayHoldMore(opts) ? [...echoed, ...outputs] : outputs;
    const limit = Error.stackTraceLimit;
    // The SDK formats a stack for each of the four promises of every property, which only its hunt for leaked promises prints: a tenth
    // of what a program of many bots computes. The position in the program that it records it takes from a stack of its own.
    if (!process.env["PULUMI_DEBUG_PROMISE_LEAKS"]) Error.stackTraceLimit = 0;
    try {
      super(
        `pulumi-nodejs:dynamic/coze:${kind}`,
        name,
        {
          // The SDK assigns only outputs that are among the properties.
          ...Object.fromEntries(assigned.map((output) => [output, undefined])),
          ...inputs,
          // The provider process does not know the resource's name, and its messages need it.
          __resource: name,
          __provider: `exports.handler=()=>require("pulumi-coze/runtime").${kind.toLowerCase()}`,
        },
        // A stack that the plugin has written moves here without a call.
        pulumi.mergeOptions(opts, { aliases: [{ type: `coze:index:${kind}` }] }),
      );
    } catch (error) {
      Error.stackTraceLimit = limit;
      // Errors of the SDK keep their place in the program.
      if (error instanceof Error) Error.captureStackTrace(error, new.target);
      throw error;
    } finally {
      Error.stackTraceLimit = limit;
    }
    // Each property costs the program four promises. A property that is always absent is not worth them.
    for (const key of echoed) if (!(key in this)) Object.assign(this, { [key]: (absent ??= pulumi.output(undefined)) });
  }
}

/** The options for a resource that is read and not managed. */
export function ofExisting(
  kind: ResourceKind,
  name: string,
  id: pulumi.Input<pulumi.ID> | undefined,
  opts: CozeResourceOptions | undefined,
): CozeResourceOptions {
  if (id === undefined) throw programError(`Coze${kind}.get ${name}: id: is required, got nothing`);
  return { ...opts, id };
}

let absent: pulumi.Output<undefined> | undefined;

/** What the SDK knows of a run, and does not put into its types. */
interface Store {
  readonly callbacks?: object;
  readonly stackResource?: object;
}

/** Whether the state may hold what the program does not declare: from Coze, from an earlier run, or from a transform. */
function mayHoldMore(opts: CozeResourceOptions = {}): boolean {
  const store = (state as { getStore?: () => Store }).getStore?.();
  // Transforms of the stack come by callbacks, older ones stand with it; those of a parent may not be known yet.
  if (store === undefined || store.callbacks !== undefined || opts.parent !== undefined) return true;
  const { __transformations: older } = (store.stackResource ?? {}) as { __transformations?: unknown[] };
  const { ignoreChanges, transforms, transformations } = opts;
  const changed = [ignoreChanges, transforms, transformations, older].some((list) => (list ?? []).length > 0);
  return changed || opts.id !== undefined || opts.urn !== undefined;
}

import * as pulumi from "@pulumi/pulumi";
import type { ResourceKind } from "../kinds";
import { programError } from "./sdk-internals";

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
  ) {
    if ((opts as { import?: unknown } | undefined)?.import !== undefined) {
      throw programError(
        `Coze${kind} ${name}: import: the engine cannot import dynamic resources${IMPORTING[kind] ?? ""}`,
      );
    }
    super(
      `pulumi-nodejs:dynamic/coze:${kind}`,
      name,
      {
        // The SDK assigns only outputs that are among the properties.
        ...Object.fromEntries(outputs.map((output) => [output, undefined])),
        ...inputs,
        // The provider process does not know the resource's name, and its messages need it.
        __resource: name,
        __provider: `exports.handler=()=>require("pulumi-coze/runtime").${kind.toLowerCase()}`,
      },
      // The alias moves a stack of the plugin here without a call.
      pulumi.mergeOptions(opts, { aliases: [{ type: `coze:index:${kind}` }] }),
    );
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

import * as pulumi from "@pulumi/pulumi";
import type { ResourceKind } from "./lifecycle";

/** A value in which every part may be an output of another resource. */
export type DeepInput<T> = pulumi.Input<
  T extends readonly (infer U)[] ? DeepInput<U>[] : T extends object ? { [K in keyof T]: DeepInput<T[K]> } : T
>;

/** The options of a Coze resource. `import` is not among them: the engine cannot import dynamic resources. */
export type CozeResourceOptions = Omit<pulumi.CustomResourceOptions, "import">;

/**
 * A dynamic resource whose provider text is one constant line that loads the installed package. It stands in every
 * user's state, so the type tokens, the path and the names in it never change.
 */
export abstract class CozeResource extends pulumi.CustomResource {
  protected constructor(
    kind: ResourceKind,
    name: string,
    inputs: pulumi.Inputs,
    outputs: readonly string[],
    opts: CozeResourceOptions | undefined,
  ) {
    super(
      `pulumi-nodejs:dynamic/coze:${kind}`,
      name,
      {
        // An output that is not among the properties is never assigned.
        ...Object.fromEntries(outputs.map((output) => [output, undefined])),
        ...inputs,
        // The provider is not told the resource's name, and its messages need one.
        __resource: name,
        __provider: `exports.handler=()=>require("pulumi-coze/runtime").${kind.toLowerCase()}`,
      },
      opts,
    );
  }
}

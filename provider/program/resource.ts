import * as pulumi from "@pulumi/pulumi";
import type { ResourceKind } from "../kinds";
import { usesPlugin } from "./host";
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

/**
 * The options of a Coze resource. `import`, `replaceOnChanges` and `customTimeouts` need the plugin: `pulumi-coze/plugin`. Elsewhere an
 * `import` is an error, and the other two have no effect, since the engine cannot do this for dynamic resources.
 */
export type CozeResourceOptions = pulumi.CustomResourceOptions;

/**
 * A resource of the plugin, or a dynamic one, whose provider text is one constant line that loads the installed package. The state of every
 * user contains that line, so the type tokens, the path and the names in it never change.
 */
export abstract class CozeResource extends pulumi.CustomResource {
  protected constructor(
    kind: ResourceKind,
    name: string,
    inputs: pulumi.Inputs,
    outputs: readonly string[],
    opts: CozeResourceOptions | undefined,
  ) {
    const [plugin, dynamic] = [`coze:index:${kind}`, `pulumi-nodejs:dynamic/coze:${kind}`];
    // The SDK assigns only outputs that are among the properties.
    const properties = { ...Object.fromEntries(outputs.map((output) => [output, undefined])), ...inputs };
    // The alias moves a stack of the other host here without a call.
    const withAlias = (type: string) => pulumi.mergeOptions(opts, { aliases: [{ type }] });
    if (usesPlugin()) {
      super(plugin, name, properties, withAlias(dynamic));
      return;
    }
    if (opts?.import !== undefined) {
      throw programError(
        `Coze${kind} ${name}: import: the engine cannot import dynamic resources${IMPORTING[kind] ?? ""}. It can with pulumi-coze/plugin`,
      );
    }
    // The provider process does not know the resource's name, and its messages need it.
    const own = {
      __resource: name,
      __provider: `exports.handler=()=>require("pulumi-coze/runtime").${kind.toLowerCase()}`,
    };
    super(dynamic, name, { ...properties, ...own }, withAlias(plugin));
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

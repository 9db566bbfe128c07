import * as pulumi from "@pulumi/pulumi";
import type { ResourceKind } from "../kinds";
import { usesPlugin } from "./plugin-switch";
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
 * The options of a Coze resource. `import`, `replaceOnChanges` and `customTimeouts` need the plugin:
 * `pulumi-coze/plugin`. Without the plugin, `import` is an error and the other two have no effect: the engine has none
 * of the three for dynamic resources.
 */
export type CozeResourceOptions = pulumi.CustomResourceOptions;

/**
 * A resource of the plugin, or a dynamic resource. The provider text of a dynamic resource is one constant line that
 * loads the installed package. The state of every user contains that line, so the type tokens, the path and the names
 * in it never change.
 */
export abstract class CozeResource extends pulumi.CustomResource {
  protected constructor(
    kind: ResourceKind,
    name: string,
    inputs: pulumi.Inputs,
    outputs: readonly string[],
    opts: CozeResourceOptions | undefined,
  ) {
    const half = halfCharacter(inputs);
    if (half !== undefined) throw programError(`Coze${kind} ${name}: ${half}: ${HALF}`);
    const [plugin, dynamic] = [`coze:index:${kind}`, `pulumi-nodejs:dynamic/coze:${kind}`];
    // The SDK assigns only outputs that are among the properties.
    const properties = { ...Object.fromEntries(outputs.map((output) => [output, undefined])), ...inputs };
    // With the alias, a stack of the other host moves to this one without a call.
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
    const hostKeys = {
      __resource: name,
      __provider: `exports.handler=()=>require("pulumi-coze/runtime").${kind.toLowerCase()}`,
    };
    super(dynamic, name, { ...properties, ...hostKeys }, withAlias(plugin));
  }
}

const HALF =
  "has half of a character, as `text.slice(0, n)` leaves it of an emoji, and no message can carry it; cut with " +
  '`Array.from(text).slice(0, n).join("")`';

/**
 * The path of a text with a lone surrogate: the SDK refuses such a text without naming it. Outputs of other resources
 * have no lone surrogates.
 */
function halfCharacter(value: unknown, path = ""): string | undefined {
  if (typeof value === "string") return /\p{Surrogate}/u.test(value) ? path : undefined;
  if (
    typeof value !== "object" ||
    value === null ||
    pulumi.Output.isInstance(value) ||
    pulumi.Resource.isInstance(value)
  ) {
    return undefined;
  }
  if (value instanceof Promise || pulumi.asset.Asset.isInstance(value)) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const found = halfCharacter(item, Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
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

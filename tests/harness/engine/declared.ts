import type { ResourceKind } from "../../../provider/kinds";
import { UNKNOWN } from "../../../provider/values/tree";
import type { Program } from "./engine";
import { urnOf } from "./names";
import type { Properties } from "./values";

/** A declared resource. `inputs` may use the resource that it depends on. */
export interface Declared {
  readonly kind: ResourceKind;
  readonly name: string;
  /** Such as "Bot a". */
  readonly dependsOn?: string;
  readonly inputs: (dependency: Properties) => Properties;
}

const keyOf = ({ kind, name }: Pick<Declared, "kind" | "name">): string => `${kind} ${name}`;

const defined = (given: Properties): Properties =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));

const typeOf = (kind: string): string => `pulumi-nodejs:dynamic/coze:${kind}`;

/**
 * A program as data, without the SDK, for thousands of runs. If a resource fails and the engine goes on after errors,
 * the resources that do not depend on it are still registered.
 */
export function declaredProgram(all: readonly Declared[], { continueOnError = false } = {}): Program {
  return async (deployment) => {
    const outputs = new Map<string, Properties>();
    for (const { kind, name, dependsOn, inputs } of all) {
      const dependency = dependsOn === undefined ? {} : outputs.get(dependsOn);
      if (!dependency) continue;
      const given = { ...inputs(dependency), __resource: name, __provider: "the stub" };
      const [otherKind = "", otherName = ""] = dependsOn?.split(" ") ?? [];
      try {
        const { id, outputs: made } = await deployment.register({
          type: typeOf(kind),
          urn: urnOf(typeOf(kind), name),
          custom: true,
          inputs: defined(given),
          dependencies: dependsOn === undefined ? [] : [urnOf(typeOf(otherKind), otherName)],
          propertyDependencies: {},
        });
        outputs.set(keyOf({ kind, name }), { ...made, id: id ?? UNKNOWN });
      } catch (error) {
        if (!continueOnError) throw error;
      }
    }
    return undefined;
  };
}

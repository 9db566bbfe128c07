import { ASSET, RESOURCE, SIGNATURE } from "../marks";
import { UNKNOWN } from "../../../provider/values/tree";
import type { Deployment, Registered } from "./deployment";
import type { Program } from "./engine";
import { PROJECT, STACK, STACK_TYPE, urnOf } from "./names";
import { hashed, type Properties } from "./values";

interface Resource {
  /** Such as `coze:Bot`. */
  readonly type: string;
  readonly properties?: Properties;
  readonly options?: { readonly import?: string; readonly dependsOn?: readonly string[] };
}

/** The parts of a program in YAML that tests in this process use. */
interface YamlProgram {
  readonly resources: Readonly<Record<string, Resource>>;
  readonly outputs?: Properties;
}

const STACK_ITSELF = { type: STACK_TYPE, urn: urnOf(STACK_TYPE, `${PROJECT}-${STACK}`), custom: false };

/** What a program knows of its resources so far, by their names. */
type Made = Map<string, Registered>;

/** Runs a program in YAML on the plugin: `${name}` is a reference to a resource, `${name.output}` an output of it. */
export function yamlProgram({ resources, outputs = {} }: YamlProgram): Program {
  return async (deployment) => {
    await deployment.register({ ...STACK_ITSELF, inputs: {}, dependencies: [], propertyDependencies: {} });
    const made: Made = new Map();
    for (const name of inOrder(resources)) {
      const resource = resources[name];
      if (resource) made.set(name, await register(deployment, name, resource, made));
    }
    return evaluated(outputs, made) as Properties;
  };
}

function register(deployment: Deployment, name: string, resource: Resource, made: Made): Promise<Registered> {
  const { properties = {}, options = {} } = resource;
  const kind = resource.type.replace("coze:", "");
  const type = `coze:index:${kind}`;
  const urnsIn = (value: unknown): string[] => namesIn(value).flatMap((one) => made.get(one)?.urn ?? []);
  const sources = Object.entries(properties).map(([key, value]) => [key, urnsIn(value)] as const);
  return deployment.register({
    type,
    urn: urnOf(type, name),
    custom: true,
    // The schema has this alias for every kind.
    aliases: [urnOf(`pulumi-nodejs:dynamic/coze:${kind}`, name)],
    inputs: hashed(evaluated(properties, made) as Properties, process.cwd()),
    dependencies: urnsIn(resource),
    propertyDependencies: Object.fromEntries(sources),
    ...(options.import !== undefined && { import: options.import }),
  });
}

/** The names, each after those that it mentions. */
function inOrder(resources: YamlProgram["resources"]): string[] {
  const ordered = new Set<string>();
  const add = (name: string): void => {
    if (ordered.has(name)) return;
    for (const other of namesIn(resources[name])) add(other);
    ordered.add(name);
  };
  for (const name of Object.keys(resources)) add(name);
  return [...ordered];
}

const namesIn = (value: unknown): string[] =>
  [...JSON.stringify(value ?? null).matchAll(/\$\{(\w+)/g)].map(([, name = ""]) => name);

/** The value with what its expressions stand for. */
function evaluated(value: unknown, made: Made): unknown {
  if (typeof value === "string") {
    const [, name = "", output] = /^\$\{(\w+)(?:\.(\w+))?\}$/.exec(value) ?? [];
    const found = made.get(name);
    return found ? meant(found, output) : value;
  }
  if (Array.isArray(value)) return value.map((item) => evaluated(item, made));
  if (typeof value !== "object" || value === null) return value;
  if ("fn::stringAsset" in value) return { [SIGNATURE]: ASSET, text: value["fn::stringAsset"] };
  const entries = Object.entries(value).map(([key, item]) => [key, evaluated(item, made)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

function meant({ urn, id, outputs }: Registered, output: string | undefined): unknown {
  if (output === undefined) return { [SIGNATURE]: RESOURCE, urn, id: id ?? "" };
  return output === "id" ? (id ?? UNKNOWN) : outputs[output];
}

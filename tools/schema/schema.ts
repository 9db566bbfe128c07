import { listNameOf } from "../../provider/host/plugin/functions";
import { KINDS } from "../../provider/kinds";
import { SETTINGS, type Setting } from "../../provider/values/settings-table";
import pkg from "../../package.json";
import { Source, type DeclaredFunction, type DeclaredProperty } from "./source";
import { kindOf, rulesOf, Types, type ObjectSpec, type PropertySpec } from "./types";
import type { Kind, Listing } from "../../provider/host/kind";
import ts from "typescript";

/** Kept, since the compiler has to read the whole program for it. */
let read: Source | undefined;

/** The package's schema, from which the SDKs of all languages are generated. The build adds the version. */
export async function packageSchema(about: Package = pkg): Promise<object> {
  const source = (read ??= new Source());
  const types = new Types(source);
  const settings = settingsOf(source, types);
  const loaded = Object.entries(KINDS).map(async ([kind, load]) => [kind, await load()] as const);
  const kinds = new Map<string, Kind>(await Promise.all(loaded));
  const resources = Object.fromEntries(
    [...kinds.keys()].map((kind) => [`coze:index:${kind}`, resourceOf(kind, kinds, source, types)]),
  );
  const functions = Object.fromEntries(
    source.lookups.map((lookup) => [`coze:index:${lookup.name}`, functionOf(lookup, source, types)]),
  );
  return {
    name: "coze",
    displayName: "Coze",
    description: pkg.description,
    keywords: ["pulumi", "coze", "kind/native", "category/infrastructure"],
    license: pkg.license,
    publisher: "pulumi-coze",
    ...downloads(about),
    language: languages(about),
    config: { variables: settings },
    provider: {
      type: "object",
      description: source.descriptionOf("CozeProvider"),
      properties: settings,
      inputProperties: settings,
    },
    types: Object.fromEntries(Object.entries(types.nested).map(([name, spec]) => [`coze:index:${name}`, spec])),
    resources,
    functions,
  };
}

function settingsOf(source: Source, types: Types): Record<string, PropertySpec> {
  const table: Readonly<Record<string, Setting | undefined>> = SETTINGS;
  return Object.fromEntries(
    source.propertiesOf("CozeProviderArgs").map((property) => {
      const setting = table[property.name];
      const spec = types.property(property, setting);
      return [property.name, setting?.secret ? { ...spec, secret: true } : spec];
    }),
  );
}

function resourceOf(kind: string, kinds: ReadonlyMap<string, Kind>, source: Source, types: Types): object {
  const found = kinds.get(kind);
  if (!found) throw new Error(`there is no kind ${kind}`);
  const { inputs: schema, references = {}, secrets = [], listing } = found;
  const inCycle = cyclesOf(kind, found, kinds);
  const className = source.names.find((name) => kindOf(name) === kind) ?? "";
  const rules = rulesOf(schema);
  const specs = (properties: DeclaredProperty[]): Record<string, PropertySpec> =>
    Object.fromEntries(properties.map((p) => [p.name, types.property(p, rules.properties?.[p.name])]));
  const args = source.propertiesOf(`${className}Args`);
  const ruleless = args.find(({ name }) => rules.properties?.[name] === undefined && references[name] === undefined);
  if (ruleless) throw new Error(`${className}: ${ruleless.name} has no rule in the schema of its inputs`);
  const inputs = specs(args);
  for (const [key, { kind: other, isObject }] of Object.entries(references)) {
    const { description, deprecationMessage, ...object } = inputs[key] ?? {};
    const resource = { $ref: `#/resources/coze:index:${other}` };
    if (inCycle.includes(key)) inputs[key] = { $ref: "pulumi.json#/Any", description };
    if (isObject) inputs[key] = { oneOf: [resource, object], description };
  }
  const given = Object.values(references).flatMap(({ gives, isObject }) => (isObject ? [] : Object.keys(gives)));
  const declared = source.propertiesOf(className);
  const outputs = Object.entries(specs(declared)).map(([name, spec]) => {
    const described = spec.description?.startsWith("As declared in") ? inputs[name]?.description : spec.description;
    return [name, { ...spec, description: described, ...(secrets.includes(name) && { secret: true }) }];
  });
  return {
    description: source.descriptionOf(className),
    properties: Object.fromEntries(outputs) as object,
    required: declared.filter(({ optional }) => !optional).map(({ name }) => name),
    inputProperties: inputs,
    requiredInputs: (rules.required ?? []).filter((input) => !given.includes(input)),
    ...(listing && { listInputs: listInputsOf(listing) }),
    aliases: [{ type: `pulumi-nodejs:dynamic/coze:${kind}` }],
  };
}

/** The inputs of `List`. An engine that does not know this key ignores it. */
function listInputsOf({ query }: Listing): ObjectSpec {
  const names = Object.keys(query);
  const required = names.filter((name) => query[name]?.isRequired);
  const properties = names.map((name) => [name, { type: "string", description: query[name]?.description }]);
  return {
    type: "object",
    properties: Object.fromEntries(properties) as ObjectSpec["properties"],
    ...(required.length > 0 ? { required } : {}),
  };
}

/**
 * The references to kinds that refer back to this one: in Python's SDK, two modules that import each other cannot be
 * loaded.
 */
function cyclesOf(kind: string, { references = {} }: Kind, kinds: ReadonlyMap<string, Kind>): string[] {
  const namesBack = (other: string): boolean =>
    Object.values(kinds.get(other)?.references ?? {}).some((back) => back.kind === kind);
  return Object.keys(references).filter((key) => !references[key]?.isObject && namesBack(references[key]?.kind ?? ""));
}

function functionOf(lookup: DeclaredFunction, source: Source, types: Types): object {
  const args = source.propertiesOf(lookup.args);
  const required = args.filter(({ optional }) => !optional).map(({ name }) => name);
  return {
    description: lookup.description,
    ...(lookup.deprecated === undefined ? {} : { deprecationMessage: lookup.deprecated }),
    inputs: {
      type: "object",
      properties: Object.fromEntries(args.map((property) => [property.name, types.property(property, undefined)])),
      ...(required.length > 0 ? { required } : {}),
    },
    outputs: resultOf(lookup, source, types),
  };
}

/** A function of the schema returns an object, so a list stands under its name: `bots` of `getBots`. */
function resultOf({ name, result }: DeclaredFunction, source: Source, types: Types): ObjectSpec {
  if (ts.isArrayTypeNode(result)) {
    const key = listNameOf(name);
    return { type: "object", properties: { [key]: types.typeOf(result, undefined, key) }, required: [key] };
  }
  const properties = source.propertiesOf(result.getText());
  const required = properties.filter(({ optional }) => !optional).map((property) => property.name);
  return {
    type: "object",
    properties: Object.fromEntries(properties.map((p) => [p.name, types.property(p, undefined)])),
    ...(required.length > 0 ? { required } : {}),
  };
}

interface Package {
  readonly name: string;
  readonly repository?: { readonly url: string };
}

/** `owner/name` of the repository on GitHub, once the package has one. */
function repositoryOf({ repository }: Package): string | undefined {
  return /github\.com\/([^/]+\/[^/.]+)/.exec(repository?.url ?? "")?.[1];
}

/**
 * The address of the release's archives, from which the engine fetches the plugin, and the entries for the public
 * registry.
 */
function downloads(about: Package): object {
  const repository = repositoryOf(about);
  if (repository === undefined) return {};
  return {
    repository: `https://github.com/${repository}`,
    pluginDownloadURL: `github://api.github.com/${repository}`,
    logoUrl: `https://raw.githubusercontent.com/${repository}/main/docs/logo.png`,
  };
}

function languages(about: Package): object {
  const repository = repositoryOf(about);
  const goPath = `${repository === undefined ? "pulumi-coze" : `github.com/${repository}`}/sdk/go/coze`;
  return {
    csharp: { packageReferences: { Pulumi: "3.*" }, respectSchemaVersion: true },
    go: { importBasePath: goPath, respectSchemaVersion: true, generateResourceContainerTypes: true },
    java: { buildFiles: "gradle", basePackage: "com.pulumi", dependencies: { "com.pulumi:pulumi": "1.0.0" } },
    python: {
      packageName: "pulumi_coze",
      requires: { pulumi: ">=3.142.0,<4.0.0" },
      pyproject: { enabled: true },
      respectSchemaVersion: true,
    },
  };
}

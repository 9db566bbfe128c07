import type * as z from "zod";
import { listNameOf } from "../../provider/host/plugin/functions";
import { KINDS } from "../../provider/kinds";
import { SETTINGS, type Setting } from "../../provider/values/settings-table";
import pkg from "../../package.json";
import { Source, type DeclaredFunction, type DeclaredProperty } from "./source";
import { rulesOf, Types, type ObjectSpec, type PropertySpec } from "./types";
import ts from "typescript";

/** The package's schema, from which the SDKs of all languages are generated. The build adds the version. */
export async function packageSchema(about: Package = pkg): Promise<object> {
  const source = new Source();
  const types = new Types(source);
  const settings = settingsOf(source, types);
  const kinds = await Promise.all(Object.entries(KINDS).map(async ([kind, load]) => [kind, await load()] as const));
  const resources = Object.fromEntries(
    kinds.map(([kind, { inputs }]) => [`coze:index:${kind}`, resourceOf(kind, inputs, source, types)]),
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

function resourceOf(kind: string, schema: z.ZodType, source: Source, types: Types): object {
  // What a bot is does not repeat its name: a publication of a bot is CozeBotPublication.
  const className = source.names.find((name) => name === `Coze${kind}` || name === `CozeBot${kind}`) ?? "";
  const rules = rulesOf(schema);
  const specs = (properties: DeclaredProperty[]): Record<string, PropertySpec> =>
    Object.fromEntries(properties.map((p) => [p.name, types.property(p, rules.properties?.[p.name])]));
  const isInput = ({ name, type }: DeclaredProperty): boolean => {
    if (rules.properties?.[name] !== undefined) return true;
    // An argument that is a resource is for programs in TypeScript alone, and replaces inputs.
    if (/\bCoze[A-Z]/.test(type.getText())) return false;
    throw new Error(`${className}: ${name} has no rule in the schema of its inputs`);
  };
  const inputs = specs(source.propertiesOf(`${className}Args`).filter(isInput));
  const declared = source.propertiesOf(className);
  const outputs = Object.entries(specs(declared)).map(([name, spec]) => {
    const described = spec.description?.startsWith("As declared in") ? inputs[name]?.description : spec.description;
    return [name, { ...spec, description: described }];
  });
  return {
    description: source.descriptionOf(className),
    properties: Object.fromEntries(outputs) as object,
    required: declared.filter(({ optional }) => !optional).map(({ name }) => name),
    inputProperties: inputs,
    requiredInputs: [...(rules.required ?? [])],
    aliases: [{ type: `pulumi-nodejs:dynamic/coze:${kind}` }],
  };
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

/** A list is returned under its name, since a function returns an object: `bots` of `getBots`. */
function resultOf({ name, result }: DeclaredFunction, source: Source, types: Types): ObjectSpec {
  if (ts.isArrayTypeNode(result)) {
    const key = listNameOf(name);
    return { type: "object", properties: { [key]: types.typeOf(result, undefined) }, required: [key] };
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

/** Where the engine fetches the plugin from by itself, which are the archives of a release, and what the public registry shows. */
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

import type * as z from "zod";
import { listNameOf } from "../../provider/host/plugin/functions";
import type { ResourceKind } from "../../provider/lifecycle";
import { botInputs } from "../../provider/resources/bot/inputs";
import { botTestInputs } from "../../provider/resources/bot-test/inputs";
import { datasetInputs } from "../../provider/resources/dataset/inputs";
import { documentInputs } from "../../provider/resources/document/inputs";
import { fileInputs } from "../../provider/resources/file/inputs";
import { publicationInputs } from "../../provider/resources/publication/inputs";
import { SETTINGS, type Setting } from "../../provider/values/settings-table";
import pkg from "../../package.json";
import { Source, type DeclaredFunction, type DeclaredProperty } from "./source";
import { rulesOf, Types, type ObjectSpec, type PropertySpec } from "./types";
import ts from "typescript";

/** Of each kind: its class in TypeScript, the schema of its inputs, and the inputs that only a program in TypeScript has. */
const KINDS: Readonly<Record<ResourceKind, { class: string; inputs: z.ZodType; programOnly?: readonly string[] }>> = {
  Bot: { class: "CozeBot", inputs: botInputs },
  Publication: { class: "CozeBotPublication", inputs: publicationInputs, programOnly: ["bot"] },
  File: { class: "CozeFile", inputs: fileInputs },
  Dataset: { class: "CozeDataset", inputs: datasetInputs },
  Document: { class: "CozeDocument", inputs: documentInputs, programOnly: ["dataset"] },
  BotTest: { class: "CozeBotTest", inputs: botTestInputs, programOnly: ["bot", "publication"] },
};

/** The package's schema, from which the SDKs of all languages are generated. The build adds the version. */
export function packageSchema(about: Package = pkg): object {
  const source = new Source();
  const types = new Types(source);
  const settings = settingsOf(source, types);
  const resources = Object.fromEntries(
    Object.entries(KINDS).map(([kind, about]) => [`coze:index:${kind}`, resourceOf(kind, about, source, types)]),
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

function resourceOf(kind: string, about: (typeof KINDS)[ResourceKind], source: Source, types: Types): object {
  const { class: className, programOnly = [] } = about;
  const rules = rulesOf(about.inputs);
  const specs = (properties: DeclaredProperty[]): Record<string, PropertySpec> =>
    Object.fromEntries(properties.map((p) => [p.name, types.property(p, rules.properties?.[p.name])]));
  const inputs = specs(source.propertiesOf(`${className}Args`).filter(({ name }) => !programOnly.includes(name)));
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

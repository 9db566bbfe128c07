import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { KINDS } from "../../../provider/kinds";
import { SETTINGS, type Setting } from "../../../provider/values/settings-table";
import { packageSchema } from "../../../tools/schema/schema";

interface Spec {
  $ref?: string;
  items?: Spec;
  oneOf?: Spec[];
  properties?: Record<string, Spec>;
  required?: string[];
  secret?: boolean;
  description?: string;
}

interface Resource {
  inputProperties: Record<string, Spec>;
  requiredInputs: string[];
  properties: Record<string, Spec>;
}

let schema: {
  types: Record<string, Spec>;
  resources: Record<string, Resource>;
  provider: { inputProperties: Record<string, Spec> };
};
beforeAll(async () => {
  schema = (await packageSchema()) as typeof schema;
});

/** The paths of all inputs below a property of the schema. */
function paths(properties: Record<string, Spec> | undefined, before = ""): string[] {
  return Object.entries(properties ?? {}).flatMap(([name, spec]) => {
    const refs = [spec.items, spec, ...(spec.oneOf ?? [])].map((each) => each?.$ref?.replace("#/types/", "") ?? "");
    const inner = schema.types[refs.find((ref) => ref in schema.types) ?? ""];
    return [before + name, ...paths(inner?.properties, `${before}${name}.`)];
  });
}

interface Json {
  properties?: Record<string, Json>;
  items?: Json;
  anyOf?: Json[];
  required?: string[];
}

function zodPaths({ properties }: Json, before = ""): string[] {
  return Object.entries(properties ?? {}).flatMap(([name, inner]) => [
    before + name,
    // Beside an object there may be `null`.
    ...[inner.items ?? inner, ...(inner.anyOf ?? [])].flatMap((each) => zodPaths(each, `${before}${name}.`)),
  ]);
}

test("schema.json is what `npm run schema` writes", () => {
  const committed: unknown = JSON.parse(readFileSync(join(__dirname, "..", "..", "..", "schema.json"), "utf8"));
  expect(committed).toEqual(JSON.parse(JSON.stringify(schema)));
});

// The expectations of a test are alternatives, which the schema cannot say.
test.each(Object.entries(KINDS).filter(([kind]) => kind !== "BotTest"))(
  "zod, types and schema have the same inputs of a %s, and the same required ones",
  async (kind, load) => {
    const { inputs, references = {} } = await load();
    const rules = z.toJSONSchema(inputs, { unrepresentable: "any" }) as Json;
    const resource = schema.resources[`coze:index:${kind}`];
    const own = Object.entries(references).filter(([, { isObject }]) => !isObject);
    const named = own.map(([key]) => key);
    const given = own.flatMap(([, { gives }]) => Object.keys(gives));
    expect(paths(resource?.inputProperties).sort()).toEqual([...named, ...zodPaths(rules)].sort());
    // What a reference gives is required only without it.
    const required = (rules.required ?? []).filter((key) => !given.includes(key));
    expect(resource?.requiredInputs.sort()).toEqual(required.sort());
  },
);

test("the provider has the settings of the table, and their secrets are secret", () => {
  const { inputProperties } = schema.provider;
  expect(Object.keys(inputProperties).sort()).toEqual(Object.keys(SETTINGS).sort());
  const isSecret = Object.entries(SETTINGS as Record<string, Setting>).filter(([, { secret }]) => secret);
  const marked = Object.keys(inputProperties).filter((key) => inputProperties[key]?.secret);
  expect(marked.sort()).toEqual(isSecret.map(([key]) => key).sort());
});

test("everything is described, in words that fit every language", () => {
  const described = Object.entries(schema.resources).flatMap(([token, { inputProperties, properties }]) =>
    [...Object.entries(inputProperties), ...Object.entries(properties)].map(([name, spec]) => [
      `${token} ${name}`,
      spec.description ?? "",
    ]),
  );
  expect(described.filter(([, text]) => text === "")).toEqual([]);
  expect(described.filter(([, text]) => /\{@link|CozeBot|CozeFile|CozeD|As declared/.test(text ?? ""))).toEqual([]);
});

test("once the package has a repository, the schema says where the plugin, the logo and the SDK of Go are", async () => {
  const repository = { url: "git+https://github.com/somebody/pulumi-coze.git" };
  expect(await packageSchema({ name: "pulumi-coze", repository })).toMatchObject({
    repository: "https://github.com/somebody/pulumi-coze",
    pluginDownloadURL: "github://api.github.com/somebody/pulumi-coze",
    logoUrl: "https://raw.githubusercontent.com/somebody/pulumi-coze/main/docs/logo.png",
    language: { go: { importBasePath: "github.com/somebody/pulumi-coze/sdk/go/coze" } },
  });
  expect(schema).not.toHaveProperty("pluginDownloadURL");
});

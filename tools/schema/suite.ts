import { writeFileSync } from "node:fs";
import * as z from "zod";
import { suite } from "../../provider/cli/test/read-suite";
import { packageSchema } from "./schema";

interface Node {
  description?: string;
  properties?: Record<string, Node>;
  items?: Node;
  anyOf?: Node[];
  oneOf?: { required: string[] }[];
}

interface Described {
  readonly description?: string;
  readonly $ref?: string;
  readonly items?: Described;
}

type Types = Readonly<Record<string, { readonly properties?: Readonly<Record<string, Described>> }>>;

/**
 * The schema of a suite for editors: the rules of `pulumi-coze test`, with the descriptions of a `CozeBotTest`'s
 * inputs.
 */
export async function suiteSchema(): Promise<object> {
  const { types = {}, resources = {} } = (await packageSchema()) as {
    types?: Types;
    resources?: Record<string, { inputProperties?: Record<string, Described> }>;
  };
  const root = z.toJSONSchema(suite, { io: "input", target: "draft-7" }) as Node;
  describe(root, resources["coze:index:BotTest"]?.inputProperties ?? {}, types);
  const expectation = root.properties?.["cases"]?.items?.properties?.["expect"]?.items;
  const notKinds = ["arguments", "ignoreCase"];
  const kinds = Object.keys(expectation?.properties ?? {}).filter((key) => !notKinds.includes(key));
  if (expectation) expectation.oneOf = kinds.map((kind) => ({ required: [kind] }));
  return { $comment: "Made from the schema that pulumi-coze test checks with.", ...root };
}

/** Adds the descriptions of the package's schema to the properties of the same names. */
function describe(node: Node, words: Readonly<Record<string, Described>>, types: Types): void {
  for (const [key, property] of Object.entries(node.properties ?? {})) {
    const { description, $ref, items } = words[key] ?? {};
    if (description !== undefined) property.description = description;
    const type = ($ref ?? items?.$ref)?.replace("#/types/", "");
    const inner = type === undefined ? undefined : types[type]?.properties;
    if (inner) describe(property.items ?? property, inner, types);
  }
}

if (require.main === module) {
  const file = process.argv[2] ?? "suite.schema.json";
  void suiteSchema().then((schema) => writeFileSync(file, `${JSON.stringify(schema, undefined, 2)}\n`));
}

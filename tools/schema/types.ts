import ts from "typescript";
import * as z from "zod";
import { KINDS } from "../../provider/kinds";
import { typeArgument, type DeclaredProperty, type Source } from "./source";

/** A type in Pulumi's package schema. */
export interface TypeSpec {
  type?: string;
  $ref?: string;
  items?: TypeSpec;
  additionalProperties?: TypeSpec;
  oneOf?: TypeSpec[];
}

export type PropertySpec = TypeSpec & { description?: string; secret?: boolean; deprecationMessage?: string };

export interface EnumSpec {
  type: "string";
  description?: string;
  enum: { value: string }[];
}

export interface ObjectSpec {
  type: "object";
  description?: string;
  properties: Record<string, PropertySpec>;
  required?: string[];
}

/** The parts of zod's JSON schema that types cannot express. */
export interface Rules {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Rules>>;
  readonly required?: readonly string[];
  readonly items?: Rules;
  readonly additionalProperties?: Rules | boolean;
}

export function rulesOf(schema: z.ZodType): Rules {
  return z.toJSONSchema(schema, { unrepresentable: "any" }) as Rules;
}

/** The kind of a resource class. Kinds leave out "Bot": the class of the kind Publication is CozeBotPublication. */
export function kindOf(className: string): string | undefined {
  return Object.keys(KINDS).find((kind) => className === `Coze${kind}` || className === `CozeBot${kind}`);
}

/** Wrappers of types in programs. The schema has only the types inside. */
const WRAPPERS = new Set(["pulumi.Input", "pulumi.Output", "DeepInput", "Required", "Partial"]);

const isNotNull = (type: ts.TypeNode): boolean =>
  !(ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword);

/** Turns declared types into those of the schema, and collects the nested ones. */
export class Types {
  readonly nested: Record<string, ObjectSpec | EnumSpec> = {};

  constructor(private readonly source: Source) {}

  /** `owner` is the type that has the property. */
  property(property: DeclaredProperty, rules: Rules | undefined, owner = ""): PropertySpec {
    const { description, deprecated, name } = property;
    const capitalised = name.charAt(0).toUpperCase() + name.slice(1);
    // A name of one word, such as "type", says too little by itself.
    const words = /[a-z][A-Z]/.test(name) ? capitalised : owner + capitalised;
    return {
      ...this.typeOf(property.type, rules, words),
      description,
      ...(deprecated === undefined ? {} : { deprecationMessage: deprecated }),
    };
  }

  /** `name` is for an enum that has no name of its own. */
  typeOf(node: ts.TypeNode, rules: Rules | undefined, name: string): TypeSpec {
    if (ts.isParenthesizedTypeNode(node)) return this.typeOf(node.type, rules, name);
    if (ts.isArrayTypeNode(node)) return { type: "array", items: this.typeOf(node.elementType, rules?.items, name) };
    if (ts.isUnionTypeNode(node)) return this.unionOf(node, rules, name);
    if (ts.isTypeReferenceNode(node)) return this.referenceOf(node, rules, name);
    if (isText(node)) return { type: "string" };
    switch (node.kind) {
      case ts.SyntaxKind.StringKeyword:
        return { type: "string" };
      case ts.SyntaxKind.BooleanKeyword:
        return { type: "boolean" };
      case ts.SyntaxKind.NumberKeyword:
        // Numbers without a schema are Coze's counts, sizes and times in seconds.
        return { type: rules?.type ?? "integer" };
      case ts.SyntaxKind.UnknownKeyword:
        return { $ref: "pulumi.json#/Any" };
      default:
        throw new Error(`the schema has no type for ${node.getText()}`);
    }
  }

  private unionOf(node: ts.UnionTypeNode, rules: Rules | undefined, name: string): TypeSpec {
    // The languages of the schema do not distinguish absent from null.
    const members = node.types.filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword).filter(isNotNull);
    const [only] = members;
    if (only && members.length === 1) return this.typeOf(only, rules, name);
    const words = members.flatMap((type) =>
      ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? [type.literal.text] : [],
    );
    if (words.length === members.length) return this.enumOf(words, name);
    // Either `true`, or an object that says more.
    if (members.some((type) => type.getText() === "true")) return { $ref: "pulumi.json#/Any" };
    throw new Error(`the schema has no type for ${node.getText()}`);
  }

  private enumOf(words: readonly string[], name: string): TypeSpec {
    const before = this.nested[name];
    const spec: EnumSpec = { type: "string", enum: words.map((value) => ({ value })) };
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(spec)) {
      throw new Error(`${name} is the name of two lists of words: give one of them a type of its own`);
    }
    this.nested[name] = spec;
    return { $ref: `#/types/coze:index:${name}` };
  }

  private referenceOf(node: ts.TypeReferenceNode, rules: Rules | undefined, property: string): TypeSpec {
    const name = node.typeName.getText();
    const argument = typeArgument(node);
    if (WRAPPERS.has(name) && argument) return this.typeOf(argument, rules, property);
    if (name === "Fraction") return { type: "number" };
    if (name === "pulumi.asset.Asset") return { $ref: "pulumi.json#/Asset" };
    if (name === "Record" && node.typeArguments?.[1]) {
      const inner = rules?.additionalProperties;
      const values = this.typeOf(node.typeArguments[1], typeof inner === "object" ? inner : undefined, property);
      return { type: "object", additionalProperties: values };
    }
    const kind = kindOf(name);
    if (kind !== undefined) return { $ref: `#/resources/coze:index:${kind}` };
    const alias = this.source.aliasOf(name);
    if (alias) return this.typeOf(alias, rules, name);
    this.addNested(name, rules);
    return { $ref: `#/types/coze:index:${name}` };
  }

  private addNested(name: string, rules: Rules | undefined): void {
    if (name in this.nested && rules === undefined) return;
    const properties = this.source.propertiesOf(name);
    const required = properties.filter(({ optional }) => !optional).map((property) => property.name);
    this.nested[name] = {
      type: "object",
      description: this.source.descriptionOf(name),
      properties: Object.fromEntries(
        properties.map((p) => [p.name, this.property(p, rules?.properties?.[p.name], name)]),
      ),
      ...(required.length > 0 ? { required } : {}),
    };
  }
}

function isText(type: ts.TypeNode): boolean {
  return ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal);
}

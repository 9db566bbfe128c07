import ts from "typescript";
import * as z from "zod";
import { typeArgument, type DeclaredProperty, type Source } from "./source";

/** A type in Pulumi's package schema. */
export interface TypeSpec {
  type?: string;
  $ref?: string;
  items?: TypeSpec;
  additionalProperties?: TypeSpec;
}

export type PropertySpec = TypeSpec & { description?: string; secret?: boolean; deprecationMessage?: string };

export interface ObjectSpec {
  type: "object";
  description?: string;
  properties: Record<string, PropertySpec>;
  required?: string[];
}

/** What is read of zod's JSON schema: what types cannot say. */
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

/** Wrappers that programs see and the wire does not. */
const WRAPPERS = new Set(["pulumi.Input", "pulumi.Output", "DeepInput", "Required", "Partial"]);

const isNotNull = (type: ts.TypeNode): boolean =>
  !(ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword);

/** Turns declared types into those of the schema, and collects the nested ones. */
export class Types {
  readonly nested: Record<string, ObjectSpec> = {};

  constructor(private readonly source: Source) {}

  property(property: DeclaredProperty, rules: Rules | undefined): PropertySpec {
    const { description, deprecated } = property;
    return {
      ...this.typeOf(property.type, rules),
      description,
      ...(deprecated === undefined ? {} : { deprecationMessage: deprecated }),
    };
  }

  typeOf(node: ts.TypeNode, rules: Rules | undefined): TypeSpec {
    if (ts.isParenthesizedTypeNode(node)) return this.typeOf(node.type, rules);
    if (ts.isArrayTypeNode(node)) return { type: "array", items: this.typeOf(node.elementType, rules?.items) };
    if (ts.isUnionTypeNode(node)) return this.unionOf(node, rules);
    if (isText(node)) return { type: "string" };
    if (ts.isTypeReferenceNode(node)) return this.referenceOf(node, rules);
    switch (node.kind) {
      case ts.SyntaxKind.StringKeyword:
        return { type: "string" };
      case ts.SyntaxKind.BooleanKeyword:
        return { type: "boolean" };
      case ts.SyntaxKind.NumberKeyword:
        // What Coze returns and no schema checks is a count, a size or a time in seconds.
        return { type: rules?.type ?? "integer" };
      case ts.SyntaxKind.UnknownKeyword:
        return { $ref: "pulumi.json#/Any" };
      default:
        throw new Error(`the schema has no type for ${node.getText()}`);
    }
  }

  private unionOf(node: ts.UnionTypeNode, rules: Rules | undefined): TypeSpec {
    // No language of the schema tells absent from null.
    const members = node.types.filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword).filter(isNotNull);
    const [only] = members;
    if (only && members.length === 1) return this.typeOf(only, rules);
    // A list of words stays a text: its description names them, and a constant of each language says no more.
    if (members.every(isText)) return { type: "string" };
    // `true`, or what says more.
    if (members.some((type) => type.getText() === "true")) return { $ref: "pulumi.json#/Any" };
    throw new Error(`the schema has no type for ${node.getText()}`);
  }

  private referenceOf(node: ts.TypeReferenceNode, rules: Rules | undefined): TypeSpec {
    const name = node.typeName.getText();
    const argument = typeArgument(node);
    if (WRAPPERS.has(name) && argument) return this.typeOf(argument, rules);
    if (name === "Fraction") return { type: "number" };
    if (name === "pulumi.asset.Asset") return { $ref: "pulumi.json#/Asset" };
    if (name === "Record" && node.typeArguments?.[1]) {
      const inner = rules?.additionalProperties;
      const values = this.typeOf(node.typeArguments[1], typeof inner === "object" ? inner : undefined);
      return { type: "object", additionalProperties: values };
    }
    const alias = this.source.aliasOf(name);
    if (alias) return this.typeOf(alias, rules);
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
      properties: Object.fromEntries(properties.map((p) => [p.name, this.property(p, rules?.properties?.[p.name])])),
      ...(required.length > 0 ? { required } : {}),
    };
  }
}

function isText(type: ts.TypeNode): boolean {
  return ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal);
}

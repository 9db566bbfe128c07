import { join } from "node:path";
import ts from "typescript";
import { KINDS } from "../../provider/kinds";

const ROOT = join(__dirname, "..", "..");

export interface DeclaredProperty {
  readonly name: string;
  readonly type: ts.TypeNode;
  readonly optional: boolean;
  readonly description: string;
  readonly deprecated: string | undefined;
}

/** A function that a program can call. */
export interface DeclaredFunction {
  readonly name: string;
  readonly args: string;
  readonly result: ts.TypeNode;
  readonly description: string;
  readonly deprecated: string | undefined;
}

type Declaration = ts.InterfaceDeclaration | ts.ClassDeclaration | ts.TypeAliasDeclaration | ts.FunctionDeclaration;

/** The exports of `provider/index.ts`, as syntax trees with their comments. */
export class Source {
  private readonly checker: ts.TypeChecker;
  private readonly exported: ReadonlyMap<string, Declaration>;

  constructor() {
    const entry = join(ROOT, "provider", "index.ts");
    const config = join(ROOT, "tsconfig.json");
    const { options } = ts.parseJsonConfigFileContent(
      ts.readConfigFile(config, (path) => ts.sys.readFile(path)).config,
      ts.sys,
      ROOT,
    );
    const program = ts.createProgram([entry], options);
    this.checker = program.getTypeChecker();
    const file = program.getSourceFile(entry);
    const module = file && this.checker.getSymbolAtLocation(file);
    if (!module) throw new Error(`${entry} is no module`);
    this.exported = new Map(
      this.checker.getExportsOfModule(module).flatMap((symbol) => {
        const target = symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
        const declaration = target.declarations?.[0];
        return declaration ? [[symbol.name, declaration as Declaration]] : [];
      }),
    );
  }

  get names(): string[] {
    return [...this.exported.keys()];
  }

  interfaceOf(name: string): ts.InterfaceDeclaration | undefined {
    const found = this.exported.get(name);
    return found && ts.isInterfaceDeclaration(found) ? found : undefined;
  }

  aliasOf(name: string): ts.TypeNode | undefined {
    const found = this.exported.get(name);
    return found && ts.isTypeAliasDeclaration(found) ? found.type : undefined;
  }

  /** The fields of an interface, or those that a class declares as outputs. */
  propertiesOf(name: string): DeclaredProperty[] {
    const declaration = this.exported.get(name);
    if (!declaration || !(ts.isInterfaceDeclaration(declaration) || ts.isClassDeclaration(declaration))) {
      throw new Error(`provider/index.ts exports no interface or class ${name}`);
    }
    return this.membersOf(declaration).flatMap((member) => {
      if (!(ts.isPropertySignature(member) || ts.isPropertyDeclaration(member)) || !member.type) return [];
      const optional = member.questionToken !== undefined || mayBeUndefined(member.type);
      return [{ name: member.name.getText(), type: member.type, optional, ...this.docsOf(member) }];
    });
  }

  /** The inherited members of an interface, then its own. */
  private membersOf(declaration: ts.InterfaceDeclaration | ts.ClassDeclaration): ts.Node[] {
    if (ts.isClassDeclaration(declaration)) return [...declaration.members];
    const bases = (declaration.heritageClauses ?? []).flatMap(({ types }) => types);
    const inherited = bases.flatMap((base) => {
      const [found] = this.checker.getTypeAtLocation(base).symbol.declarations ?? [];
      return found && ts.isInterfaceDeclaration(found) ? this.membersOf(found) : [];
    });
    return [...inherited, ...declaration.members];
  }

  descriptionOf(name: string): string {
    const declaration = this.exported.get(name);
    if (!declaration) throw new Error(`provider/index.ts exports no ${name}`);
    return this.docsOf(declaration).description;
  }

  /** The lookups: `getBot` and the like, without their twins for outputs. */
  get lookups(): DeclaredFunction[] {
    return [...this.exported].flatMap(([name, declaration]) => {
      if (!/^get[A-Z]/.test(name) || name.endsWith("Output") || !ts.isFunctionDeclaration(declaration)) return [];
      const args = declaration.parameters[0]?.type?.getText() ?? "";
      const result = declaration.type && typeArgument(declaration.type);
      if (!result) throw new Error(`${name} returns no promise`);
      return [{ name, args, result, ...this.docsOf(declaration) }];
    });
  }

  private docsOf(node: ts.Declaration): { description: string; deprecated: string | undefined } {
    const symbol = this.checker.getSymbolAtLocation(ts.getNameOfDeclaration(node) ?? node);
    const tag = (wanted: string): string | undefined => {
      const found = symbol?.getJsDocTags(this.checker).find(({ name }) => name === wanted);
      return found && plainText(ts.displayPartsToString(found.text));
    };
    const text = plainText(ts.displayPartsToString(symbol?.getDocumentationComment(this.checker)));
    const byDefault = tag("default");
    return {
      description: byDefault === undefined ? text : `${text}\n\nDefault: \`${byDefault}\`.`,
      deprecated: tag("deprecated"),
    };
  }
}

/** `T` of `Promise<T>`, `pulumi.Output<T>` and the like. */
export function typeArgument(node: ts.TypeNode): ts.TypeNode | undefined {
  return ts.isTypeReferenceNode(node) ? node.typeArguments?.[0] : undefined;
}

const CLASS_NAMES = new RegExp(`\\bCoze(${[...Object.keys(KINDS), "Provider"].join("|")})(Args)?\\b`, "g");

/** Replaces the names of the TypeScript classes by those of other languages. */
function plainText(text: string): string {
  return text
    .replace(/\{@link ([^}]+?) *\}/g, "`$1`")
    .replace(/``+([^`]+)``+/g, "`$1`")
    .replace(/\bCozeBotPublication(Args)?\b/g, "Publication$1")
    .replace(CLASS_NAMES, "$1$2")
    .trim();
}

function mayBeUndefined(node: ts.TypeNode): boolean {
  const inner = typeArgument(node) ?? node;
  return ts.isUnionTypeNode(inner) && inner.types.some(({ kind }) => kind === ts.SyntaxKind.UndefinedKeyword);
}

import { resolve } from "node:path";
import ts from "typescript";
import * as z from "zod/mini";

/** The property paths of a type, lists as what they hold: `plugin_info_list.api_info_list.api_id`. */
export interface Names {
  readonly all: ReadonlySet<string>;
  /** Those that are always there, as far as the type says. */
  readonly required: ReadonlySet<string>;
}

/** Reads the names out of declarations, where a test at run time can't see them. */
export function typeNames(file: string, types: readonly string[]): Record<string, Names> {
  const path = resolve(file);
  const program = ts.createProgram([path], {
    strict: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} is no module`);
  const exported = new Map(checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol]));
  return Object.fromEntries(
    types.map((name) => {
      const symbol = exported.get(name);
      if (!symbol) throw new Error(`${file} has no type ${name}`);
      return [name, names(checker, checker.getDeclaredTypeOfSymbol(symbol))];
    }),
  );
}

function names(checker: ts.TypeChecker, root: ts.Type): Names {
  const all = new Set<string>();
  const required = new Set<string>();
  const visit = (type: ts.Type, prefix: string, isRequired: boolean): void => {
    const bare = checker.getNonNullableType(type);
    const item = checker.isArrayType(bare) ? checker.getTypeArguments(bare as ts.TypeReference)[0] : undefined;
    if (item) visit(item, prefix, isRequired);
    else if (bare.flags & ts.TypeFlags.Object) {
      for (const property of bare.getProperties()) {
        const isAlways = isRequired && !(property.flags & ts.SymbolFlags.Optional);
        all.add(prefix + property.name);
        if (isAlways) required.add(prefix + property.name);
        visit(checker.getTypeOfSymbol(property), `${prefix}${property.name}.`, isAlways);
      }
    }
  };
  visit(root, "", true);
  return { all, required };
}

/** The property paths of what a schema reads, in the same form. */
export function answerNames(schema: z.core.$ZodType, prefix = ""): Set<string> {
  if (schema instanceof z.core.$ZodOptional) return answerNames(schema._zod.def.innerType, prefix);
  if (schema instanceof z.core.$ZodPipe) return answerNames(schema._zod.def.in, prefix);
  if (schema instanceof z.core.$ZodArray) return answerNames(schema._zod.def.element, prefix);
  if (!(schema instanceof z.core.$ZodObject)) return new Set();
  return new Set(
    Object.entries(schema._zod.def.shape).flatMap(([key, inner]) => [
      prefix + key,
      ...answerNames(inner, `${prefix}${key}.`),
    ]),
  );
}

/** The property paths of a value, in the same form. */
export function valueNames(value: unknown, prefix = ""): Set<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((item) => [...valueNames(item, prefix)]));
  if (typeof value !== "object" || value === null) return new Set();
  return new Set(
    Object.entries(value).flatMap(([key, inner]) => [prefix + key, ...valueNames(inner, `${prefix}${key}.`)]),
  );
}

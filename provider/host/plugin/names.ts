import { formatPath, sentence, type Problem } from "../../values/problem";
import { inPython, type Spelling } from "./language";

interface Spec {
  readonly $ref?: string;
  readonly items?: Spec;
  readonly additionalProperties?: Spec;
  readonly oneOf?: readonly Spec[];
  readonly properties?: Specs;
}
type Specs = Readonly<Record<string, Spec | undefined>>;

/** The part of the package's schema that is read. */
interface Schema {
  readonly types: Specs;
  readonly resources: Readonly<Record<string, { readonly inputProperties?: Specs } | undefined>>;
}

/** The names of inputs in the program's language, for the problems of a check. */
export class Names {
  private parsed: Schema | undefined;
  private found: { readonly spelling: Spelling | undefined } | undefined;

  /** Both functions are called once, at the first problem. */
  constructor(
    private readonly schemaText: () => string,
    private readonly findSpelling: () => Spelling | undefined,
  ) {}

  /**
   * The problem with the names of the program's language. If the language is not known, with both names of the
   * property.
   */
  sentence(token: string, problem: Problem): string {
    const { spelling } = (this.found ??= { spelling: this.findSpelling() });
    if (spelling === undefined) return this.withBothNames(token, problem);
    const path = this.pathIn(token, problem.path, spelling);
    return sentence({ ...problem, path, rule: this.rulesIn(token, problem.rule, spelling) });
  }

  private withBothNames(token: string, problem: Problem): string {
    const [ours, python] = [formatPath(problem.path), formatPath(this.pathIn(token, problem.path, inPython))];
    const both = python === ours ? "" : ` (${python} in Python)`;
    return `${ours}${both}${sentence(problem).slice(ours.length)}`;
  }

  /** The path with the language's names. Keys of the program's own, such as in `customVariables`, stay as they are. */
  private pathIn(token: string, path: Problem["path"], spelling: Spelling): Problem["path"] {
    let spec: Spec | undefined = { properties: this.schema().resources[token]?.inputProperties };
    return path.map((part) => {
      const names: Specs = this.propertiesOf(spec);
      const isName = typeof part === "string" && Object.hasOwn(names, part);
      spec = isName ? names[part] : (spec?.items ?? spec?.additionalProperties);
      return isName ? spelling(part) : part;
    });
  }

  /**
   * The rule with the language's names for other properties. Only a word with a capital letter in it is surely the name
   * of a property.
   */
  private rulesIn(token: string, rule: string, spelling: Spelling): string {
    const names = new Set(Object.keys(this.schema().resources[token]?.inputProperties ?? {}));
    for (const spec of Object.values(this.schema().types))
      for (const name of Object.keys(spec?.properties ?? {})) names.add(name);
    return rule.replace(/(?<![\w:#/-])[a-z]+[A-Z]\w*/g, (word) => (names.has(word) ? spelling(word) : word));
  }

  private propertiesOf(spec: Spec | undefined): Specs {
    const name = /^#\/types\/(.+)$/.exec(spec?.$ref ?? "")?.[1];
    const properties = name === undefined ? spec?.properties : this.schema().types[name]?.properties;
    return Object.assign({}, properties, ...(spec?.oneOf ?? []).map((each) => this.propertiesOf(each))) as Specs;
  }

  private schema(): Schema {
    return (this.parsed ??= JSON.parse(this.schemaText()) as Schema);
  }
}

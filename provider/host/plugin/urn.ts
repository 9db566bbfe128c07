/** What a URN says of its resource: `urn:pulumi:stack::project::parents$type::name`. */
export interface UrnParts {
  readonly project: string;
  readonly type: string;
  readonly name: string;
}

export function urnParts(urn: string): UrnParts {
  const [, project = "", types = "", ...name] = urn.split("::");
  // A name may hold the separator.
  return { project, type: types.split("$").at(-1) ?? "", name: name.join("::") };
}

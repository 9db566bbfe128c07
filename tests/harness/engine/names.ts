/** The project of every stack in process, and of the first stack of the CLI's workspaces. */
export const PROJECT = "coze";
export const STACK = "dev";

export const STACK_TYPE = "pulumi:pulumi:Stack";

export function urnOf(type: string, name: string, parent?: string): string {
  const parentType = parent?.split("::")[2] ?? STACK_TYPE;
  const qualified = parentType === STACK_TYPE ? type : `${parentType}$${type}`;
  return `urn:pulumi:${STACK}::${PROJECT}::${qualified}::${name}`;
}

/** A Coze resource as tests name it: "Bot support". */
export function shortName(urn: string): string {
  return urn.replace(/^.*(?:dynamic\/coze|coze:index):(\w+)::(.*)$/, "$1 $2");
}

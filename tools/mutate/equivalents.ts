import type { Mutation } from "./mutations";

/** Mutations that change no behaviour, and why: by file, and the text of the operator or condition. */
const EQUIVALENT: readonly {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly why: string;
}[] = [];

export function equivalenceOf({ file, before, after }: Mutation): string | undefined {
  return EQUIVALENT.find((one) => one.file === file && one.before === before && one.after === after)?.why;
}

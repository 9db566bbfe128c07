import type { Diff } from "../../provider/lifecycle";

/** A diff without the paths that changed: what the dynamic host returns. */
export type PlainDiff = Omit<Diff, "changed">;

export const plainDiff = ({ changes, replaces }: Diff): PlainDiff => ({ changes, replaces });

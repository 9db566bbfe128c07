/** True for two types that no use could tell apart: optional and readonly keys count, `any` equals itself only. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- one T each, compared with the other
export type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** An error where the type is not `true`. */
export type Holds<T extends true> = T;

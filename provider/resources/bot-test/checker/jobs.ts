type Schema = Readonly<Record<string, unknown>>;

/** What a thread is asked to do. */
export type Job =
  | { readonly kind: "match"; readonly text: string; readonly pattern: string; readonly flags: string }
  | { readonly kind: "fit"; readonly value: unknown; readonly schema: Schema }
  | { readonly kind: "problems"; readonly schema: Schema };

/** What is wrong with a schema, and where in it. */
export interface SchemaProblem {
  readonly path: readonly (string | number)[];
  readonly rule: string;
}

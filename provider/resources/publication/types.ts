/** The number of passed cases of a test, and of all cases. */
export interface PassedCases {
  /** The cases that have passed: 0 or more. */
  passed: number;
  /** All cases of the test. */
  of: number;
}

/** A version of another stack that a publication has promoted. */
export interface PromotedVersion {
  /** The version that was live in that stack. */
  version: string;
  /**
   * The commit of its program, recorded by that stack: the first 12 characters, followed by `-dirty` if files had been
   * changed since.
   */
  commit?: string;
  /** The test that the version passed there. */
  tested?: PassedCases;
  /** The name of the stack, if the program gives it. `promotionFrom` does. */
  stack?: string;
}

/** The last publish of a publication, for its own stack and for the next one. */
export interface PublishedPromotion {
  /**
   * The promotion hash of the published content, the same as the output `promotionHash`. Empty if the content that went
   * live is not known.
   */
  hash: string;
  /** The version. */
  version: string;
  /**
   * The commit of the program, from the variables of the CI server or from git: the first 12 characters, followed by
   * `-dirty` if files had been changed since. Absent if neither knows a commit, and for an adopted version.
   */
  commit?: string;
  /** The test that the version passed. Absent without `requireTest`. */
  tested?: PassedCases;
  /**
   * The promoted version of the earlier stack, with its commit and its test. Absent if `requirePromotion` has no
   * version.
   */
  before?: PromotedVersion;
}

/** How many cases of a test have passed. */
export interface PassedCases {
  /** The cases that have passed: 0 or more. */
  passed: number;
  /** All cases of the test. */
  of: number;
}

/** A version that a publication has taken over from another stack. */
export interface PromotedVersion {
  /** The version that was live in that stack. */
  version: string;
  /**
   * The commit of its program, as that stack has recorded it: the first 12 characters, with `-dirty` behind it if files
   * had been changed since.
   */
  commit?: string;
  /** The test that had let it through there. */
  tested?: PassedCases;
  /** The stack, if the program has named it: `promotionFrom` does. */
  stack?: string;
}

/** The last publish of a publication, for its own stack and for the next one. */
export interface PublishedPromotion {
  /**
   * The promotion hash of the published content, as the output `promotionHash`. Empty if it is not known what went
   * live.
   */
  hash: string;
  /** The version. */
  version: string;
  /**
   * The commit of the program, from the variables of the CI server or from git: the first 12 characters, with `-dirty`
   * behind it if files had been changed since. Absent if neither knows one, and of an adopted version.
   */
  commit?: string;
  /** The test that has let the version through. Absent without `requireTest`. */
  tested?: PassedCases;
  /**
   * What was taken over: the version of the stack before, with its commit and its test. Absent if `requirePromotion`
   * has not named its version.
   */
  before?: PromotedVersion;
}

import { ApiError, failure, type Reply } from "./reply";

/** The differences between servers that apply to every route. */
export interface Dialect {
  /** The header with the id of an answer. */
  readonly logIdHeader: string;
  /** The answer to a token that is not accepted. */
  readonly rejected: () => ApiError;
  /** The answer to a call that the server does not have. */
  readonly lacking: (pattern: string) => Reply;
}

/** Coze's cloud. */
export const COZE: Dialect = {
  logIdHeader: "x-tt-logid",
  rejected: () => new ApiError(700012006, "access token invalid", 401),
  lacking: (pattern) => failure(404, 4000, `The requested API endpoint ${pattern} does not exist.`),
};

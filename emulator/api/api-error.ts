/** A failure that the API answers with: a `code`, mostly in an HTTP 200. */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly httpStatus = 200,
  ) {
    super(message);
  }
}

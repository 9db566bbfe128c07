/** The error with which a promise is rejected. It must be of this kind; default: any error. */
export async function failureOf(attempt: Promise<unknown>): Promise<Error>;
export async function failureOf<E extends Error>(
  attempt: Promise<unknown>,
  kind: abstract new (...args: never[]) => E,
): Promise<E>;
export async function failureOf(
  attempt: Promise<unknown>,
  kind: abstract new (...args: never[]) => Error = Error,
): Promise<Error> {
  const error = await attempt.then(
    () => new Succeeded(),
    (reason: unknown) => reason,
  );
  if (error instanceof Succeeded) throw error;
  // An error of Node itself comes from another realm than the tests.
  const isError = kind === Error ? isLikeError(error) : error instanceof kind;
  if (isError) return error as Error;
  throw new Error("it did not fail with such an error", { cause: error });
}

class Succeeded extends Error {
  constructor() {
    super("it did not fail");
  }
}

const isLikeError = (error: unknown): error is Error =>
  typeof error === "object" && error !== null && "message" in error;

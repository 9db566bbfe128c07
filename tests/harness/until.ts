/** A little less than the limit of a test, so that the failure says what it waited for. */
const LIMIT_MS = 590_000;

/** Waits for a condition, and fails if it does not come true. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + LIMIT_MS;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`the condition did not come true in time: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const SIZE = 500;
const RETRY_COST = 5;
const TIMEOUT_COST = 10;

/**
 * The repetitions that a process may still make. Each one costs, and each success earns a little. Without it, hundreds of
 * resources would repeat their calls against a server that is down.
 */
export class RetryBudget {
  private left = SIZE;

  spend(afterTimeout: boolean): boolean {
    const cost = afterTimeout ? TIMEOUT_COST : RETRY_COST;
    if (cost > this.left) return false;
    this.left -= cost;
    return true;
  }

  earn(): void {
    this.left = Math.min(SIZE, this.left + 1);
  }
}

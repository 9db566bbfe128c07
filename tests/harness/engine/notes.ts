import type { Op, Step } from "./state";
import { changesBetween, type Properties } from "./values";

/** The steps of a deployment, and its errors. */
export class Notes {
  readonly steps: Step[] = [];
  readonly errors: Record<string, Error> = {};

  get hasFailed(): boolean {
    return Object.keys(this.errors).length > 0;
  }

  protected note(op: Op, urn: string, before: Properties, after: Properties): void {
    this.steps.push({ op, urn, changes: changesBetween(before, after) });
  }

  protected async noting<T>(key: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.errors[key] ??= error as Error;
      throw error;
    }
  }
}

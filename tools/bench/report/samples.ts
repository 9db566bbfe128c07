import { OPERATIONS, type Operation } from "../contenders";
import type { Results } from "../run";
import { spreadOf, type Spread } from "../stats";

/** Milliseconds, in the order of the repetitions. */
export function times({ samples }: Results, contender: string, operation: Operation, bots: number): number[] {
  return samples
    .filter((sample) => sample.contender === contender && sample.operation === operation && sample.bots === bots)
    .sort((a, b) => a.repetition - b.repetition)
    .map(({ ms }) => ms);
}

/** The calls of one operation; the same in every repetition, or the highest. */
export function calls({ samples }: Results, contender: string, operation: Operation, bots: number): number {
  const counts = samples
    .filter((sample) => sample.contender === contender && sample.operation === operation && sample.bots === bots)
    .map((sample) => sample.calls);
  return Math.max(...counts);
}

/** The numbers of bots that were measured; the empty stack is none of them. */
export function sizes({ samples }: Results): number[] {
  return [...new Set(samples.map(({ bots }) => bots))].filter((bots) => bots > 0).sort((a, b) => a - b);
}

/** Milliseconds of an operation on a stack without resources. */
export function emptyStack(results: Results, operation: Operation): number {
  return spreadOf(times(results, "floor", operation, 0)).median;
}

/** All five operations one after another, in the order of the repetitions. */
export function wholeLife(results: Results, contender: string, bots: number): number[] {
  const each = OPERATIONS.map((operation) => times(results, contender, operation, bots));
  return (each[0] ?? []).map((_, i) => each.reduce((sum, values) => sum + (values[i] ?? 0), 0));
}

export function ratioText({ median, min, max, times: count }: Spread): string {
  const spread = count > 1 ? ` (${min.toFixed(2)}–${max.toFixed(2)})` : "";
  return `${median.toFixed(2)}${spread}`;
}

export function unitText({ median, min, max }: Spread, unit: string): string {
  return `${median.toFixed(0)} ${unit} (${min.toFixed(0)}–${max.toFixed(0)})`;
}

import * as z from "zod";

/** A query parameter that holds a whole number. */
export function integer(min: number, max: number, fallback: number) {
  return z
    .string()
    .regex(/^-?\d+$/, "must be an integer")
    .default(String(fallback))
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be ${min} to ${max}`);
}

export const pageNumber = integer(1, 1_000_000, 1);

/** A number as its digits and the power of ten that they are of: 19.99 is 1999 and -2. */
interface Decimal {
  readonly digits: bigint;
  readonly power: number;
}

/**
 * Whether a number is a multiple of another one, by their decimal digits: 19.99 is one of 0.01, though its binary form
 * is not.
 */
export function isMultiple(value: number, divisor: number): boolean {
  if (!Number.isFinite(value) || !Number.isFinite(divisor)) return false;
  const [one, other] = [decimal(value), decimal(divisor)];
  const power = Math.min(one.power, other.power);
  const scaled = ({ digits, power: own }: Decimal): bigint => digits * 10n ** BigInt(own - power);
  return scaled(one) % scaled(other) === 0n;
}

/** The shortest digits that are this number, which are those that it was written with, up to 15 of them. */
function decimal(value: number): Decimal {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(`${whole}${fraction}`), power: Number(exponent) - fraction.length };
}

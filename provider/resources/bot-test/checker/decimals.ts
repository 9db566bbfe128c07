/** A number as digits times a power of ten: 19.99 is 1999 and -2. */
interface Decimal {
  readonly digits: bigint;
  readonly power: number;
}

/**
 * Whether a number is a multiple of another one, by their decimal digits: 19.99 is a multiple of 0.01, though their
 * binary forms are not exact.
 */
export function isMultiple(value: number, divisor: number): boolean {
  if (!Number.isFinite(value) || !Number.isFinite(divisor)) return false;
  const [one, other] = [decimal(value), decimal(divisor)];
  const power = Math.min(one.power, other.power);
  const scaled = ({ digits, power: from }: Decimal): bigint => digits * 10n ** BigInt(from - power);
  return scaled(one) % scaled(other) === 0n;
}

/** The shortest decimal form of the number. A number that was written with up to 15 digits has the same digits here. */
function decimal(value: number): Decimal {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(`${whole}${fraction}`), power: Number(exponent) - fraction.length };
}

/** An exact ratio: numerator over denominator in lowest terms, denominator above 0. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;
const FRACTION = /^(-?\d+)\/(\d+)$/;
const LONGEST_TEXT = 1000;

/** The ratio of two whole numbers. A denominator of 0 is a bug, and throws. */
export function ratioOf(numerator: bigint | number, denominator: bigint | number = 1n): Ratio {
  let n = BigInt(numerator);
  let d = BigInt(denominator);
  if (d === 0n) throw new RangeError('a ratio over zero');
  if (d < 0n) {
    n = -n;
    d = -d;
  }
  const divisor = greatestCommonDivisor(n < 0n ? -n : n, d);
  return { numerator: n / divisor, denominator: d / divisor };
}

/** Reads "0.20", "1/3" or a JSON number (by its shortest decimal form); undefined where it is none of these. */
export function parseRatio(value: unknown): Ratio | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? fromDecimal(plainDecimal(value)) : undefined;
  if (typeof value !== 'string' || value.length > LONGEST_TEXT) return undefined;
  const fraction = FRACTION.exec(value);
  if (fraction === null) return fromDecimal(value);
  return BigInt(fraction[2]!) === 0n ? undefined : ratioOf(BigInt(fraction[1]!), BigInt(fraction[2]!));
}

/** Writes a ratio as a decimal to 10 decimals, rounded half even, without trailing zeros. */
export function formatRatio(ratio: Ratio): string {
  const scale = 10_000_000_000n;
  const negative = ratio.numerator < 0n;
  const scaled = (negative ? -ratio.numerator : ratio.numerator) * scale;
  let quotient = scaled / ratio.denominator;
  const twice = (scaled % ratio.denominator) * 2n;
  if (twice > ratio.denominator || (twice === ratio.denominator && quotient % 2n === 1n)) quotient += 1n;
  const digits = quotient.toString().padStart(11, '0');
  const fraction = digits.slice(-10).replace(/0+$/, '');
  const sign = negative && quotient !== 0n ? '-' : '';
  return `${sign}${digits.slice(0, -10)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Below, equal to or above: the sign of a - b. */
export function compareRatios(a: Ratio, b: Ratio): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** a + b, exact. */
export function addRatios(a: Ratio, b: Ratio): Ratio {
  return ratioOf(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

/** a - b, exact. */
export function subtractRatios(a: Ratio, b: Ratio): Ratio {
  return addRatios(a, { numerator: -b.numerator, denominator: b.denominator });
}

/** a x b, exact. */
export function multiplyRatios(a: Ratio, b: Ratio): Ratio {
  return ratioOf(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** a / b, exact. A divisor of 0 is a bug, and throws. */
export function divideRatios(a: Ratio, b: Ratio): Ratio {
  return ratioOf(a.numerator * b.denominator, a.denominator * b.numerator);
}

function fromDecimal(text: string): Ratio | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const fraction = match[3] ?? '';
  return ratioOf(BigInt(`${match[1]}${match[2]}${fraction}`), 10n ** BigInt(fraction.length));
}

/** The shortest decimal form of a number without an exponent: 1e-7 as "0.0000001". */
function plainDecimal(value: number): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(String(value));
  if (match === null) return String(value);
  const [, sign, whole = '', fraction = '', exponent] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}

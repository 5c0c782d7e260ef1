/**
 * Exponential and logarithm from additions, multiplications and divisions alone. `Math.exp` and `Math.log` differ in
 * the last bit from one engine to another, Node and Chromium included; these never do.
 * Source: fdlibm 5.3, e_exp.c and e_log.c (Sun 1993).
 */
const words = new Uint32Array(2);
const double = new Float64Array(words.buffer);
double[0] = 1;
const HIGH = words[1] === 0 ? 0 : 1;

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

const SMALLEST_NORMAL = 2 ** -1022;

/** e to the power x, within one unit in the last place; 0 below -745, Infinity above 709.78. */
export function exponential(x: number): number {
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019411) return 0;
  const k = Math.floor(x * Math.LOG2E + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (0.00006613756321437934 + t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  const half = Math.trunc(k / 2);
  return y * powerOfTwo(half) * powerOfTwo(k - half);
}

/** The natural logarithm of x above 0, within one unit in the last place. */
export function logarithm(x: number): number {
  if (x < SMALLEST_NORMAL) return logarithm(x * 2 ** 54) - 54 * Math.LN2;
  double[0] = x;
  let k = ((words[HIGH]! >>> 20) & 0x7ff) - 1023;
  words[HIGH] = (words[HIGH]! & 0x000fffff) | 0x3ff00000;
  let m = double[0]!;
  if (m > Math.SQRT2) {
    m /= 2;
    k += 1;
  }
  const f = m - 1;
  const s = f / (2 + f);
  const z = s * s;
  const series =
    z *
    (0.6666666666666735 +
      z *
        (0.3999999999940942 +
          z *
            (0.2857142874366239 +
              z *
                (0.22222198432149784 +
                  z * (0.1818357216161805 + z * (0.15313837699209373 + z * 0.14798198605116586))))));
  const halfSquare = 0.5 * f * f;
  return k * LN2_HIGH - (halfSquare - (s * (halfSquare + series) + k * LN2_LOW) - f);
}

/** x to the power y, for x above 0. */
export function power(x: number, y: number): number {
  return exponential(y * logarithm(x));
}

/** e to the power x less 1, also near 0 to a few units in the last place. Source: Higham 2002, section 1.14.1 (Kahan). */
export function exponentialLessOne(x: number): number {
  const y = exponential(x);
  if (y === 1) return x;
  return y === Infinity || y - 1 === -1 ? y - 1 : ((y - 1) * x) / logarithm(y);
}

/** The natural logarithm of 1 + x for x of 0 or more, also near 0 to a few units in the last place. Source: as above. */
export function logarithmOfOneAnd(x: number): number {
  const y = 1 + x;
  return y === 1 ? x : (logarithm(y) * x) / (y - 1);
}

/** The smallest power of two that is n or more, and 1 at least. */
export function powerOfTwoFrom(n: number): number {
  let power = 1;
  while (power < n) power *= 2;
  return power;
}

function powerOfTwo(k: number): number {
  words[1 - HIGH] = 0;
  words[HIGH] = (k + 1023) << 20;
  return double[0]!;
}

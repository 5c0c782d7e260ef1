import { exponential } from '../arithmetic/elementary.ts';

/**
 * Coefficients of the error function in three ranges, highest power first; the first number of a numerator belongs to
 * the highest power. Source: Cody 1969, Mathematics of Computation 23, pages 631 to 637 (his program CALERF).
 */
const CENTRE = [
  [0.18577770618460315, 3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694],
  [1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171],
] as const;
const SHOULDER = [
  [
    2.1531153547440383e-8, 0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001,
    881.952221241769, 1712.0476126340707, 2051.0783778260716, 1230.3393547979972,
  ],
  [
    1, 15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597,
    4362.619090143247, 3439.3676741437216, 1230.3393548037495,
  ],
] as const;
const TAIL = [
  [
    0.016315387137302097, 0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275,
    0.0006587491615298378,
  ],
  [1, 2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918],
] as const;

const ONE_OVER_ROOT_PI = 0.5641895835477563;

/**
 * The upper tail of the standard normal distribution from z of 0 or more, times e to z^2 / 2: a number that stays within
 * reach however far out z is. Accurate to about 1e-15 of itself.
 */
export function scaledNormalTail(z: number): number {
  const x = z / Math.SQRT2;
  if (x <= 0.46875) return 0.5 * exponential(x * x) * (1 - centre(x));
  if (x <= 4) return 0.5 * quotient(SHOULDER, x);
  if (x > 1e8) return (0.5 * ONE_OVER_ROOT_PI) / x;
  const inverse = 1 / (x * x);
  return (0.5 * (ONE_OVER_ROOT_PI - inverse * quotient(TAIL, inverse))) / x;
}

/** P(Z > z) of the standard normal distribution, accurate to about 1e-15 of itself in either tail. */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const x = z / Math.SQRT2;
  return x <= 0.46875 ? 0.5 * (1 - centre(x)) : bell(z) * scaledNormalTail(z);
}

/** e to -z^2 / 2. The square is taken in two parts, since its rounding would count by its size. */
export function bell(z: number): number {
  const coarse = Math.trunc(z * 16) / 16;
  return exponential((-coarse * coarse) / 2) * exponential((-(z - coarse) * (z + coarse)) / 2);
}

/** The error function for x up to 0.46875. */
function centre(x: number): number {
  return x * quotient(CENTRE, x * x);
}

function quotient([above, below]: readonly [readonly number[], readonly number[]], x: number): number {
  let numerator = 0;
  let denominator = 0;
  for (let index = 0; index < above.length; index += 1) {
    numerator = numerator * x + above[index]!;
    denominator = denominator * x + below[index]!;
  }
  return numerator / denominator;
}

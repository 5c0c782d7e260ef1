import { exponential, powerOfTwoFrom } from '../arithmetic/elementary.ts';
import { fourierTransform } from './fourier.ts';
import { type Frequency, generatingFunction } from './frequency.ts';
import { MOST_POINTS } from './lattice.ts';

/** The total is tilted by e^-TILT over the transform: what lies beyond its end comes round with this weight only. */
const TILT = 2;

/**
 * The probabilities that a year's claims sum to 0, 1, 2, ... steps, by the fast Fourier transform: the generating function
 * of the number of claims, taken at the transform of one claim, which is no longer than `points`.
 *
 * A transform is periodic, and what lies beyond its end comes round to its beginning. So it is twice as long as the
 * lattice (but for the longest), and tilted, which makes what comes round e^2 times smaller: a lattice that is too short
 * does not seem to hold everything. The cost is as many times the rounding at the far end. Rounding leaves numbers of some 1e-17 of either sign where there is nothing; they stay as
 * they are, so that they cancel in sums.
 * Source: Gruebel and Hermesmeier 1999, Computation of compound distributions I, ASTIN Bulletin 29 (2).
 */
export function compoundByFourier(frequency: Frequency, claim: Float64Array, points: number): Float64Array {
  const length = Math.min(MOST_POINTS, 2 * powerOfTwoFrom(points));
  const real = new Float64Array(length);
  const numbers = { real, imaginary: new Float64Array(length) };
  for (let index = 0; index < claim.length; index += 1) {
    real[index] = claim[index]! * exponential((-TILT * index) / length);
  }
  const transform = fourierTransform(length);
  transform.forward(numbers);
  const generate = generatingFunction(frequency);
  generate(numbers, 0);
  // The transform of real numbers is its own mirror image; in bit-reversed order each block from 2^k to 2^(k+1) is.
  for (let block = 1; block < length; block *= 2) {
    for (let index = block; index < block + Math.ceil(block / 2); index += 1) {
      generate(numbers, index);
      const mirror = 3 * block - 1 - index;
      if (mirror === index) continue;
      numbers.real[mirror] = numbers.real[index]!;
      numbers.imaginary[mirror] = -numbers.imaginary[index]!;
    }
  }
  transform.inverse(numbers);
  const probabilities = real.subarray(0, points);
  for (let index = 0; index < points; index += 1)
    probabilities[index]! *= exponential((TILT * index) / length);
  return probabilities;
}

import { angleOf, cosineAndSine } from '../arithmetic/angle.ts';
import { exponential, logarithm } from '../arithmetic/elementary.ts';

/** How many claims a year has. */
export type Frequency =
  | { readonly kind: 'poisson'; readonly mean: number }
  | { readonly kind: 'negative-binomial'; readonly r: number; readonly p: number }
  | { readonly kind: 'binomial'; readonly n: number; readonly p: number }
  | { readonly kind: 'discrete'; readonly probabilities: readonly number[] };

/** Mean, variance and third central moment of something. */
export interface Moments {
  readonly mean: number;
  readonly variance: number;
  readonly third: number;
}

/** The moments of the number of claims. Source: Klugman, Panjer and Willmot, Loss Models, appendix B.2. */
export function frequencyMoments(frequency: Frequency): Moments {
  switch (frequency.kind) {
    case 'poisson':
      return { mean: frequency.mean, variance: frequency.mean, third: frequency.mean };
    case 'negative-binomial': {
      const { r, p } = frequency;
      const [mean, spread] = [(r * (1 - p)) / p, 1 / p];
      return { mean, variance: mean * spread, third: mean * spread * (2 * spread - 1) };
    }
    case 'binomial': {
      const { n, p } = frequency;
      return { mean: n * p, variance: n * p * (1 - p), third: n * p * (1 - p) * (1 - 2 * p) };
    }
    case 'discrete': {
      const about = (centre: number, order: number) =>
        frequency.probabilities.reduce(
          (sum, probability, count) => sum + probability * (count - centre) ** order,
          0,
        );
      const mean = about(0, 1);
      return { mean, variance: about(mean, 2), third: about(mean, 3) };
    }
  }
}

/** Numbers of the complex plane, their parts side by side. */
export interface ComplexNumbers {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** Puts the probability generating function E[z^N] in the place of each z of an index. Source: Loss Models, appendix B.2. */
export function generatingFunction(frequency: Frequency): (z: ComplexNumbers, index: number) => void {
  switch (frequency.kind) {
    case 'poisson': {
      const { mean } = frequency;
      return ({ real, imaginary }, index) => {
        const [cosine, sine] = cosineAndSine(mean * imaginary[index]!);
        const length = exponential(mean * (real[index]! - 1));
        real[index] = length * cosine;
        imaginary[index] = length * sine;
      };
    }
    case 'negative-binomial': {
      // (p / (1 - (1 - p) z))^r = (1 - (1 - p) (z - 1) / p)^-r
      const { r, p } = frequency;
      const odds = (1 - p) / p;
      return raised(-r, -odds);
    }
    case 'binomial':
      return raised(frequency.n, frequency.p);
    case 'discrete': {
      const { probabilities } = frequency;
      return ({ real, imaginary }, index) => {
        const [x, y] = [real[index]!, imaginary[index]!];
        let [re, im] = [0, 0];
        for (let count = probabilities.length - 1; count >= 0; count -= 1) {
          const next = re * x - im * y + probabilities[count]!;
          im = re * y + im * x;
          re = next;
        }
        real[index] = re;
        imaginary[index] = im;
      };
    }
  }
}

/** (1 + factor (z - 1))^exponent, by length and angle. */
function raised(exponent: number, factor: number): (z: ComplexNumbers, index: number) => void {
  return ({ real, imaginary }, index) => {
    const re = 1 + factor * (real[index]! - 1);
    const im = factor * imaginary[index]!;
    const square = re * re + im * im;
    const length = square < 1e-300 ? 0 : exponential((exponent / 2) * logarithm(square));
    const [cosine, sine] = cosineAndSine(exponent * angleOf(re, im));
    real[index] = length * cosine;
    imaginary[index] = length * sine;
  };
}

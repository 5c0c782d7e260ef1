import type { ComplexNumbers } from './frequency.ts';

/**
 * The fast Fourier transform of 2^k complex numbers, radix 2, in place. Forward leaves the numbers in bit-reversed order
 * and inverse takes them so: between the two each is changed for itself, and nothing need be sorted.
 * Source: Gentleman and Sande 1966 (forward), Cooley and Tukey 1965 (inverse).
 */
export interface FourierTransform {
  forward(numbers: ComplexNumbers): void;
  inverse(numbers: ComplexNumbers): void;
}

/** Prepares transforms of `length` numbers, a power of two. */
export function fourierTransform(length: number): FourierTransform {
  const roots = rootsOfUnity(length);
  return {
    forward({ real, imaginary }) {
      for (let half = length / 2; half >= 1; half /= 2) {
        for (let start = 0; start < length; start += 2 * half) spread(real, imaginary, roots, start, half);
      }
    },
    inverse({ real, imaginary }) {
      for (let half = 1; half < length; half *= 2) {
        for (let start = 0; start < length; start += 2 * half) gather(real, imaginary, roots, start, half);
      }
      for (let index = 0; index < length; index += 1) {
        real[index]! /= length;
        imaginary[index]! /= length;
      }
    },
  };
}

/** Sums and turned differences of two halves. */
function spread(
  real: Float64Array,
  imaginary: Float64Array,
  roots: ComplexNumbers,
  start: number,
  half: number,
): void {
  const { real: cosines, imaginary: sines } = roots;
  for (let step = 0; step < half; step += 1) {
    const low = start + step;
    const high = low + half;
    const re = real[low]! - real[high]!;
    const im = imaginary[low]! - imaginary[high]!;
    const cosine = cosines[half + step]!;
    const sine = sines[half + step]!;
    real[low]! += real[high]!;
    imaginary[low]! += imaginary[high]!;
    real[high] = re * cosine + im * sine;
    imaginary[high] = im * cosine - re * sine;
  }
}

/** The way back. */
function gather(
  real: Float64Array,
  imaginary: Float64Array,
  roots: ComplexNumbers,
  start: number,
  half: number,
): void {
  const { real: cosines, imaginary: sines } = roots;
  for (let step = 0; step < half; step += 1) {
    const low = start + step;
    const high = low + half;
    const cosine = cosines[half + step]!;
    const sine = sines[half + step]!;
    const re = real[high]! * cosine - imaginary[high]! * sine;
    const im = imaginary[high]! * cosine + real[high]! * sine;
    real[high] = real[low]! - re;
    imaginary[high] = imaginary[low]! - im;
    real[low]! += re;
    imaginary[low]! += im;
  }
}

/**
 * e^(pi i step / half) at the index half + step, for every half of a transform: each half's roots lie side by side.
 * From square roots alone (the half of an angle), so that they are the same on every machine.
 */
function rootsOfUnity(length: number): ComplexNumbers {
  const real = new Float64Array(Math.max(2, length));
  const imaginary = new Float64Array(Math.max(2, length));
  real[1] = 1;
  let [cosine, sine] = [-1, 0];
  for (let half = 2; half < length; half *= 2) {
    [cosine, sine] = half === 2 ? [0, 1] : [Math.sqrt((1 + cosine) / 2), sine / Math.sqrt(2 * (1 + cosine))];
    const before = half / 2;
    for (let step = 0; step < before; step += 1) {
      const x = real[before + step]!;
      const y = imaginary[before + step]!;
      real[half + 2 * step] = x;
      imaginary[half + 2 * step] = y;
      real[half + 2 * step + 1] = x * cosine - y * sine;
      imaginary[half + 2 * step + 1] = x * sine + y * cosine;
    }
  }
  return { real, imaginary };
}

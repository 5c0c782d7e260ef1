import { exponential, logarithm } from '../arithmetic/elementary.ts';

const HALF_LOG_TWO_PI = 0.9189385332046728;
/** Coefficients of Stirling's series, B(2k) / (2k (2k - 1)). Source: Abramowitz and Stegun 1964, 6.1.41. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156, -3617 / 122_400];
const LARGE = 16;

/** The natural logarithm of the gamma function at x above 0. */
export function logGamma(x: number): number {
  if (x >= LARGE) return (x - 0.5) * logarithm(x) - x + HALF_LOG_TWO_PI + stirlingRest(x);
  let product = 1;
  let shifted = x;
  while (shifted < LARGE) {
    product *= shifted;
    shifted += 1;
  }
  return logGamma(shifted) - logarithm(product);
}

/** P(G <= x) of a gamma distribution of a shape and rate 1: the regularised incomplete gamma function P. */
export function gammaBelow(shape: number, x: number): number {
  if (x <= 0) return 0;
  if (x === Infinity) return 1;
  return x < shape + 1 ? series(shape, x) : 1 - fraction(shape, x);
}

/** P(G > x), accurate relative to itself also where it is small: the regularised incomplete gamma function Q. */
export function gammaAbove(shape: number, x: number): number {
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  return x < shape + 1 ? 1 - series(shape, x) : fraction(shape, x);
}

/** Source: Abramowitz and Stegun 1964, 6.5.29. */
function series(shape: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let step = shape + 1; term > sum * 1e-17; step += 1) {
    term *= x / step;
    sum += term;
  }
  return sum * poissonTerm(shape, x);
}

/** Source: Abramowitz and Stegun 1964, 6.5.31, by Lentz's method (Press and others, Numerical Recipes, section 6.2). */
function fraction(shape: number, x: number): number {
  let denominator = x + 1 - shape;
  let [c, d] = [1e300, 1 / denominator];
  let product = d;
  for (let step = 1; step < 100_000; step += 1) {
    const numerator = -step * (step - shape);
    denominator += 2;
    d = 1 / nonZero(numerator * d + denominator);
    c = nonZero(denominator + numerator / c);
    const factor = c * d;
    product *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return product * shape * poissonTerm(shape, x);
}

function nonZero(x: number): number {
  return Math.abs(x) < 1e-300 ? 1e-300 : x;
}

/**
 * x^a e^-x / Gamma(a + 1), a Poisson probability for any a above 0, without the loss that the logarithms of large
 * numbers would bring. Source: Loader 2000, Fast and Accurate Computation of Binomial Probabilities.
 */
export function poissonTerm(a: number, x: number): number {
  if (a < LARGE) return exponential(a * logarithm(x) - x - logGamma(a + 1));
  return exponential(-stirlingRest(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
}

/** a ln(a / x) + x - a, by its series where a and x are near. */
function deviance(a: number, x: number): number {
  const ratio = (a - x) / (a + x);
  if (Math.abs(ratio) >= 0.1) return a * logarithm(a / x) + x - a;
  let sum = (a - x) * ratio;
  let power = 2 * a * ratio;
  for (let odd = 3; ; odd += 2) {
    power *= ratio * ratio;
    const next = sum + power / odd;
    if (next === sum) return sum;
    sum = next;
  }
}

function stirlingRest(x: number): number {
  const inverse = 1 / (x * x);
  let sum = 0;
  for (let index = STIRLING.length - 1; index >= 0; index -= 1) sum = sum * inverse + STIRLING[index]!;
  return sum / x;
}

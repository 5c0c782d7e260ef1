import { logarithm, power } from '../arithmetic/elementary.ts';
import { normal } from './distributions.ts';
import type { Uniform } from './random.ts';

/**
 * A gamma number of a shape of 0 or more (else a bug, and throws) and a scale of 1: mean and variance are the shape. A
 * shape below 1 is drawn one higher and brought down by a power. Source: Marsaglia and Tsang 2000, ACM Transactions on Mathematical Software 26.
 */
export function gamma(random: Uniform, shape: number): number {
  if (!(shape >= 0)) throw new RangeError(`no gamma number has shape ${shape}`);
  if (shape < 1) return gamma(random, shape + 1) * power(random.uniform() || 2 ** -54, 1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = random.uniform();
    if (u < 1 - 0.0331 * x * x * x * x) return d * v;
    if (u > 0 && logarithm(u) < 0.5 * x * x + d * (1 - v + logarithm(v))) return d * v;
  }
}

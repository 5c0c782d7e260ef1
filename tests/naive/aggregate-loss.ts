/**
 * Naive twin of the calculator `aggregate-loss`, written straight from the section "aggregate-loss" of the calculators'
 * rules, for small lattices: the claim is put on the lattice by its limited expected values, and the year's total is the
 * sum over n of P(N = n) times the n-fold convolution of the claim with itself. It checks nothing.
 */
export type NaiveFrequency =
  | { kind: 'poisson'; mean: number }
  | { kind: 'negative-binomial'; r: number; p: number }
  | { kind: 'binomial'; n: number; p: number }
  | { kind: 'discrete'; probabilities: number[] };

export type NaiveSeverity =
  | { kind: 'discrete'; probabilities: number[] }
  | { kind: 'lognormal'; mu: number; sigma: number }
  | { kind: 'gamma'; shape: number; rate: number }
  | { kind: 'pareto'; shape: number; scale: number }
  | { kind: 'exponential'; rate: number }
  | { kind: 'empirical'; values: number[]; weights?: number[] };

export interface AggregateLossInput {
  frequency: NaiveFrequency;
  severity: NaiveSeverity;
  perClaim?: { deductible?: number; limit?: number };
  aggregate?: { attachment: number; limit?: number };
  method: 'fft' | 'panjer' | 'monte-carlo';
  step?: number;
  points?: number;
  years?: number;
  seed?: number;
  report?: { probabilities: number };
}

export interface AggregateLossOutput {
  mean: number;
  standardDeviation: number;
  skewness?: number;
  percentiles: Record<string, number>;
  stopLossPremium?: number;
  probabilityOfAttachment?: number;
  probabilities?: number[];
}

/** The probabilities of 0, 1, 2, ... claims, until what is left is nothing to a double. */
function counts(frequency: NaiveFrequency): number[] {
  if (frequency.kind === 'discrete') return frequency.probabilities;
  const list: number[] = [];
  if (frequency.kind === 'binomial') {
    const { n, p } = frequency;
    for (let k = 0; k <= n; k++) {
      let value = p ** k * (1 - p) ** (n - k);
      for (let i = 1; i <= k; i++) value *= (n - k + i) / i;
      list.push(value);
    }
    return list;
  }
  let value = frequency.kind === 'poisson' ? Math.exp(-frequency.mean) : frequency.p ** frequency.r;
  let rest = 1;
  for (let k = 0; k < 3 || rest > 1e-14; k++) {
    list.push(value);
    rest -= value;
    if (k > 10 && value < 1e-18) break;
    value *=
      frequency.kind === 'poisson'
        ? frequency.mean / (k + 1)
        : ((frequency.r + k) / (k + 1)) * (1 - frequency.p);
  }
  return list;
}

/** The standard normal distribution function by its series about 0. */
function normal(z: number): number {
  if (z < -8) return 0;
  if (z > 8) return 1;
  let term = z;
  let sum = z;
  for (let k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

/** E[min(X, x)]. */
function limited(severity: NaiveSeverity, x: number, step: number): number {
  switch (severity.kind) {
    case 'exponential':
      return (1 - Math.exp(-severity.rate * x)) / severity.rate;
    case 'pareto': {
      const { shape, scale } = severity;
      if (shape === 1) return scale * Math.log(1 + x / scale);
      return (scale / (shape - 1)) * (1 - (scale / (x + scale)) ** (shape - 1));
    }
    case 'gamma': {
      // A whole shape: the sum of that many exponential waits, each cut off by those before it.
      let sum = 0;
      for (let wait = 1; wait <= severity.shape; wait++) {
        let term = Math.exp(-severity.rate * x);
        let above = 0;
        for (let k = 0; k < wait; k++) {
          above += term;
          term *= (severity.rate * x) / (k + 1);
        }
        sum += (1 - above) / severity.rate;
      }
      return sum;
    }
    case 'lognormal': {
      const { mu, sigma } = severity;
      if (x === 0) return 0;
      const z = (Math.log(x) - mu) / sigma;
      return Math.exp(mu + (sigma * sigma) / 2) * normal(z - sigma) + x * (1 - normal(z));
    }
    case 'empirical': {
      const weights = severity.weights ?? severity.values.map(() => 1);
      const whole = weights.reduce((sum, weight) => sum + weight, 0);
      return severity.values.reduce((sum, value, at) => sum + (Math.min(value, x) * weights[at]!) / whole, 0);
    }
    case 'discrete':
      return severity.probabilities.reduce((sum, share, at) => sum + Math.min(at * step, x) * share, 0);
  }
}

const LONGEST = 1500;

/** One claim as it is paid, on the lattice, as far as it has any probability. */
function claimOn(input: AggregateLossInput, step: number): number[] {
  const { deductible = 0, limit = Infinity } = input.perClaim ?? {};
  const paidUpTo = (y: number): number =>
    limited(input.severity, deductible + Math.min(y, limit), step) -
    limited(input.severity, deductible, step);
  const list = [1 - paidUpTo(step) / step];
  for (let k = 1; k < LONGEST && (k - 1) * step <= limit; k++) {
    list.push((2 * paidUpTo(k * step) - paidUpTo((k - 1) * step) - paidUpTo((k + 1) * step)) / step);
    if (k > 20 && list.slice(-20).every((share) => Math.abs(share) < 1e-15)) break;
  }
  return list;
}

function convolved(one: number[], other: number[], points: number): number[] {
  const result = new Array<number>(Math.min(points, one.length + other.length - 1)).fill(0);
  for (let i = 0; i < one.length; i++) {
    for (let j = 0; j < other.length && i + j < points; j++) result[i + j]! += one[i]! * other[j]!;
  }
  return result;
}

/** The year's total on a lattice of so many points. */
function totalOn(input: AggregateLossInput, claim: number[], points: number): number[] {
  const total = new Array<number>(points).fill(0);
  let power = [1];
  for (const share of counts(input.frequency)) {
    for (let k = 0; k < power.length; k++) total[k]! += share * power[k]!;
    power = convolved(power, claim, points);
  }
  return total;
}

/** The twin's answer for `fft` and `panjer` with a given step, on a lattice that holds all but a trillionth. */
export function naiveAggregateLoss(input: AggregateLossInput): AggregateLossOutput {
  const step = input.step!;
  const claim = claimOn(input, step);
  let points = 64;
  let total = totalOn(input, claim, points);
  while (total.reduce((sum, share) => sum + share, 0) < 1 - 1e-12) {
    points *= 2;
    total = totalOn(input, claim, points);
  }

  // Moments by the sums over the number of claims and over one claim, each about its mean.
  const numbers = counts(input.frequency);
  const about = (list: number[], scale: number, order: number, centre: number): number =>
    list.reduce((sum, share, at) => sum + share * (at * scale - centre) ** order, 0);
  const meanN = about(numbers, 1, 1, 0);
  const meanX = about(claim, step, 1, 0);
  const [varianceN, thirdN] = [about(numbers, 1, 2, meanN), about(numbers, 1, 3, meanN)];
  const [varianceX, thirdX] = [about(claim, step, 2, meanX), about(claim, step, 3, meanX)];
  const computed = meanN * varianceX + varianceN * meanX ** 2;
  // A total that is certain: what is left is the rounding of the squares.
  const variance = computed < 1e-13 * step * step ? 0 : computed;
  const third = meanN * thirdX + 3 * varianceN * meanX * varianceX + thirdN * meanX ** 3;

  const output: AggregateLossOutput = {
    mean: meanN * meanX,
    standardDeviation: Math.sqrt(variance),
    percentiles: {},
  };
  if (variance > 0) output.skewness = third / variance ** 1.5;
  for (const level of [0.5, 0.9, 0.95, 0.99, 0.995]) {
    let below = 0;
    let at = -1;
    while (below < level - 1e-10) below += total[++at]!;
    output.percentiles[String(level)] = Math.max(at, 0) * step;
  }
  if (input.aggregate) {
    const { attachment, limit = Infinity } = input.aggregate;
    let premium = 0;
    let probability = 0;
    for (let k = 0; k < points; k++) {
      // The lattice's amounts are decimals: what is over by rounding alone is not over.
      if (k * step <= attachment + step * 1e-9) continue;
      probability += total[k]!;
      premium += total[k]! * Math.min(k * step - attachment, limit);
    }
    output.stopLossPremium = premium;
    output.probabilityOfAttachment = probability;
  }
  if (input.report) output.probabilities = total.slice(0, input.report.probabilities);
  return output;
}

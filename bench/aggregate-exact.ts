// The year's total of a pool exactly against simulated years: the excess over 110 % of the mean, by our Fourier transform
// on the default lattice, and the time that numpy would need for the same accuracy.
import { spawnSync } from 'node:child_process';
import { calculate } from '../src/app/calculate.ts';
import { median, printLine } from './line.ts';

/** E(S - 1.10 mean)+ at a fine lattice, as DESIGN section 10 gives it. */
const REFERENCE = 41_036;
const MEAN = 15_619_209.4;
const TIMES = 5;

const document = JSON.stringify({
  frequency: { kind: 'poisson', mean: 4000 },
  severity: { kind: 'lognormal', mu: 6, sigma: 2.2 },
  perClaim: { limit: 250_000 },
  aggregate: { attachment: 1.1 * MEAN },
  method: 'fft',
});

/** Seconds and standard error of 10,000 years by numpy, in one process. */
const SIMULATION = `
import json, time, numpy
random = numpy.random.default_rng(1)
began = time.perf_counter()
counts = random.poisson(4000, 10000)
totals = numpy.empty(10000)
for start in range(0, 10000, 250):
    part = counts[start:start + 250]
    claims = numpy.minimum(random.lognormal(6, 2.2, part.sum()), 250000)
    totals[start:start + 250] = numpy.add.reduceat(claims, numpy.concatenate(([0], part.cumsum()[:-1])))
excess = numpy.maximum(totals - 1.1 * ${MEAN}, 0)
print(json.dumps({'seconds': time.perf_counter() - began, 'error': float(excess.std() / 100)}))
`;

interface Simulated {
  readonly seconds: number;
  readonly error: number;
}

export async function run(): Promise<void> {
  const ours: number[] = [];
  let premium = 0;
  for (let time = 0; time < TIMES; time += 1) {
    const began = performance.now();
    const answer = calculate('aggregate-loss', document, false);
    ours.push((performance.now() - began) / 1000);
    premium = (answer as unknown as { stopLossPremium: number }).stopLossPremium;
  }
  const error = Math.max(1, Math.abs(premium - REFERENCE));
  const simulated = Array.from({ length: 3 }, simulate).filter((one) => one !== undefined);
  const seconds = simulated.map((one) => one.seconds * (one.error / error) ** 2);
  printLine({
    bench: 'aggregate-exact',
    figure: median(ours) * 1000,
    unit: 'ms',
    against:
      simulated.length === 0
        ? 'numpy, which python3 does not have here'
        : `numpy: 10,000 years in ${median(simulated.map((one) => one.seconds)).toFixed(2)} s with a standard error of ${Math.round(median(simulated.map((one) => one.error)))}; ${Math.round(median(seconds))} s for ours of ${Math.round(error)}`,
    ratio: simulated.length === 0 ? null : median(seconds) / median(ours),
    must: '100',
    aims: '1000',
    note: `excess over 110 % of the mean: ${premium.toFixed(2)}, ${REFERENCE} at a fine lattice`,
  });
}

/** Undefined where there is no numpy. */
function simulate(): Simulated | undefined {
  const { status, stdout } = spawnSync('python3', ['-c', SIMULATION], { encoding: 'utf8' });
  return status === 0 ? (JSON.parse(stdout) as Simulated) : undefined;
}

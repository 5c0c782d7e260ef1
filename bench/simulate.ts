// Years of a pool's claims drawn one by one, and the excess over 110 % of the mean: threads with a 64-bit generator in
// WebAssembly over numpy in one process.
import { spawnSync } from 'node:child_process';
import { startYearWorkers, type YearWorkers } from '../src/app/year-workers.ts';
import { isRefusal } from '../src/core/refusal.ts';
import { claimTable } from '../src/core/simulation/claim-table.ts';
import { figuresOfYears } from '../src/exchange/json/aggregate-loss.ts';
import { readSimulation } from '../src/exchange/json/simulation.ts';
import { median, printLine } from './line.ts';

const YEARS = 10_000;
const THREADS = 2;
const TIMES = 5;
const ATTACHMENT = 1.1 * 15_619_209.4;

/** Wall and processor seconds, and the excess. */
interface Run {
  readonly seconds: number;
  readonly processor: number;
  readonly excess: number;
}

/**
 * Both ways to write it: as one asks numpy for lognormal numbers, and faster by normal ones and its vectorised
 * exponential, in place. Parts of ten years stay in the cache, which is faster than 250 at once. We go by the faster.
 */
const PEER = `
import json, numpy, sys, time
random = numpy.random.default_rng(int(sys.argv[1]))

def lognormal(size):
    return random.lognormal(6, 2.2, size)

def exponential(size):
    claims = random.standard_normal(size)
    claims *= 2.2
    claims += 6
    return numpy.exp(claims, out=claims)

def run(draw):
    began, processor = time.perf_counter(), time.process_time()
    counts = random.poisson(4000, ${YEARS})
    totals = numpy.empty(${YEARS})
    for start in range(0, ${YEARS}, 10):
        part = counts[start:start + 10]
        claims = draw(part.sum())
        numpy.minimum(claims, 250000, out=claims)
        totals[start:start + 10] = numpy.add.reduceat(claims, numpy.concatenate(([0], part.cumsum()[:-1])))
    excess = float(numpy.maximum(totals - ${ATTACHMENT}, 0).mean())
    return {'seconds': time.perf_counter() - began, 'processor': time.process_time() - processor, 'excess': excess}

print(json.dumps({**run(exponential), 'plain': run(lognormal)['seconds'], 'version': numpy.__version__}))
`;

/** A run of numpy's faster way, and the seconds of its plain one. */
interface PeerRun extends Run {
  readonly plain: number;
  readonly version: string;
}

export async function run(): Promise<void> {
  const started = performance.now();
  const workers = startYearWorkers(THREADS);
  try {
    await ours(workers, 0);
    const first = performance.now() - started;
    const [runs, peers]: [Run[], PeerRun[]] = [[], []];
    // In turn, so that whatever else the machine does falls on both.
    for (let time = 1; time <= TIMES; time += 1) {
      runs.push(await ours(workers, time));
      const peer = theirs(time);
      if (peer !== undefined) peers.push(peer);
    }
    const [wall, processor] = [secondsOf(runs), processorOf(runs)];
    const has = peers.length > 0;
    printLine({
      bench: 'simulate',
      figure: wall * 1000,
      unit: 'ms',
      against: has
        ? `numpy ${peers[0]!.version} in one process: ${(1000 * secondsOf(peers)).toFixed(0)} ms by normal numbers and exp, ${(1000 * median(peers.map(({ plain }) => plain))).toFixed(0)} ms by lognormal`
        : 'numpy, which python3 does not have here',
      ratio: has ? secondsOf(peers) / wall : null,
      must: '2',
      aims: '5',
      note: [
        `medians of ${TIMES}, in turn; ${THREADS} threads, started before as numpy was imported before (${first.toFixed(0)} ms for both and the first run)`,
        `processor time ${(1000 * processor).toFixed(0)} ms${has ? ` against ${(1000 * processorOf(peers)).toFixed(0)} ms, ${(processorOf(peers) / processor).toFixed(1)} times` : ''}`,
        `excess ${median(runs.map(({ excess }) => excess)).toFixed(0)}${has ? `, theirs ${median(peers.map(({ excess }) => excess)).toFixed(0)}` : ''}, exactly 41036`,
      ].join('; '),
    });
  } finally {
    await workers.close();
  }
}

/** From the document to its answer, all but the exact figures beside it. */
async function ours(workers: YearWorkers, seed: number): Promise<Run> {
  const [began, used] = [performance.now(), process.cpuUsage()];
  const simulation = readSimulation(
    {
      frequency: { kind: 'poisson', mean: 4000 },
      severity: { kind: 'lognormal', mu: 6, sigma: 2.2 },
      perClaim: { limit: 250_000 },
      aggregate: { attachment: ATTACHMENT },
    },
    { years: YEARS, seed },
  );
  if (isRefusal(simulation)) throw new Error(JSON.stringify(simulation));
  const { terms, year } = simulation;
  const table = claimTable(terms.severity, terms.perClaim, year.claim.moments.mean, 1);
  if (isRefusal(table)) throw new Error(JSON.stringify(table));
  const totals = await workers.draw({ frequency: terms.frequency, table, seed }, YEARS);
  const { stopLossPremium } = figuresOfYears(terms, year, totals.sort());
  const { user, system } = process.cpuUsage(used);
  return {
    seconds: (performance.now() - began) / 1000,
    processor: (user + system) / 1e6,
    excess: stopLossPremium!,
  };
}

/** Undefined where there is no numpy. */
function theirs(seed: number): PeerRun | undefined {
  const { status, stdout } = spawnSync('python3', ['-c', PEER, String(seed)], { encoding: 'utf8' });
  return status === 0 ? JSON.parse(stdout) : undefined;
}

function secondsOf(runs: readonly Run[]): number {
  return median(runs.map(({ seconds }) => seconds));
}

function processorOf(runs: readonly Run[]): number {
  return median(runs.map(({ processor }) => processor));
}

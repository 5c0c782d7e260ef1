// Reserves of a 10 x 10 triangle, as the calculator answers them: Mack, and 10,000 bootstraps, over chainladder-python.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { calculate } from '../src/app/calculate.ts';
import { isRefusal } from '../src/core/refusal.ts';
import { TAYLOR_ASHE } from '../tests/triangles.ts';
import { median, printLine, secondsOf } from './line.ts';

const MACKS = 2000;
const TIMES = 5;

/** Seconds that the peer takes for each; undefined where this machine has no chainladder-python. */
interface Peer {
  readonly version: string;
  readonly mack: number;
  readonly bootstrap: number;
}

export async function run(): Promise<void> {
  const mack = JSON.stringify({ method: 'mack', triangle: TAYLOR_ASHE });
  const bootstrap = JSON.stringify({ method: 'bootstrap', triangle: TAYLOR_ASHE, simulations: 10_000 });
  const macks = await medianOf(() => {
    for (let time = 0; time < MACKS; time += 1) answer(mack);
  });
  const bootstraps = await medianOf(() => answer(bootstrap));
  const peer = measurePeer();
  print('Mack', macks / MACKS, peer?.mack, peer);
  print('10,000 bootstraps', bootstraps, peer?.bootstrap, peer);
}

function print(work: string, seconds: number, theirs: number | undefined, peer: Peer | undefined): void {
  printLine({
    bench: 'triangle',
    figure: seconds * 1000,
    unit: 'ms',
    against:
      theirs === undefined
        ? 'chainladder-python, which this machine does not have'
        : `chainladder-python ${peer?.version}: ${(theirs * 1000).toPrecision(4)} ms`,
    ratio: theirs === undefined ? null : theirs / seconds,
    must: '10',
    aims: '50',
    note: `${work} of the triangle of Taylor and Ashe, document to answer, warm`,
  });
}

async function medianOf(work: () => unknown): Promise<number> {
  const seconds: number[] = [];
  for (let time = 0; time <= TIMES; time += 1) seconds.push(await secondsOf(work));
  return median(seconds.slice(1));
}

function answer(document: string): void {
  const answered = calculate('reserve', document, false);
  if (isRefusal(answered)) throw new Error(JSON.stringify(answered));
}

function measurePeer(): Peer | undefined {
  const { status, stdout } = spawnSync('python3', [join(import.meta.dirname, 'triangle.py')], {
    encoding: 'utf8',
  });
  return status === 0 ? (JSON.parse(stdout) as Peer) : undefined;
}

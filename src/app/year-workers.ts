import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { YEARS_PER_BLOCK, type YearTerms, yearBlocks } from '../core/simulation/year-blocks.ts';

/** The program of a thread, beside this file: TypeScript in the project, JavaScript in what is packed. */
const WORKER = new URL(`year-worker${import.meta.url.slice(-3)}`, import.meta.url);

/** Years to be drawn by several threads, each taking the next block that nobody has. */
export interface YearWork extends YearTerms {
  readonly totals: Float64Array<SharedArrayBuffer>;
  /** The number of blocks taken, at index 0. */
  readonly taken: Int32Array<SharedArrayBuffer>;
}

/** Threads that draw years. */
export interface YearWorkers {
  /** The totals of years, in the order of the years: the same whatever the number of threads. */
  draw(terms: YearTerms, years: number, progress?: (years: number) => void): Promise<Float64Array>;
  close(): Promise<void>;
}

const PROGRESS_MILLISECONDS = 100;

/** Starts threads; with none, years are drawn on this one. */
export function startYearWorkers(count: number): YearWorkers {
  const workers = Array.from({ length: count }, () => new Worker(WORKER));
  return {
    async draw(terms, years, progress = () => {}) {
      const work: YearWork = {
        ...terms,
        totals: new Float64Array(new SharedArrayBuffer(8 * years)),
        taken: new Int32Array(new SharedArrayBuffer(4)),
      };
      const timer = setInterval(() => {
        progress(Math.min(years, YEARS_PER_BLOCK * Atomics.load(work.taken, 0)));
      }, PROGRESS_MILLISECONDS);
      try {
        if (count === 0) drawYears(work);
        await Promise.all(
          workers.map((worker) => {
            worker.postMessage(work);
            return once(worker, 'message');
          }),
        );
      } finally {
        clearInterval(timer);
      }
      progress(years);
      return Float64Array.from(work.totals);
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** Draws the blocks of some work that no other thread takes. */
export function drawYears(work: YearWork): void {
  const draw = yearBlocks(work);
  for (;;) {
    const block = Atomics.add(work.taken, 0, 1);
    const first = block * YEARS_PER_BLOCK;
    if (first >= work.totals.length) return;
    draw(block, work.totals.subarray(first, first + YEARS_PER_BLOCK));
  }
}

// What a line costs as a pool grows: the bulk run at 10 thousand to 5 million lines, the cost of the largest over that of the
// smallest run. What a short run pays beside its lines is no growth; it stands in the note.
import { cpuText, runOnce } from './bulk-run.ts';
import type { Used } from './cpu.ts';
import { median, printLine } from './line.ts';
import { stage } from './staged.ts';

const SIZES = (process.env.BENCH_SIZES ?? '10000,100000,1000000,5000000').split(',').map(Number);
const LINES_MEASURED = 300_000;
const LINES_TO_GET_WARM = 100_000;

export async function run(): Promise<void> {
  const costs: { lines: number; microseconds: number; processor: string }[] = [];
  for (const size of SIZES) {
    const staging = await stage(size);
    try {
      const all: Used[] = [];
      // A short run is measured more often, and at first for nothing until it is as warm as the others get by themselves.
      const times = Math.max(3, Math.min(15, Math.ceil(LINES_MEASURED / size)));
      for (let lines = 0; lines < LINES_TO_GET_WARM; lines += size) await runOnce(staging);
      for (let time = 0; time < times; time += 1) all.push(await runOnce(staging));
      const { lines } = staging;
      const microseconds = (median(all.map(({ seconds }) => seconds)) / lines) * 1e6;
      costs.push({ lines, microseconds, processor: cpuText(all, lines) });
    } finally {
      await staging.close();
    }
  }
  const all = costs.map(({ microseconds }) => microseconds);
  printLine({
    bench: 'growth',
    figure: all.at(-1)!,
    unit: 'us/line of the largest run',
    against: costs
      .map(({ lines, microseconds }) => `${lines} lines: ${microseconds.toFixed(2)} us/line`)
      .join(', '),
    ratio: all.at(-1)! / all[0]!,
    must: '1.3',
    aims: '1.1',
    note: `the dearest size over the cheapest: ${(Math.max(...all) / Math.min(...all)).toFixed(2)}; processor time a line: ${costs.map(({ lines, processor }) => `${lines} lines: ${processor}`).join(', ')}; the peak memory is that of the staging too, which is done by the same process`,
  });
}

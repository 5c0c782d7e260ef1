import { cpus, totalmem } from 'node:os';

/** One claim of speed, as a JSON line: DESIGN section 10 fixes the fields. */
export interface BenchLine {
  readonly bench: string;
  readonly figure: number;
  readonly unit: string;
  readonly against: string;
  /** Ours over the peer's (for `growth` and `screens` the cost ratio, where less is better); null where there is no peer here. */
  readonly ratio: number | null;
  readonly must: string;
  readonly aims: string;
  readonly note?: string;
}

/** Prints a bench's line with the peak memory of this process and the machine. */
export function printLine(line: BenchLine): void {
  const { rss } = { rss: process.resourceUsage().maxRSS * 1024 };
  const machine = `${cpus().length} x ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
  const { note, ...fields } = line;
  process.stdout.write(
    `${JSON.stringify({ ...fields, figure: rounded(line.figure), ratio: line.ratio === null ? null : rounded(line.ratio), peakMemoryMB: Math.round(rss / 1e6), machine, ...(note && { note }) })}\n`,
  );
}

/** The median of some measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Seconds that some work takes. */
export async function secondsOf(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

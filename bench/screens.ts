// What a screen costs as a pool grows: the overview's answer at 10 thousand to 5 million lines, the time at the largest over
// that at the smallest. Measured is an answer while the books stay as they are. After a posting whoever looks again waits three
// seconds at most, and is shown the figures before it; how long it takes to work it in stands in the note.
import { adjudicate } from '../src/app/adjudicate/adjudicate.ts';
import { chargeMonths } from '../src/app/charge-months.ts';
import { latestOverview } from '../src/app/overview/overview.ts';
import { OPERATOR } from '../src/app/viewer.ts';
import { parseMonth } from '../src/core/calendar/month.ts';
import { isRefusal } from '../src/core/refusal.ts';
import { storesOver } from '../src/store/stores.ts';
import { median, printLine, secondsOf } from './line.ts';
import { stage } from './staged.ts';

const SIZES = (process.env.BENCH_SIZES ?? '10000,5000000').split(',').map(Number);
const TIMES = 200;
const MONTHS = [parseMonth('2025-11')!, parseMonth('2025-12')!] as const;

export async function run(): Promise<void> {
  const times: { lines: number; first: number; milliseconds: number; posted: number }[] = [];
  for (const size of SIZES) {
    const staging = await stage(size);
    try {
      times.push({ lines: staging.lines, ...(await timesOf(staging)) });
    } finally {
      await staging.close();
    }
  }
  const [smallest, largest] = [times[0]!, times.at(-1)!];
  printLine({
    bench: 'screens',
    figure: largest.milliseconds,
    unit: 'ms for the overview of the largest pool',
    against: times
      .map(({ lines, milliseconds }) => `${lines} lines: ${milliseconds.toFixed(2)} ms`)
      .join(', '),
    ratio: largest.milliseconds / smallest.milliseconds,
    must: '1.5',
    aims: '1.1',
    note: times
      .map(
        ({ lines, first, posted }) =>
          `${lines} lines: the first answer of all ${first.toFixed(0)} ms, the one right after a posting ${posted.toFixed(0)} ms`,
      )
      .join('; '),
  });
}

/** The first answer, and the median of those after it, each written as it is sent. */
async function timesOf({ copy, consortium }: Awaited<ReturnType<typeof stage>>) {
  const stores = storesOver(await copy());
  try {
    accepted(await adjudicate(stores.runs, consortium));
    accepted(await chargeMonths(stores.books, consortium, MONTHS[0]));
    const answer = async () =>
      JSON.stringify(accepted(await latestOverview(OPERATOR, stores, consortium, {})));
    const first = await secondsOf(answer);
    const all: number[] = [];
    for (let time = 0; time < TIMES; time += 1) all.push(await secondsOf(answer));
    accepted(await chargeMonths(stores.books, consortium, MONTHS[1]));
    const posted = await secondsOf(answer);
    return { first: first * 1000, milliseconds: median(all) * 1000, posted: posted * 1000 };
  } finally {
    await stores.close();
  }
}

function accepted<T>(value: T): T {
  if (isRefusal(value)) throw new Error(JSON.stringify(value));
  return value;
}

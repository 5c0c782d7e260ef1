// A bulk run while the record is kept beside it, over one without: what posting has to pay for the record.

import { adjudicate } from '../src/app/adjudicate/adjudicate.ts';
import { openLog } from '../src/app/record/log-keys.ts';
import { isRefusal } from '../src/core/refusal.ts';
import { startRecorder } from '../src/jobs/recorder.ts';
import { storesOver } from '../src/store/stores.ts';
import { median, printLine, secondsOf } from './line.ts';
import { type Staging, stage } from './staged.ts';

const LINES = Number(process.env.BENCH_LINES ?? 300_000);
const TIMES = 3;

export async function run(): Promise<void> {
  const staging = await stage(LINES);
  try {
    const [on, off]: [number[], number[]] = [[], []];
    for (let time = 0; time < TIMES; time += 1) {
      off.push(await runOnce(staging, false));
      on.push(await runOnce(staging, true));
    }
    printLine({
      bench: 'record-run',
      figure: staging.lines / median(on),
      unit: 'lines/s with the record',
      against: `without it: ${Math.round(staging.lines / median(off))} lines/s`,
      ratio: median(off) / median(on),
      must: '0.8',
      aims: '0.95',
      note: `${staging.lines} lines; the record is kept in the same process`,
    });
  } finally {
    await staging.close();
  }
}

async function runOnce(staging: Staging, isRecorded: boolean): Promise<number> {
  const stores = storesOver(await staging.copy());
  // What was staged waits for its leaves too: it is recorded before, so that the run is what is measured.
  await openLog(stores, staging.consortium.consortiumId, 'bench');
  const failed = (error: unknown) => {
    throw error;
  };
  const recorder = isRecorded ? startRecorder(stores, { failed, restMilliseconds: 20 }) : undefined;
  const seconds = await secondsOf(async () => {
    const decided = await adjudicate(stores.runs, staging.consortium);
    if (isRefusal(decided)) throw new Error(JSON.stringify(decided));
  });
  await recorder?.close();
  await stores.close();
  return seconds;
}

// The bulk path against plain COPY: staged claims to decisions, accumulators, rollups, entries and outbox, all durable,
// over COPY of the same bytes, prebuilt, by the same client with the same streams, transactions, tables and settings.
import { adjudicate } from '../src/app/adjudicate/adjudicate.ts';
import type { Database } from '../src/store/database.ts';
import { type Loader, type LoaderTransaction, openLoader } from '../src/store/loader.ts';
import { runStore } from '../src/store/run/runs.ts';
import { median, printLine, secondsOf } from './line.ts';
import { stage } from './staged.ts';

const LINES = Number(process.env.BENCH_LINES ?? 1_000_000);
const TIMES = 3;
const STREAMS = 3;

/** What one transaction of a run wrote: its statements and the bytes of its copies, in order. */
type Step =
  | { readonly insert: string; readonly values: readonly unknown[] }
  | { readonly table: string; readonly columns: readonly string[]; readonly chunks: Buffer[] };

export async function run(): Promise<void> {
  const staging = await stage(LINES);
  try {
    const transactions: Step[][] = [];
    await runOnce(staging, (loader) => recording(loader, transactions));
    const ours: number[] = [];
    const peer: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      ours.push(staging.lines / (await runOnce(staging)));
      peer.push(
        staging.lines / (await replay(await staging.copy(), staging.consortium.consortiumId, transactions)),
      );
    }
    printLine({
      bench: 'bulk-run',
      figure: median(ours),
      unit: 'lines/s',
      against: `COPY of the same bytes, prebuilt: ${Math.round(median(peer))} lines/s`,
      ratio: median(ours) / median(peer),
      must: '0.8',
      aims: '0.95',
    });
  } finally {
    await staging.close();
  }
}

async function runOnce(
  staging: Awaited<ReturnType<typeof stage>>,
  wrap = (loader: Loader) => loader,
): Promise<number> {
  const database = await staging.copy();
  const loader = openLoader(database);
  const seconds = await secondsOf(() => adjudicate(runStore(database, wrap(loader)), staging.consortium));
  await loader.close();
  await database.close();
  return seconds;
}

function recording(loader: Loader, transactions: Step[][]): Loader {
  return {
    ...loader,
    copyTransaction: (consortiumId, steps) =>
      loader.copyTransaction(consortiumId, (inner) => {
        const recorded: Step[] = [];
        transactions.push(recorded);
        const outer: LoaderTransaction = {
          insert: (insert, values) => {
            recorded.push({ insert, values });
            return inner.insert(insert, values);
          },
          copy: async (table, columns, chunks) => {
            const kept: Buffer[] = [];
            for await (const chunk of chunks) kept.push(Buffer.from(chunk));
            recorded.push({ table, columns, chunks: kept });
            return inner.copy(table, columns, kept);
          },
        };
        return steps(outer);
      }),
  };
}

async function replay(
  database: Database,
  consortiumId: number,
  transactions: readonly Step[][],
): Promise<number> {
  const loader = openLoader(database);
  const waiting = [...transactions];
  const stream = async () => {
    for (let steps = waiting.shift(); steps !== undefined; steps = waiting.shift()) {
      const recorded = steps;
      await loader.copyTransaction(consortiumId, async (transaction) => {
        for (const step of recorded) {
          if ('insert' in step) await transaction.insert(step.insert, step.values);
          else await transaction.copy(step.table, step.columns, step.chunks);
        }
      });
    }
  };
  const seconds = await secondsOf(() => Promise.all(Array.from({ length: STREAMS }, stream)));
  await loader.close();
  await database.close();
  return seconds;
}

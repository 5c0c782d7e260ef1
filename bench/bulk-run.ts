// The bulk path against plain COPY: staged claims to decisions, accumulators, rollups, entries and outbox, all durable,
// over COPY of the same bytes, prebuilt, by the same client with the same streams, transactions, tables and settings.
import { adjudicate } from '../src/app/adjudicate/adjudicate.ts';
import type { Database } from '../src/store/database.ts';
import { type Loader, type LoaderTransaction, openLoader } from '../src/store/loader.ts';
import { runStore } from '../src/store/run/runs.ts';
import { cpuOf, type Used } from './cpu.ts';
import { median, printLine } from './line.ts';
import { type Staging, stage } from './staged.ts';

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
    const ours: Used[] = [];
    const peer: Used[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      ours.push(await runOnce(staging));
      peer.push(await replay(staging, transactions));
    }
    const [figure, peerFigure] = [ours, peer].map(
      (all) => staging.lines / median(all.map(({ seconds }) => seconds)),
    ) as [number, number];
    printLine({
      bench: 'bulk-run',
      figure,
      unit: 'lines/s',
      against: `COPY of the same bytes, prebuilt: ${Math.round(peerFigure)} lines/s`,
      ratio: figure / peerFigure,
      must: '0.8',
      aims: '0.95',
      note: `${staging.lines} lines; processor time a line: ${cpuText(ours, staging.lines)}, of COPY ${cpuText(peer, staging.lines)}`,
    });
  } finally {
    await staging.close();
  }
}

/** One run over a fresh copy of what is staged. */
export async function runOnce(staging: Staging, wrap = (loader: Loader) => loader): Promise<Used> {
  const database = await staging.copy();
  const loader = openLoader(database);
  await warm(database, loader, staging);
  const used = await cpuOf(staging.home, () =>
    adjudicate(runStore(database, wrap(loader)), staging.consortium),
  );
  await loader.close();
  await database.close();
  return used;
}

/**
 * Runs the claims of another consortium on the connections that both sides use: how long a server takes to let somebody
 * in, and a new connection to learn of its tables, is not what is measured.
 */
async function warm(database: Database, loader: Loader, { warming }: Staging): Promise<void> {
  await adjudicate(runStore(database, loader), warming);
}

/** What a line took of both processors' time. */
export function cpuText(all: readonly Used[], lines: number): string {
  const [node, server] = [all.map((used) => used.node), all.map((used) => used.server)].map((seconds) =>
    ((median(seconds) / lines) * 1e6).toFixed(2),
  );
  return `${node} us of node and ${server} us of the server`;
}

function recording(loader: Loader, transactions: Step[][]): Loader {
  return {
    ...loader,
    copyTransaction: (consortiumId, steps) =>
      loader.copyTransaction(consortiumId, (inner) => {
        const recorded: Step[] = [];
        transactions.push(recorded);
        const outer: LoaderTransaction = {
          openMonth: (forWhom) => inner.openMonth(forWhom),
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

async function replay(staging: Staging, transactions: readonly Step[][]): Promise<Used> {
  const database = await staging.copy();
  const { consortiumId } = staging.consortium;
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
  await warm(database, loader, staging);
  const used = await cpuOf(staging.home, () => Promise.all(Array.from({ length: STREAMS }, stream)));
  await loader.close();
  await database.close();
  return used;
}

import type { Month } from '../../core/calendar/month.ts';
import { planYearWindow } from '../../core/calendar/plan-year.ts';
import { type Refusal, refuse } from '../../core/refusal.ts';
import type { Item } from '../../exchange/csv/rows.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { ImportSession, ImportStore, OpeningAccumulator } from '../ports/import-store.ts';
import { type ImportReport, importing, inBatches, type Rows, Writing } from './import.ts';
import type { Intake } from './intake.ts';
import { OpeningLedger } from './opening-ledger.ts';
import { OpeningRecoverables } from './opening-recoverables.ts';
import { OpeningRows } from './opening-rows.ts';
import type { ImportOptions, ImportSource, RefusedImport } from './options.ts';
import { Roster } from './roster.ts';
import type { OpeningRow } from './rows.ts';
import { today } from './today.ts';

export interface OpeningOptions extends ImportOptions {
  /** The accounting month of the ledger's balances; needed where there are any. */
  readonly asOf?: Month;
}

/** How many rows of each kind were taken; `debits` is the sum of the ledger's debits in minor units. */
export interface OpeningFigures {
  readonly ledger: number;
  readonly accumulators: number;
  readonly lag: number;
  readonly stopLoss: number;
  readonly recoverable: number;
  readonly reimbursements: number;
  readonly debits: number;
}

/**
 * Takes what a pool brings along when it starts in the middle of a year: ledger balances (posted as one batch),
 * accumulators, the lag triangle, what was paid for persons as stop-loss counts it, and what of that was recoverable and had
 * come. What of it is open has to be the ledger's balance, so that nothing is posted as recoverable twice.
 *
 * Refused, by row: `unknown_reference`, `inconsistent` (one said twice; paid before incurred), `out_of_range`; as a
 * whole: `unbalanced`, `inconsistent` (another balance than what is recoverable), `missing_field` (balances without a month).
 */
export function importOpeningRows(
  store: ImportStore,
  consortium: Consortium,
  source: ImportSource,
  rows: Rows<OpeningRow>,
  options: OpeningOptions = {},
): Promise<ImportReport<OpeningFigures> | RefusedImport | Refusal> {
  return takeOpening(store, consortium, source, inBatches(rows), options);
}

/** The same from what was read of a file. */
export function takeOpening(
  store: ImportStore,
  consortium: Consortium,
  source: ImportSource,
  items: AsyncIterable<readonly Item<OpeningRow>[]>,
  options: OpeningOptions,
): Promise<ImportReport<OpeningFigures> | RefusedImport | Refusal> {
  return importing(store, consortium, 'opening', source, options, async (session, intake, importId) => {
    const roster = await Roster.load(consortium, session);
    const batchId = await session.identifiers('batch', 1);
    const ledger = new OpeningLedger(consortium, intake);
    const recoverables = new OpeningRecoverables(consortium, intake, await session.reimbursements());
    const taking = new OpeningRows(consortium, intake, roster, ledger, recoverables);
    const writing = new Writing();
    const opened = new Map<string, OpeningAccumulator>();
    await intake.through<OpeningRow>(items, async (rows) => {
      const taken = taking.take(rows);
      if (!intake.isOpen) return;
      for (const row of taken.accumulators)
        opened.set(`${row.subscriberId} ${row.planId} ${row.planYear}`, row);
      await writing.next(async () => {
        await session.writeAccumulators(importId, batchId, taken.accumulators);
        await session.writeLag(importId, taken.lag);
        await session.writePayments(importId, taken.payments);
      });
    });
    await writing.done();
    intake.spoil(recoverables.problems(ledger));
    await post(session, intake, ledger, batchId, options.asOf);
    if (intake.isOpen) await session.writeRecoverables(batchId, recoverables.posted, recoverables.received);
    if (intake.isOpen)
      await changeFamilies(session, importId, roster, [...opened.values()], options.receivedDay ?? today());
    return { batchId, figures: { ...taking.counts, debits: ledger.debits } };
  });
}

async function post(
  session: ImportSession,
  intake: Intake,
  ledger: OpeningLedger,
  batchId: number,
  asOf: Month | undefined,
): Promise<void> {
  intake.spoil(ledger.problems());
  if (!ledger.isEmpty && asOf === undefined) {
    intake.spoil([
      refuse('missing_field', '--as-of', 'the month of the balances, such as 2026-06', undefined),
    ]);
  }
  if (!intake.isOpen) return;
  const entries = asOf === undefined ? [] : ledger.entries(asOf);
  await session.writeBatch(batchId, 'opening', { entries, rollups: [], personRollups: [] });
}

/** Families that have claims already meet the accumulators afterwards: their plan years are to be looked at again. */
async function changeFamilies(
  session: ImportSession,
  importId: number,
  roster: Roster,
  opened: readonly OpeningAccumulator[],
  receivedDay: number,
): Promise<void> {
  if (opened.length === 0 || !(await session.hasKnown('claims'))) return;
  const families = await session.familiesWithClaims(opened.map(({ subscriberId }) => subscriberId));
  const changes = opened
    .filter(({ subscriberId }) => families.has(subscriberId))
    .map(({ subscriberId, planId, planYear }) => {
      const days = planYearWindow(planYear, roster.plan(planId).planYearStart);
      return { kind: 'accumulator' as const, subscriberId, personId: 0, planId, ...days, receivedDay };
    });
  await session.writeChanges(importId, changes);
}

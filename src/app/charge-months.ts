import { formatMonth, type Month } from '../core/calendar/month.ts';
import type { Entry } from '../core/ledger/entry.ts';
import { BatchEntries } from '../core/postings/batch-entries.ts';
import type { EventKind } from '../core/postings/events.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { corrections, nothingIn } from './charge-corrections.ts';
import { type ChargesDue, chargesDue } from './month-charges.ts';
import type {
  BilledAmount,
  BooksStore,
  ChargedCell,
  ChargeKind,
  EnrolledUnits,
  MonthlyCharge,
} from './ports/books.ts';
import type { Consortium } from './ports/consortium.ts';

/** The months that were charged, and the rows by which charges of months before were corrected. */
export interface Charging {
  readonly months: readonly Month[];
  readonly corrected: readonly MonthlyCharge[];
}

/**
 * So many months are charged beyond what is on record. Most coverage has no end, so that a mistyped year would charge
 * decades; and whoever charges a plan year in advance has to be able to.
 */
const MONTHS_AHEAD = 12;

/**
 * Brings charges up to a month. Months charged before are corrected first, to what enrolment and document say of them now;
 * then every further month to `through` is charged: contributions to members, administration and stop-loss premium to the
 * pool by member; what was charged with the month before for the last two is paid. A subscriber counts in a month when
 * covered on its first day. Refused: `out_of_range` for a month that nobody can mean yet, and as `chargesDue` says.
 */
export async function chargeMonths(
  store: BooksStore,
  consortium: Consortium,
  through: Month,
): Promise<Charging | Refusal> {
  const { consortiumId } = consortium;
  const due = chargesDue(consortium, await store.lastMonths(consortiumId));
  const done = { months: [] as Month[], corrected: [] as MonthlyCharge[] };
  // Where somebody else charges meanwhile, what is left to do is looked at anew.
  for (;;) {
    const { lastBatchId, cells } = await store.chargedCells(consortiumId);
    const enrolled = await store.firstEnrolledMonth(consortiumId);
    const first = Math.min(enrolled ?? Infinity, cells[0]?.month ?? Infinity) as Month;
    const last = cells.at(-1)?.month;
    if (first > through && last === undefined) return done;
    const known = Math.max(last ?? first, (await store.lastEnrolledMonth(consortiumId)) ?? first) as Month;
    if (through > known + MONTHS_AHEAD) return tooFar(known, through);
    const units = await store.enrolledUnits(consortiumId, first, Math.max(last ?? first, through) as Month);
    const corrected = last === undefined ? [] : correctionsOf(due, cells, units, first, last);
    if (isRefusal(corrected)) return corrected;
    let batchId: number | undefined = lastBatchId;
    if (corrected.length > 0) {
      batchId = await store.writeCharges(consortiumId, batchId, corrected, chargeEntries(corrected));
      if (batchId !== undefined) done.corrected.push(...corrected);
    }
    for (let month = (last ?? first - 1) + 1; month <= through && batchId !== undefined; month += 1) {
      const charges = chargesOf(due, units, month as Month);
      if (isRefusal(charges)) return charges;
      const previous = await store.chargedWith(consortiumId, (month - 1) as Month);
      const entries = chargeEntries(charges, month as Month, previous);
      batchId = await store.writeCharges(consortiumId, batchId, charges, entries);
      if (batchId !== undefined) done.months.push(month as Month);
    }
    if (batchId !== undefined) return done;
  }
}

function tooFar(known: Month, through: Month): Refusal {
  const most = formatMonth((known + MONTHS_AHEAD) as Month);
  const expected = `${most} or earlier, ${MONTHS_AHEAD} months after the last month charged or in which coverage begins`;
  return refuse('out_of_range', '--through', expected, formatMonth(through));
}

function correctionsOf(
  due: ChargesDue,
  cells: readonly ChargedCell[],
  units: readonly EnrolledUnits[],
  first: Month,
  last: Month,
): MonthlyCharge[] | Refusal {
  const [cellsIn, unitsIn] = [Map.groupBy(cells, inMonth), Map.groupBy(units, inMonth)];
  const billedMonth = (last + 1) as Month;
  const rows: MonthlyCharge[] = [];
  for (let month = first; month <= last; month = (month + 1) as Month) {
    const found = due(month, unitsIn.get(month) ?? []);
    if (isRefusal(found)) return found;
    const charged = cellsIn.get(month) ?? [];
    if (charged.length + found.length === 0) rows.push(nothingIn(month, billedMonth));
    rows.push(...corrections(charged, found, billedMonth));
  }
  return rows;
}

function chargesOf(
  due: ChargesDue,
  units: readonly EnrolledUnits[],
  month: Month,
): MonthlyCharge[] | Refusal {
  const found = due(
    month,
    units.filter((row) => row.month === month),
  );
  if (isRefusal(found)) return found;
  const charges = corrections([], found, month);
  return charges.length > 0 ? charges : [nothingIn(month, month)];
}

const inMonth = ({ month }: { readonly month: Month }) => month;

const CHARGED: Record<ChargeKind, EventKind> = {
  contribution: 'contributions billed',
  administration: 'administration charged',
  'stop-loss premium': 'stop-loss premium charged',
};

/** The entries of charges, each in its own month; a new month also pays what was charged with the one before. */
function chargeEntries(
  charges: readonly MonthlyCharge[],
  payingIn?: Month,
  previous: readonly BilledAmount[] = [],
): Entry[] {
  const entries = new BatchEntries();
  for (const { month, kind, memberId, amount } of charges)
    entries.add(CHARGED[kind], month, memberId, amount);
  for (const { kind, memberId, amount } of payingIn === undefined ? [] : previous) {
    if (kind === 'administration') entries.add('administration paid', payingIn!, memberId, amount);
    if (kind === 'stop-loss premium') entries.add('stop-loss premium paid', payingIn!, memberId, amount);
  }
  return entries.entries();
}

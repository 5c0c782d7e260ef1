import type { Day } from '../core/calendar/day.ts';
import { type Month, monthOf } from '../core/calendar/month.ts';
import type { Window } from '../core/calendar/plan-year.ts';
import { amountOf } from '../core/money/amount.ts';
import { BatchEntries } from '../core/postings/batch-entries.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { EnrolmentMonth, StopLossPolicy } from '../core/stop-loss/policy.ts';
import { type StopLossPosition, stopLossPosition } from '../core/stop-loss/position.ts';
import type { ConsortiumDocument } from '../exchange/json/consortium-document.ts';
import { keptFigures } from './kept-figures.ts';
import type { BooksStore, EnrolledUnits, MemberPayment, RecoverablePosting } from './ports/books.ts';
import type { Consortium } from './ports/consortium.ts';

/** A contract's position, and for which member each person was last paid. */
export interface ContractPosition {
  readonly contract: string;
  readonly carrier: string;
  readonly position: StopLossPosition;
  readonly memberOf: ReadonlyMap<string, number>;
  /** The month of the last payment that counts, in which changes are posted. */
  readonly lastPaidMonth: Month;
}

/** When a contract is in force: the days both windows hold. Run-in comes before it, run-out after. */
export function inForce({ incurred, paid }: StopLossPolicy): Window {
  return { from: Math.max(incurred.from, paid.from) as Day, to: Math.min(incurred.to, paid.to) as Day };
}

/** A contract with what was paid inside its windows and who was enrolled while it is in force. */
export interface ContractRecord {
  readonly contract: string;
  readonly carrier: string;
  readonly policy: StopLossPolicy;
  readonly enrolment: readonly EnrolmentMonth[];
  readonly payments: readonly MemberPayment[];
}

/** Which contracts are looked at, and whether by those persons alone who may matter to the specific part. */
export interface ContractChoice {
  readonly contracts: ConsortiumDocument['stopLoss'];
  /** The positions are the same, but list only persons whose payments come to half of the least deductible. */
  readonly isOfLarge: boolean;
}

/** What is on record of all contracts, or of some. */
export async function contractRecords(
  store: BooksStore,
  { consortiumId, document }: Consortium,
  { contracts, isOfLarge }: ContractChoice = { contracts: document.stopLoss, isOfLarge: false },
): Promise<ContractRecord[]> {
  const records: ContractRecord[] = [];
  for (const { contract, carrier, policy } of contracts) {
    const least = isOfLarge ? halfOfLeastDeductible(policy) : undefined;
    const payments =
      least === undefined
        ? await store.payments(consortiumId, policy)
        : await store.largePayments(consortiumId, policy, least);
    const window = inForce(policy);
    const enrolment = byMonth(
      await store.enrolledUnits(consortiumId, monthOf(window.from), monthOf(window.to)),
    );
    records.push({ contract, carrier, policy, enrolment, payments });
  }
  return records;
}

/** What is on record of all contracts, by persons who may matter alone, kept while the books stay as they are. */
export function keptContractRecords(store: BooksStore, consortium: Consortium): Promise<ContractRecord[]> {
  const choice = { contracts: consortium.document.stopLoss, isOfLarge: true };
  return keptFigures(store, consortium, 'contracts', () => contractRecords(store, consortium, choice));
}

/** Undefined where each person counts for itself: under a run-in maximum, or without a deductible. */
function halfOfLeastDeductible({ specific, runInMaximum }: StopLossPolicy): number | undefined {
  if (runInMaximum !== undefined) return undefined;
  if (specific === undefined) return Number.MAX_SAFE_INTEGER;
  const least = Math.min(specific.deductible, ...specific.lasers.values());
  return least < 2 ? undefined : Math.floor(least / 2);
}

/** The positions of contracts from what is on record of them, of what was paid by the end of a month where one is named. */
export function positionsOf(
  records: readonly ContractRecord[],
  through?: Month,
): ContractPosition[] | Refusal {
  const positions: ContractPosition[] = [];
  for (const { contract, carrier, policy, enrolment, payments: all } of records) {
    const payments = through === undefined ? all : all.filter(({ paid }) => monthOf(paid) <= through);
    const position = stopLossPosition(policy, enrolment, payments);
    if (isRefusal(position)) return position;
    const lastPaidMonth = monthOf(payments.length === 0 ? inForce(policy).from : payments.at(-1)!.paid);
    positions.push({ contract, carrier, position, memberOf: membersOf(payments), lastPaidMonth });
  }
  return positions;
}

/** The positions of all contracts, or of some, from what was paid and who was enrolled. */
export async function contractPositions(
  store: BooksStore,
  consortium: Consortium,
  choice?: ContractChoice,
): Promise<ContractPosition[] | Refusal> {
  return positionsOf(await contractRecords(store, consortium, choice));
}

/**
 * Posts what has become recoverable since it was last posted: the specific part to the person's member, the aggregate
 * part to the pool (member 0). A position that fell posts the other way. Answers the number of changes.
 */
export async function postRecoverable(
  store: BooksStore,
  { consortiumId }: Consortium,
  positions: readonly ContractPosition[],
): Promise<number> {
  let count = 0;
  for (const position of positions) {
    count += await store.postRecoverable(consortiumId, position.contract, (posted) => {
      const changes = changesOf(recoverableOf(position), posted);
      const entries = new BatchEntries();
      for (const { memberId, amount } of changes) {
        entries.add('stop-loss recoverable', position.lastPaidMonth, memberId, amount);
      }
      return { changes, entries: entries.entries() };
    });
  }
  return count;
}

/** What is recoverable by a position: the specific part by the persons' members, the aggregate part by the pool (0). */
export function recoverableOf({ position, memberOf }: ContractPosition): RecoverablePosting[] {
  const byMember = new Map<number, number>();
  for (const { person, reimbursement } of position.specific?.persons ?? []) {
    const memberId = memberOf.get(person)!;
    byMember.set(memberId, amountOf((byMember.get(memberId) ?? 0) + reimbursement));
  }
  const specific = [...byMember].map(([memberId, amount]) => ({
    memberId,
    part: 'specific' as const,
    amount,
  }));
  return [
    ...specific,
    { memberId: 0, part: 'aggregate' as const, amount: position.aggregate?.reimbursement ?? 0 },
  ];
}

function changesOf(
  now: readonly RecoverablePosting[],
  posted: readonly RecoverablePosting[],
): RecoverablePosting[] {
  const changes = new Map<string, RecoverablePosting>();
  const add = (row: RecoverablePosting, sign: number) => {
    const key = `${row.part} ${row.memberId}`;
    const amount = (changes.get(key)?.amount ?? 0) + sign * row.amount;
    changes.set(key, { ...row, amount });
  };
  for (const row of now) add(row, 1);
  for (const row of posted) add(row, -1);
  return [...changes.values()]
    .filter((change) => change.amount !== 0)
    .sort((a, b) => a.memberId - b.memberId);
}

function membersOf(payments: readonly MemberPayment[]): Map<string, number> {
  return new Map(payments.map(({ person, memberId }) => [person, memberId]));
}

function byMonth(units: readonly EnrolledUnits[]): EnrolmentMonth[] {
  const months = new Map<Month, Map<string, number>>();
  for (const row of units) {
    const tiers = months.get(row.month) ?? new Map<string, number>();
    tiers.set(row.tier, (tiers.get(row.tier) ?? 0) + row.units);
    months.set(row.month, tiers);
  }
  return [...months].map(([month, tiers]) => ({ month, units: tiers }));
}

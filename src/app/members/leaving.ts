import { formatDay } from '../../core/calendar/day.ts';
import { formatMonth, lastDayOf, type Month, monthOf } from '../../core/calendar/month.ts';
import { BatchEntries } from '../../core/postings/batch-entries.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import type { MotionDraft } from '../board/move.ts';
import { requireResolution } from '../board/require-resolution.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { LeavingStore, RunOutFacts, Withdrawal } from '../ports/leaving.ts';
import type { Stores } from '../ports/stores.ts';
import { withdrawalMotion } from './motions.ts';

/** What is asked when a member leaves. */
export interface LeavingTerms {
  readonly member: string;
  readonly noticeDay: number;
  readonly lastMonth: Month;
}

/** A withdrawal that is on record; those still covered after it have to be ended by a file of enrolment. */
export interface Leaving extends Withdrawal {
  readonly coveredAfter: number;
}

/**
 * The motion on a member's leaving. Refused: `unknown_reference`; `inconsistent` where the notice is shorter than the
 * document asks.
 */
export function draftWithdrawal(
  { document, members }: Consortium,
  terms: LeavingTerms,
): MotionDraft | Refusal {
  const { member, noticeDay, lastMonth } = terms;
  if (!members.has(member))
    return refuse('unknown_reference', '--member', `one of ${[...members.keys()].join(', ')}`, member);
  const { noticeDays } = document.withdrawal;
  if (noticeDay + noticeDays > lastDayOf(lastMonth)) {
    const expected = `${formatMonth(monthOf(noticeDay + noticeDays))} or later, ${noticeDays} days after the notice of ${formatDay(noticeDay)},`;
    return refuse('inconsistent', '--last-month', expected, formatMonth(lastMonth));
  }
  return withdrawalMotion(document, terms);
}

/**
 * Records that a member leaves at the end of a month: from then on nothing of it is charged, and what was charged for later
 * months is taken back. The same again changes nothing. Refused: as `draftWithdrawal` and `requireResolution`;
 * `inconsistent` where the member leaves at another time already.
 */
export async function withdraw(
  stores: Pick<Stores, 'boards' | 'leaving'>,
  consortium: Consortium,
  terms: LeavingTerms,
  resolutionId?: number,
): Promise<Leaving | Refusal> {
  const { consortiumId, document, members } = consortium;
  const { noticeDay, lastMonth } = terms;
  const motion = draftWithdrawal(consortium, terms);
  if (isRefusal(motion)) return motion;
  const memberId = members.get(terms.member)!;
  const onRecord = async () =>
    (await stores.leaving.withdrawals(consortiumId)).find((one) => one.memberId === memberId);
  let withdrawal = await onRecord();
  if (withdrawal === undefined) {
    const use = await requireResolution(stores, consortium, { ...motion, resolutionId });
    if (isRefusal(use)) return use;
    const wanted = { memberId, noticeDay, lastMonth, runOut: document.withdrawal.runOut };
    const written = await stores.leaving.writeWithdrawal(consortiumId, wanted, use);
    if (isRefusal(written)) return written;
    withdrawal = (await onRecord())!;
  }
  if (withdrawal.lastMonth !== lastMonth) {
    const expected = `${formatMonth(withdrawal.lastMonth)}, which is on record,`;
    return refuse('inconsistent', '--last-month', expected, formatMonth(lastMonth));
  }
  const coveredAfter = await stores.leaving.coveredAfter(consortiumId, memberId, lastMonth);
  return { ...withdrawal, coveredAfter };
}

/** How the run-out of a member that left stands; `facts` are missing while no month was closed since. */
export interface RunOut extends Withdrawal {
  readonly facts: RunOutFacts | undefined;
  /** What was posted now. */
  readonly difference: number;
}

/** The members that leave or have left, with how many of each are still covered afterwards. */
export async function leavingMembers(store: LeavingStore, { consortiumId }: Consortium): Promise<Leaving[]> {
  const found: Leaving[] = [];
  for (const withdrawal of await store.withdrawals(consortiumId)) {
    const { memberId, lastMonth } = withdrawal;
    const coveredAfter = await store.coveredAfter(consortiumId, memberId, lastMonth);
    found.push({ ...withdrawal, coveredAfter });
  }
  return found;
}

/** The run-out of all members that left, as it stands: nothing is posted. */
export async function runOutsNow(store: LeavingStore, { consortiumId }: Consortium): Promise<RunOut[]> {
  const found: RunOut[] = [];
  for (const withdrawal of await store.withdrawals(consortiumId))
    found.push({ ...withdrawal, facts: await store.runOutFacts(consortiumId, withdrawal), difference: 0 });
  return found;
}

/**
 * Trues up the run-out of all members that left: what was paid after they left for claims incurred before, and what the last
 * close holds unpaid of their claims. Where the member bears it, it is charged the difference to what it was charged.
 */
export async function trueUpRunOut(store: LeavingStore, { consortiumId }: Consortium): Promise<RunOut[]> {
  const found: RunOut[] = [];
  for (const withdrawal of await store.withdrawals(consortiumId)) {
    if (withdrawal.runOut === 'pool') {
      const facts = await store.runOutFacts(consortiumId, withdrawal);
      found.push({ ...withdrawal, facts, difference: 0 });
      continue;
    }
    let posted = 0;
    const facts = await store.postRunOut(consortiumId, withdrawal, ({ closedMonth }, difference) => {
      posted = difference;
      const entries = new BatchEntries();
      entries.add('run-out charged', (closedMonth + 1) as Month, withdrawal.memberId, difference);
      return entries.entries();
    });
    found.push({ ...withdrawal, facts, difference: posted });
  }
  return found;
}

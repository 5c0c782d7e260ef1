import { formatDay } from '../../core/calendar/day.ts';
import { formatMonth, lastDayOf, type Month, monthOf } from '../../core/calendar/month.ts';
import { BatchEntries } from '../../core/postings/batch-entries.ts';
import { type Refusal, refuse } from '../../core/refusal.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { LeavingStore, RunOutFacts, Withdrawal } from '../ports/leaving.ts';

/** What is asked when a member leaves. */
export interface LeavingTerms {
  readonly member: string;
  readonly noticeDay: number;
  readonly lastMonth: Month;
  readonly resolution?: number | undefined;
}

/** A withdrawal that is on record; those still covered after it have to be ended by a file of enrolment. */
export interface Leaving extends Withdrawal {
  readonly coveredAfter: number;
}

/**
 * Records that a member leaves at the end of a month: from then on nothing of it is charged, and what was charged for later
 * months is taken back. The same again changes nothing. Refused: `unknown_reference`; `inconsistent` where the notice is
 * shorter than the document asks, or the member leaves at another time already.
 */
export async function withdraw(
  store: LeavingStore,
  consortium: Consortium,
  { member, noticeDay, lastMonth, resolution }: LeavingTerms,
): Promise<Leaving | Refusal> {
  const { consortiumId, document, members } = consortium;
  const memberId = members.get(member);
  if (memberId === undefined)
    return refuse('unknown_reference', '--member', `one of ${[...members.keys()].join(', ')}`, member);
  const { noticeDays, runOut } = document.withdrawal;
  if (noticeDay + noticeDays > lastDayOf(lastMonth)) {
    const expected = `${formatMonth(monthOf(noticeDay + noticeDays))} or later, ${noticeDays} days after the notice of ${formatDay(noticeDay)},`;
    return refuse('inconsistent', '--last-month', expected, formatMonth(lastMonth));
  }
  const withdrawal: Withdrawal = { memberId, noticeDay, lastMonth, runOut, resolution };
  if (!(await store.writeWithdrawal(consortiumId, withdrawal))) {
    const known = (await store.withdrawals(consortiumId)).find((one) => one.memberId === memberId)!;
    if (known.lastMonth !== lastMonth) {
      const expected = `${formatMonth(known.lastMonth)}, which is on record,`;
      return refuse('inconsistent', '--last-month', expected, formatMonth(lastMonth));
    }
  }
  return { ...withdrawal, coveredAfter: await store.coveredAfter(consortiumId, memberId, lastMonth) };
}

/** How the run-out of a member that left stands; `facts` are missing while no month was closed since. */
export interface RunOut extends Withdrawal {
  readonly facts: RunOutFacts | undefined;
  /** What was posted now. */
  readonly difference: number;
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

import type { Month } from '../calendar/month.ts';
import type { Amount } from '../money/amount.ts';
import type { AccountCode } from './accounts.ts';

/** One side of an entry: a debit is positive, a credit negative. */
export interface Posting {
  readonly account: AccountCode;
  readonly amount: Amount;
}

/** A balanced entry of one member (0 is the pool itself) in one accounting month; `event` says what happened. */
export interface Entry {
  readonly event: string;
  readonly month: Month;
  readonly memberId: number;
  readonly postings: readonly Posting[];
}

/** Makes an entry. One that does not balance is a bug, and throws. */
export function entryOf(event: string, month: Month, memberId: number, postings: readonly Posting[]): Entry {
  const sum = postings.reduce((total, posting) => total + BigInt(posting.amount), 0n);
  if (sum !== 0n) throw new Error(`an entry of ${event} is out of balance by ${sum} minor units`);
  return { event, month, memberId, postings };
}

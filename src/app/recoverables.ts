import { firstDayOf, lastDayOf } from '../core/calendar/month.ts';
import { ageing, type OwedItem, type Settlement, settle } from '../core/contributions/settlement.ts';
import { type Amount, amountOf } from '../core/money/amount.ts';
import type { RecoverablePosting } from './ports/books.ts';
import type { RecoverablesOnRecord } from './ports/reimbursements.ts';

/** What a carrier owes under a contract for a member (0: the pool) and part. */
export interface RecoverableAccount {
  readonly contract: string;
  readonly memberId: number;
  readonly part: RecoverablePosting['part'];
  readonly posted: Amount;
  readonly received: Amount;
  /** What is open of each posting, the oldest first: money that came pays the oldest. */
  readonly open: Settlement['open'];
  /** What came beyond what is recoverable: a position fell after it was paid. */
  readonly credit: Amount;
}

/**
 * What carriers owe at the end of a day, by contract, part and member. What is recoverable is due from the end of the month
 * of the ledger in which it was posted: contracts name no day by which a carrier has to pay.
 */
export function recoverableAccounts(
  { posted, received }: RecoverablesOnRecord,
  onDay = Number.POSITIVE_INFINITY,
): RecoverableAccount[] {
  const paid = Map.groupBy(
    received.filter(({ receivedDay }) => receivedDay <= onDay),
    keyOf,
  );
  const postings = posted.filter(({ month }) => firstDayOf(month) <= onDay);
  return [...Map.groupBy(postings, keyOf)]
    .map(([key, rows]) => {
      const { contract, memberId, part } = rows[0]!;
      const items = rows
        .map(
          ({ month, amount }, index): OwedItem => ({
            ...{ name: String(index), dueDay: lastDayOf(month), amount: amountOf(amount) },
          }),
        )
        .sort((a, b) => a.dueDay - b.dueDay);
      const came = (paid.get(key) ?? []).map(({ amount }) => ({ amount: amountOf(amount) }));
      return {
        ...{ contract, memberId, part, posted: sumOf(items), received: sumOf(came) },
        ...settle(items, came),
      };
    })
    .sort((a, b) => a.memberId - b.memberId);
}

/** What is open of accounts less what came beyond it. */
export function owedBy(accounts: readonly Pick<RecoverableAccount, 'posted' | 'received'>[]): Amount {
  return accounts.reduce((sum, { posted, received }) => amountOf(sum + posted - received), 0 as Amount);
}

/** What is open of accounts, by how long. */
export function agesOf(accounts: readonly Pick<RecoverableAccount, 'open'>[], onDay: number) {
  return ageing(
    accounts.flatMap(({ open }) => open),
    onDay,
  );
}

const keyOf = ({ contract, part, memberId }: Pick<RecoverableAccount, 'contract' | 'part' | 'memberId'>) =>
  JSON.stringify([contract, part, memberId]);

const sumOf = (rows: readonly { readonly amount: Amount }[]): Amount =>
  rows.reduce((sum, { amount }) => amountOf(sum + amount), 0 as Amount);

import { monthOf } from '../core/calendar/month.ts';
import { formatAmount } from '../core/money/amount.ts';
import { BatchEntries } from '../core/postings/batch-entries.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { writtenAmount, writtenDay } from './members/written.ts';
import type { Consortium } from './ports/consortium.ts';
import type { Reimbursement, ReimbursementShare, ReimbursementStore } from './ports/reimbursements.ts';
import { owedBy, type RecoverableAccount, recoverableAccounts } from './recoverables.ts';

/** A reimbursement, and what it is for where it says so: a member's persons, or the aggregate. */
export interface ReimbursementGiven extends Reimbursement {
  readonly memberId?: number | undefined;
  readonly isAggregate?: boolean | undefined;
}

/** A reimbursement from what a person wrote. Refused: an unknown member, a day or amount that cannot be read, an amount of 0 or less. */
export function readReimbursement(
  { document, members }: Pick<Consortium, 'document' | 'members'>,
  given: {
    readonly contract: string;
    readonly reference: string;
    readonly day: string;
    readonly amount: string;
    readonly member?: string | undefined;
    readonly aggregate?: boolean | undefined;
  },
): ReimbursementGiven | Refusal {
  const { contract, reference, member } = given;
  const memberId = member === undefined ? undefined : members.get(member);
  if (member !== undefined && memberId === undefined)
    return refuse('unknown_reference', '--member', `one of ${[...members.keys()].join(', ')}`, member);
  const isAggregate = given.aggregate === true;
  if (isAggregate && memberId !== undefined)
    return refuse('inconsistent', '--aggregate', 'one of --member and --aggregate', 'both');
  const receivedDay = writtenDay('--day', given.day);
  if (isRefusal(receivedDay)) return receivedDay;
  const amount = writtenAmount('--amount', given.amount, document.currency);
  return isRefusal(amount) ? amount : { contract, reference, receivedDay, amount, memberId, isAggregate };
}

/**
 * Records what a carrier paid back: it settles what was posted as recoverable under its contract, the oldest first, of the
 * member or part that it names or of all. A reference that is known changes nothing (answers false). Refused:
 * `unknown_reference` where nothing is recoverable under the contract, `out_of_range` for more than is owed, `inconsistent`
 * for a reference that is known with another amount.
 */
export async function receiveReimbursement(
  store: ReimbursementStore,
  { consortiumId, document }: Consortium,
  given: ReimbursementGiven,
): Promise<boolean | Refusal> {
  const write = (minor: number) => formatAmount(minor, document.currency);
  const { contract, reference, receivedDay, amount } = given;
  return store.receive(consortiumId, (onRecord) => {
    const all = recoverableAccounts(onRecord);
    if (!all.some((account) => account.contract === contract)) {
      const known = [...new Set(all.map((account) => account.contract))].join(', ');
      const expected = known === '' ? 'a contract under which something is posted' : `one of ${known}`;
      return refuse('unknown_reference', '--contract', expected, contract);
    }
    const before = onRecord.received.filter(
      (one) => one.contract === contract && one.reference === reference,
    );
    if (before.length > 0) {
      const came = before.reduce((sum, share) => sum + share.amount, 0);
      return came === amount
        ? undefined
        : refuse('inconsistent', '--amount', `${write(came)}, as ${reference} is on record`, write(amount));
    }
    const accounts = all.filter(
      (one) => one.contract === contract && (isFor(given, one) || isOfEither(given)),
    );
    const owed = owedBy(accounts);
    if (amount > owed) {
      const expected = `at most the ${write(Math.max(0, owed))} that is posted and has not come`;
      return refuse('out_of_range', '--amount', expected, write(amount));
    }
    const shares = sharesOf(given, accounts);
    const entries = new BatchEntries();
    for (const share of shares)
      entries.add('stop-loss received', monthOf(receivedDay), share.memberId, share.amount);
    return { shares, entries: entries.entries() };
  });
}

const isOfEither = ({ memberId, isAggregate }: ReimbursementGiven) =>
  memberId === undefined && isAggregate !== true;

const isFor = ({ memberId, isAggregate }: ReimbursementGiven, account: RecoverableAccount) =>
  isAggregate === true ? account.part === 'aggregate' : account.memberId === memberId;

/** What is open is paid, the oldest first, until the amount is used up. */
function sharesOf(
  { contract, reference, receivedDay, amount }: ReimbursementGiven,
  accounts: readonly RecoverableAccount[],
): ReimbursementShare[] {
  const items = accounts
    .flatMap((account) => account.open.map(({ open, dueDay }) => ({ account, open, dueDay })))
    .sort((a, b) => a.dueDay - b.dueDay);
  const paid = new Map<RecoverableAccount, number>();
  let left = amount;
  for (const { account, open } of items) {
    const used = Math.min(open, left);
    if (used > 0) paid.set(account, (paid.get(account) ?? 0) + used);
    left -= used;
  }
  return [...paid].map(([{ memberId, part }, share]) => ({
    ...{ contract, reference, receivedDay, amount: share, memberId, part },
  }));
}

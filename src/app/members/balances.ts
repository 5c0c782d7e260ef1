import type { Month } from '../../core/calendar/month.ts';
import type { AccountCode } from '../../core/ledger/accounts.ts';
import type { Balance } from '../../core/ledger/statements.ts';
import { amountOf } from '../../core/money/amount.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { SharingStore } from '../ports/sharing.ts';
import { codeOf } from './bill-month.ts';

/** What makes up a member's part of the pool's net position, in the order in which it is shown. */
export const BALANCE_PARTS = [
  ...(['broughtAlong', 'contributions', 'assessments', 'otherIncome', 'claims', 'recoveries'] as const),
  ...(['administration', 'stopLossPremium', 'distributed'] as const),
] as const;
export type BalancePart = (typeof BALANCE_PARTS)[number];

/** A member's allocated balance: what it brought along and contributed, less its claims and its share of cost. */
export type AllocatedBalance = Readonly<Record<BalancePart, number>> & { readonly balance: number };

/** The allocated balances of all members; `pool` is what belongs to no member. */
export interface AllocatedBalances {
  readonly members: readonly (AllocatedBalance & { readonly member: string })[];
  readonly pool: AllocatedBalance;
  readonly total: AllocatedBalance;
}

/** To which part each account belongs; accounts of the balance sheet to none. */
const PART_OF: Partial<Record<AccountCode, BalancePart>> = {
  'member-balances': 'broughtAlong',
  'surplus-distributed': 'distributed',
  'contributions-earned': 'contributions',
  assessments: 'assessments',
  'run-out-charged': 'assessments',
  'investment-income': 'otherIncome',
  'claims-incurred': 'claims',
  'change-in-incurred-but-not-reported': 'claims',
  'stop-loss-recoveries': 'recoveries',
  administration: 'administration',
  'stop-loss-premium': 'stopLossPremium',
};

/** The pool's net position at the end of a month, by the member to whom it is allocated in the ledger. */
export async function allocatedBalances(
  store: SharingStore,
  { consortiumId, members }: Consortium,
  through: Month,
): Promise<AllocatedBalances> {
  const balances = await store.balancesThrough(consortiumId, through);
  const ofMember = (memberId: number) => partsOf(balances.filter((one) => one.memberId === memberId));
  return {
    members: [...members.values()].map((id) => ({ member: codeOf(members, id), ...ofMember(id) })),
    pool: ofMember(0),
    total: partsOf(balances),
  };
}

function partsOf(balances: readonly Balance[]): AllocatedBalance {
  const parts = Object.fromEntries(BALANCE_PARTS.map((part) => [part, 0])) as Record<BalancePart, number>;
  let balance = 0;
  for (const { account, debit, credit } of balances) {
    const part = PART_OF[account];
    if (part === undefined) continue;
    parts[part] = amountOf(parts[part] + credit - debit);
    balance = amountOf(balance + credit - debit);
  }
  return { ...parts, balance };
}

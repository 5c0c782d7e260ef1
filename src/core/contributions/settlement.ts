import { type Amount, amountOf, ZERO } from '../money/amount.ts';

/** What is owed under a name, by a day; below 0 it is a credit. */
export interface OwedItem {
  readonly name: string;
  readonly dueDay: number;
  readonly amount: Amount;
}

/** Money that came, for the item that it names, or for none in particular. */
export interface PaidItem {
  readonly amount: Amount;
  readonly name?: string | undefined;
}

/** What is still open of each item, in the order given, and what came beyond all of them. */
export interface Settlement {
  readonly open: readonly (OwedItem & { readonly open: Amount })[];
  readonly credit: Amount;
}

/**
 * Settles what is owed with what came: money that names an item pays that one first; what is left of it, money that
 * names none, and credits pay the oldest first (as given). Open items less the credit are what is owed less what came.
 */
export function settle(owed: readonly OwedItem[], paid: readonly PaidItem[]): Settlement {
  const open = new Map(owed.map(({ name, amount }) => [name, Math.max(0, amount)]));
  let free = owed.reduce((sum, { amount }) => sum + Math.max(0, -amount), 0);
  for (const { name, amount } of paid) {
    const left = name === undefined ? 0 : (open.get(name) ?? 0);
    const used = Math.min(left, amount);
    if (used > 0) open.set(name!, left - used);
    free = amountOf(free + amount - used);
  }
  for (const { name } of owed) {
    const used = Math.min(open.get(name)!, free);
    open.set(name, open.get(name)! - used);
    free -= used;
  }
  return {
    open: owed.map((item) => ({ ...item, open: amountOf(open.get(item.name)!) })),
    credit: amountOf(free),
  };
}

/** How long open items are past their due day: not at all, up to 30, 60 or 90 days, or longer. */
export const AGES = ['not due', '1 to 30', '31 to 60', '61 to 90', 'over 90'] as const;
export type Age = (typeof AGES)[number];

/** What is open, by how many days past due it is on a day. The parts sum to what is open. */
export function ageing(open: Settlement['open'], onDay: number): Record<Age, Amount> {
  const ages: Record<Age, Amount> = {
    ...{ 'not due': ZERO, '1 to 30': ZERO, '31 to 60': ZERO, '61 to 90': ZERO, 'over 90': ZERO },
  };
  for (const item of open) {
    const age = ageOf(onDay - item.dueDay);
    ages[age] = amountOf(ages[age] + item.open);
  }
  return ages;
}

function ageOf(daysPastDue: number): Age {
  if (daysPastDue <= 0) return 'not due';
  if (daysPastDue <= 30) return '1 to 30';
  if (daysPastDue <= 60) return '31 to 60';
  return daysPastDue <= 90 ? '61 to 90' : 'over 90';
}

import { type AmountText, sumOf } from '../../parts/amounts.ts';
import type { Arrears } from './reads.ts';

/** The same amount with the other sign. */
export const negated = (amount: AmountText): AmountText =>
  amount.startsWith('-') ? amount.slice(1) : `-${amount}`;

/** What a member has still to pay, billed or not, less what it paid too much; below zero it has paid ahead. */
export const stillToPay = ({ owed, unbilled, broughtAlong, credit }: Arrears): AmountText =>
  sumOf([owed, unbilled, broughtAlong, negated(credit)]);

/** What of a member's bills is past its day. */
export const overdueOf = ({ daysPastDue }: Arrears): AmountText =>
  sumOf(Object.entries(daysPastDue).flatMap(([age, amount]) => (age === 'not due' ? [] : [amount])));

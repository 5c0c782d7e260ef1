import { type AmountText, sumOf } from '../../parts/amounts.ts';
import type { Arrears } from './reads.ts';

/** The same amount with the other sign. */
export const negated = (amount: AmountText): AmountText =>
  amount.startsWith('-') ? amount.slice(1) : `-${amount}`;

/** What of a member's bills is past its day. */
export const overdueOf = ({ daysPastDue }: Arrears): AmountText =>
  sumOf(Object.entries(daysPastDue).flatMap(([age, amount]) => (age === 'not due' ? [] : [amount])));

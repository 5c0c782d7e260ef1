import type { Day } from '../../core/calendar/day.ts';
import { formatMonth, monthOf } from '../../core/calendar/month.ts';
import { type Amount, amountOf } from '../../core/money/amount.ts';
import type { PaidClaimRow } from '../import/rows.ts';
import type { ClaimColumns } from './claim-columns.ts';
import { benefitOf } from './claim-rows.ts';
import { MEMBERS } from './members.ts';
import type { Payment } from './payments.ts';
import type { DemoPerson } from './person.ts';

/** A month's register of claims paid elsewhere, with the totals that its sender states beside it. */
export interface Register {
  /** Such as "administrator-2024-03". */
  readonly name: string;
  readonly layout: 'administrator' | 'pharmacy';
  readonly rows: Iterable<PaidClaimRow>;
  /** The control total: what the plan pays in all rows together. */
  readonly planPays: Amount;
  /** What was asked for and drawn from the bank, day by day; the sum is the control total. */
  readonly draws: readonly { readonly funded: Day; readonly amount: Amount }[];
}

/**
 * The registers of the members paid elsewhere, month by month: the administrator's, and the pharmacy manager's for the
 * member that has one. Money is drawn on the day of the payment run. What is given back is a row of negative amounts
 * that names the claim it reverses; what is paid again is a claim of its own.
 */
export function registersOf(
  payments: readonly Payment[],
  columns: ClaimColumns,
  persons: readonly DemoPerson[],
): Register[] {
  const registers: Register[] = [];
  const months = new Map<number, Record<Register['layout'], Payment[]>>();
  for (const payment of payments) {
    const month = monthOf(payment.day);
    const of = months.get(month) ?? { administrator: [], pharmacy: [] };
    months.set(month, of);
    of[layoutOf(columns, persons, payment.claim)].push(payment);
  }
  for (const [month, of] of months) {
    for (const layout of ['administrator', 'pharmacy'] as const) {
      if (of[layout].length === 0) continue;
      const name = `${layout === 'pharmacy' ? 'pharmacy-manager' : 'administrator'}-${formatMonth(month)}`;
      registers.push(registerOf(name, layout, of[layout], columns, persons));
    }
  }
  return registers;
}

function registerOf(
  name: string,
  layout: Register['layout'],
  payments: readonly Payment[],
  columns: ClaimColumns,
  persons: readonly DemoPerson[],
): Register {
  const byDay = new Map<number, number>();
  let total = 0;
  for (const { day, kind, sums } of payments) {
    const amount = kind === 'reversed' ? -sums.planPays : sums.planPays;
    byDay.set(day, (byDay.get(day) ?? 0) + amount);
    total += amount;
  }
  return {
    name,
    layout,
    rows: { [Symbol.iterator]: () => paidRows(layout, payments, columns, persons) },
    planPays: amountOf(total),
    draws: [...byDay].map(([funded, amount]) => ({ funded: funded as Day, amount: amountOf(amount) })),
  };
}

function* paidRows(
  layout: Register['layout'],
  payments: readonly Payment[],
  columns: ClaimColumns,
  persons: readonly DemoPerson[],
): Generator<PaidClaimRow> {
  let fileLine = 1;
  for (const { claim, number, kind, day, sums } of payments) {
    fileLine += 1;
    const benefit = benefitOf(columns, claim);
    const code = `${benefit === 'pharmacy' ? 'R' : 'A'}${String(number).padStart(6, '0')}`;
    const sign = kind === 'reversed' ? -1 : 1;
    yield {
      fileLine,
      claim: kind === 'paid' ? code : `${code}-${kind === 'reversed' ? 1 : 2}`,
      reference: `${layout === 'pharmacy' ? 'PM' : 'AD'}${day}`,
      reverses: kind === 'reversed' ? code : '',
      person: persons[columns.person[claim]!]!.code,
      benefit,
      incurred: columns.day[claim]! as Day,
      paid: day as Day,
      funded: day as Day,
      charge: amountOf(sign * sums.charge),
      allowed: amountOf(sign * sums.allowed),
      memberPays: amountOf(sign * sums.memberPays),
      planPays: amountOf(sign * sums.planPays),
    };
  }
}

function layoutOf(columns: ClaimColumns, persons: readonly DemoPerson[], claim: number): Register['layout'] {
  const { memberIndex } = persons[columns.person[claim]!]!.household;
  const managed = MEMBERS[memberIndex]!.paid === 'by the administrator, pharmacy by its manager';
  return managed && benefitOf(columns, claim) === 'pharmacy' ? 'pharmacy' : 'administrator';
}

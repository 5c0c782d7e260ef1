import { onOrAfter, type Weekday } from '../../core/calendar/weekday.ts';
import { streamOf } from '../../core/simulation/random.ts';
import type { ConsortiumPlan } from '../../exchange/json/consortium-document.ts';
import { Administrator, type PaidSums } from './administrator.ts';
import type { ClaimColumns } from './claim-columns.ts';
import { LAST_RECEIVED, PURPOSE } from './dates.ts';
import { MEMBERS } from './members.ts';
import type { DemoPerson } from './person.ts';

const ADJUSTED = 0.03;
const VOIDED = 0.007;
/** An adjusted claim is paid again at 70 to 105 % of what was allowed, 2 to 13 weeks after. */
const AGAIN_FROM = 0.7;
const AGAIN_SPREAD = 0.35;
const SETTLED_FROM_DAYS = 14;
const SETTLED_WITHIN_DAYS = 75;

/** A payment of a claim elsewhere (`paid`), what is given back of it (`reversed`), or its second payment (`again`). */
export interface Payment {
  readonly claim: number;
  /** The administrator's number of the claim. */
  readonly number: number;
  readonly kind: 'paid' | 'reversed' | 'again';
  readonly day: number;
  readonly sums: PaidSums;
}

/**
 * All payments of claims elsewhere, by the day paid. Claims are settled in the order received, in the weekly payment
 * run; 3 % are adjusted later (given back and paid again), 0.7 % voided (given back).
 */
export function paymentsOf(
  seed: number,
  columns: ClaimColumns,
  persons: readonly DemoPerson[],
  plan: ConsortiumPlan,
  weekday: Weekday,
): Payment[] {
  const random = streamOf(seed, PURPOSE.register);
  const administrator = new Administrator(plan);
  const later: { readonly day: number; readonly settle: () => void }[] = [];
  const payments: Payment[] = [];
  const elsewhere = persons.map(
    ({ household }) => MEMBERS[household.memberIndex]!.paid !== 'adjudicated here',
  );
  let number = 0;
  for (const claim of columns.byReceived((one) => elsewhere[columns.person[one]!]!)) {
    const day = onOrAfter(columns.received[claim]!, weekday);
    if (day > LAST_RECEIVED) break;
    while (later.length > 0 && later[0]!.day < day) later.shift()!.settle();
    const person = persons[columns.person[claim]!]!;
    const [fate, factor] = [random.uniform(), AGAIN_FROM + AGAIN_SPREAD * random.uniform()];
    const on = onOrAfter(day + SETTLED_FROM_DAYS + random.below(SETTLED_WITHIN_DAYS), weekday);
    const settled = fate < ADJUSTED + VOIDED && on <= LAST_RECEIVED;
    const undos: (() => void)[] | undefined = settled ? [] : undefined;
    const sums = administrator.pay(columns, claim, person, 1, undos);
    number += 1;
    payments.push({ claim, number, kind: 'paid', day, sums });
    if (undos === undefined) continue;
    const own = number;
    const settle = () => {
      for (const undo of undos) undo();
      payments.push({ claim, number: own, kind: 'reversed', day: on, sums });
      if (fate >= ADJUSTED) return;
      const again = administrator.pay(columns, claim, person, factor);
      payments.push({ claim, number: own, kind: 'again', day: on, sums: again });
    };
    later.push({ day: on, settle });
    later.sort((a, b) => a.day - b.day);
  }
  for (const { settle } of later) settle();
  return payments.sort((a, b) => a.day - b.day);
}

import type { Day } from '../../core/calendar/day.ts';
import { firstDayOf, formatMonth, type Month } from '../../core/calendar/month.ts';
import { FIRST_MONTH, LAST_MONTH } from './dates.ts';
import { MEMBERS } from './members.ts';

/** A month's bill that a member has paid: on which day, under which reference; always the whole bill of that month. */
export interface DemoReceipt {
  readonly member: string;
  readonly month: Month;
  readonly day: Day;
  readonly reference: string;
}

/** Every member's payments, month by month; bills of an earlier month may be paid after those of a later one. The member in arrears has not paid its last bills. */
export function* receiptsOfBills(): Generator<DemoReceipt> {
  for (let month = FIRST_MONTH; month <= LAST_MONTH; month = (month + 1) as Month) {
    for (const { code, prefix, payDay, billsInArrears } of MEMBERS) {
      if (month > LAST_MONTH - billsInArrears) continue;
      const day = (firstDayOf(month) + payDay - 1) as Day;
      yield { member: code, month, day, reference: `${prefix}-${formatMonth(month)}` };
    }
  }
}

import type { Month } from '../../core/calendar/month.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import { billMonth } from '../members/bill-month.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { MembersStore } from '../ports/members.ts';
import { FIRST_MONTH, LAST_MONTH } from './dates.ts';

/**
 * Issues the bills of the demonstration's two years, once: with its receipts they say who has paid, and that Harrowgate is
 * late. A month that has bills stays as it is. Figures of claims and money stay as they are. Refused: as `billMonth`.
 */
export async function billDemoMonths(
  store: MembersStore,
  consortium: Consortium,
): Promise<Refusal | undefined> {
  for (let month = FIRST_MONTH; month <= LAST_MONTH; month = (month + 1) as Month) {
    if ((await store.billsOf(consortium.consortiumId, month)).length > 0) continue;
    const billed = await billMonth(store, consortium, month);
    if (isRefusal(billed)) return billed;
  }
  return undefined;
}

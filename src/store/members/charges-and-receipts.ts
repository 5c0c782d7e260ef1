import type { MonthlyCharge, Receipt } from '../../app/ports/books.ts';
import type { ChargeSearch, ReceiptSearch } from '../../app/ports/members.ts';
import type { MemberPayment } from '../../app/ports/sharing.ts';
import { firstDayOf, type Month } from '../../core/calendar/month.ts';
import { dayText } from '../bulk/rows.ts';
import { Conditions } from '../conditions.ts';
import { monthOf } from '../months.ts';
import type { Query } from '../query.ts';

const firstDay = (month: Month | undefined) => (month === undefined ? undefined : dayText(firstDayOf(month)));
const day = (number: number | undefined) => (number === undefined ? undefined : dayText(number));

/** Rows of charges, but for those that say that nobody was enrolled in a month. */
export function searchCharges(query: Query, search: ChargeSearch): Promise<MonthlyCharge[]> {
  const { memberIds, kind, from, through, isCorrection, after, limit } = search;
  const where = new Conditions();
  where.always('c.units <> 0');
  where.add('c.member_id = ANY (?)', memberIds);
  where.add('c.kind = ?', kind);
  where.add('c.month >= ?', firstDay(from));
  where.add('c.month <= ?', firstDay(through));
  where.add('(c.billed_month <> c.month) = ?', isCorrection);
  if (after !== undefined) {
    const [month, ...rest] = after;
    const place = [firstDay(month), ...rest].map((value) => where.value(value));
    where.always(`(c.month, c.member_id, c.plan_id, c.kind, c.tier, c.revision) > (${place.join(', ')})`);
  }
  return query.rows<MonthlyCharge>(
    `SELECT ${monthOf('c.month')} AS month, c.member_id AS "memberId", c.plan_id AS "planId", c.kind, c.tier, c.revision,
       ${monthOf('c.billed_month')} AS "billedMonth", c.units, c.rate_cents AS rate, c.amount_cents AS amount
     FROM monthly_charge c WHERE ${where}
     ORDER BY c.month, c.member_id, c.plan_id, c.kind, c.tier, c.revision LIMIT ${where.value(limit)}`,
    where.values,
  );
}

type ReceiptRow = Omit<Receipt, 'billMonth' | 'assessmentId'> & {
  readonly billMonth: Month | null;
  readonly assessmentId: number | null;
};

/** What members paid in, the latest first. */
export async function searchReceipts(query: Query, search: ReceiptSearch): Promise<Receipt[]> {
  const where = ofDays('received_day', search);
  where.add('(NOT run_out OR member_id = ?)', search.runOutOf);
  const rows = await query.rows<ReceiptRow>(
    `SELECT member_id AS "memberId", reference, received_day - date '1970-01-01' AS "receivedDay", amount_cents AS amount,
       ${monthOf('bill_month')} AS "billMonth", assessment_id AS "assessmentId", run_out AS "isRunOut"
     FROM receipt WHERE ${where} ORDER BY received_day DESC, member_id DESC, reference DESC
     LIMIT ${where.value(search.limit)}`,
    where.values,
  );
  return rows.map(({ billMonth, assessmentId, ...receipt }) => ({
    ...receipt,
    ...{ billMonth: billMonth ?? undefined, assessmentId: assessmentId ?? undefined },
  }));
}

/** What members were paid, the latest first. */
export function searchPayments(query: Query, search: ReceiptSearch): Promise<MemberPayment[]> {
  const where = ofDays('paid_day', search);
  return query.rows<MemberPayment>(
    `SELECT member_id AS "memberId", reference, paid_day - date '1970-01-01' AS "paidDay", amount_cents AS amount
     FROM member_payment WHERE ${where} ORDER BY paid_day DESC, member_id DESC, reference DESC
     LIMIT ${where.value(search.limit)}`,
    where.values,
  );
}

function ofDays(column: string, { memberIds, from, through, after }: ReceiptSearch): Conditions {
  const where = new Conditions();
  where.add('member_id = ANY (?)', memberIds);
  where.add(`${column} >= ?`, day(from));
  where.add(`${column} <= ?`, day(through));
  if (after === undefined) return where;
  const [last, ...rest] = after;
  const place = [day(last), ...rest].map((value) => where.value(value));
  where.always(`(${column}, member_id, reference) < (${place.join(', ')})`);
  return where;
}

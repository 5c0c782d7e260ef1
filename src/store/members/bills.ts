import type { BillableRow, WholeBill } from '../../app/ports/members.ts';
import { firstDayOf, formatMonth, type Month } from '../../core/calendar/month.ts';
import { dayText } from '../bulk/rows.ts';
import { monthOf } from '../months.ts';
import type { Query } from '../query.ts';

const ROW = `member_id AS "memberId", plan_id AS "planId", tier, revision, units, rate_cents AS rate, amount_cents AS amount`;

/** Contributions charged with a month; undefined where it was not charged. */
export async function billableRows(query: Query, month: Month): Promise<BillableRow[] | undefined> {
  const values = [dayText(firstDayOf(month))];
  const { charged } = await query.one<{ charged: boolean }>(
    'SELECT EXISTS (SELECT FROM monthly_charge WHERE month = $1) AS charged',
    values,
  );
  if (!charged) return undefined;
  return query.rows<BillableRow>(
    `SELECT ${monthOf('month')} AS "chargedMonth", ${ROW} FROM monthly_charge
     WHERE billed_month = $1 AND kind = 'contribution' AND member_id <> 0
     ORDER BY member_id, monthly_charge.month DESC, plan_id, tier, revision`,
    values,
  );
}

/** The bills of a month with their lines. */
export async function readBills(query: Query, month: Month): Promise<WholeBill[]> {
  const values = [dayText(firstDayOf(month))];
  const bills = await query.rows<Omit<WholeBill, 'lines'>>(
    `${BILLS} WHERE month = $1 ORDER BY member_id`,
    values,
  );
  const lines = await query.rows<WholeBill['lines'][number]>(
    `SELECT ${monthOf('charged_month')} AS "chargedMonth", ${ROW}, employer_rate_cents AS "employerRate",
       employer_cents AS employer
     FROM bill_line WHERE month = $1 ORDER BY member_id, charged_month DESC, plan_id, tier, revision`,
    values,
  );
  const byMember = Map.groupBy(lines, ({ memberId }) => memberId);
  return bills.map((bill) => ({ ...bill, lines: byMember.get(bill.memberId) ?? [] }));
}

/** Bills as they were issued, without their lines. */
export const BILLS = `SELECT ${monthOf('month')} AS month, member_id AS "memberId", issued_day - date '1970-01-01' AS "issuedDay",
  due_day - date '1970-01-01' AS "dueDay", amount_cents AS amount, employer_cents AS employer FROM bill`;

/** Writes the bills that were not issued before. */
export async function insertBills(
  query: Query,
  documentVersion: number,
  bills: readonly WholeBill[],
): Promise<void> {
  const written = bills.map(({ lines, ...bill }) => ({
    ...{ ...bill, month: `${formatMonth(bill.month)}-01` },
    ...{ issued_day: dayText(bill.issuedDay), due_day: dayText(bill.dueDay) },
    lines: lines.map((line) => ({ ...line, charged_month: `${formatMonth(line.chargedMonth)}-01` })),
  }));
  await query.run(
    `WITH given AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS bill ("memberId" int8, month date, issued_day date, due_day date,
         amount int8, employer int8, lines jsonb)
       WHERE NOT EXISTS (SELECT FROM bill b WHERE b.month = bill.month AND b.member_id = bill."memberId")),
     issued AS (
       INSERT INTO bill (month, member_id, document_version, issued_day, due_day, amount_cents, employer_cents)
       SELECT month, "memberId", $2, issued_day, due_day, amount, employer FROM given)
     INSERT INTO bill_line (month, member_id, charged_month, plan_id, tier, revision, units, rate_cents,
       employer_rate_cents, amount_cents, employer_cents)
     SELECT given.month, given."memberId", l.charged_month, "planId", tier, revision, units, rate, "employerRate",
       l.amount, l.employer
     FROM given, jsonb_to_recordset(lines) AS l (charged_month date, "planId" int8, tier text, revision int2, units int8,
       rate int8, "employerRate" int8, amount int8, employer int8)`,
    [JSON.stringify(written), documentVersion],
  );
}

import type { Bill, MemberAccounts, MemberAmount, NamedReceipt } from '../../app/ports/members.ts';
import { monthOf } from '../months.ts';
import type { Query } from '../query.ts';
import { BILLS } from './bills.ts';

/** All that members were asked for as contributions, and what they paid. */
export async function readAccounts(query: Query): Promise<MemberAccounts> {
  const bills = await query.rows<Bill>(`${BILLS} ORDER BY bill.month, member_id`);
  const unbilled = await query.rows<MemberAmount>(UNBILLED);
  const broughtAlong = await query.rows<MemberAmount>(BROUGHT_ALONG);
  const receipts = await query.rows<NamedReceipt & { billMonth: NamedReceipt['billMonth'] | null }>(RECEIPTS);
  return {
    ...{ bills, unbilled, broughtAlong },
    receipts: receipts.map((receipt) => ({ ...receipt, billMonth: receipt.billMonth ?? undefined })),
  };
}

const UNBILLED = `SELECT member_id AS "memberId", ${monthOf('billed_month')} AS month, sum(amount_cents) AS amount
  FROM monthly_charge c WHERE kind = 'contribution' AND member_id <> 0
    AND NOT EXISTS (SELECT FROM bill b WHERE b.month = c.billed_month AND b.member_id = c.member_id)
  GROUP BY member_id, billed_month ORDER BY billed_month, member_id`;

const BROUGHT_ALONG = `SELECT e.member_id AS "memberId", ${monthOf('max(e.accounting_month)')} AS month, sum(p.amount_cents) AS amount
  FROM entry e JOIN posting p USING (consortium_id, batch_id, entry_number)
  WHERE e.event = 'opening balances' AND p.account = 'contributions-receivable' AND e.member_id <> 0
  GROUP BY e.member_id ORDER BY e.member_id`;

const RECEIPTS = `SELECT member_id AS "memberId", reference, received_day - date '1970-01-01' AS "receivedDay", amount_cents AS amount,
    ${monthOf('bill_month')} AS "billMonth"
  FROM receipt WHERE assessment_id IS NULL AND NOT run_out ORDER BY received_day, reference`;

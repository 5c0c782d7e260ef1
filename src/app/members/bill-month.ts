import { firstDayOf, formatMonth, type Month } from '../../core/calendar/month.ts';
import { splitCharge } from '../../core/contributions/bill-split.ts';
import type { ContributionRule } from '../../core/contributions/tender.ts';
import { type Amount, amountOf } from '../../core/money/amount.ts';
import { type Refusal, refuse } from '../../core/refusal.ts';
import { employerRule } from '../contribution-rate.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { BillableRow, MembersStore, WholeBill } from '../ports/members.ts';

/**
 * Bills every member what was charged with a month: its own contributions, and corrections of earlier months found since.
 * A bill is issued once, on the first day of its month unless another is given, and due as the document says; issued
 * again it is the same. Refused: `period_not_ready` where the month was not charged.
 */
export async function billMonth(
  store: MembersStore,
  consortium: Consortium,
  month: Month,
  issuedDay: number = firstDayOf(month),
): Promise<WholeBill[] | Refusal> {
  const { consortiumId, documentVersion } = consortium;
  const rows = await store.billable(consortiumId, month);
  if (rows === undefined) {
    const expected = `a month that was charged (run \`poolbook charge --through ${formatMonth(month)}\`)`;
    return refuse('period_not_ready', 'month', expected, formatMonth(month));
  }
  const bills = [...Map.groupBy(rows, ({ memberId }) => memberId)].map(([memberId, own]) =>
    billOf(consortium, month, memberId, own, issuedDay),
  );
  await store.writeBills(consortiumId, documentVersion, bills);
  return store.billsOf(consortiumId, month);
}

function billOf(
  consortium: Consortium,
  month: Month,
  memberId: number,
  rows: readonly BillableRow[],
  issuedDay: number,
): WholeBill {
  const lines = rows.map((row) => {
    const { employerRate, employer } = splitCharge(row.units, row.rate as Amount, ruleOf(consortium, row));
    return { ...row, employerRate, employer };
  });
  return {
    ...{ memberId, month, issuedDay, dueDay: issuedDay + consortium.document.billing.dueDays, lines },
    amount: lines.reduce((sum, { amount }) => amountOf(sum + amount), 0),
    employer: lines.reduce((sum, { employer }) => amountOf(sum + employer), 0),
  };
}

function ruleOf({ document, members, plans }: Consortium, row: BillableRow): ContributionRule | undefined {
  const [member, plan] = [codeOf(members, row.memberId), codeOf(plans, row.planId)];
  return employerRule(document, row.chargedMonth, { member, plan, tier: row.tier });
}

/** The code under an identifier that is known to be there. */
export function codeOf(ids: ReadonlyMap<string, number>, id: number): string {
  for (const [code, known] of ids) if (known === id) return code;
  throw new Error(`nothing has the identifier ${id}`);
}

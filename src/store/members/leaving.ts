import type { LeavingStore, RunOutFacts, Withdrawal } from '../../app/ports/leaving.ts';
import { firstDayOf, lastDayOf, type Month } from '../../core/calendar/month.ts';
import type { Refusal } from '../../core/refusal.ts';
import { useResolution } from '../board/resolution-effect.ts';
import { unfundedAt } from '../books-at-month.ts';
import { dayText } from '../bulk/rows.ts';
import type { Database } from '../database.ts';
import type { Loader } from '../loader.ts';
import { monthOf } from '../months.ts';
import { posting } from '../posting.ts';
import type { Query } from '../query.ts';

/** Members that leave, in a database. */
export function leavingStore(database: Database, loader: Loader): LeavingStore {
  const { batch, alone } = posting(database, loader);
  return {
    withdrawals: (consortiumId) => database.read(consortiumId, withdrawals),

    writeWithdrawal: (consortiumId, { memberId, noticeDay, lastMonth, runOut }, use) =>
      alone<boolean | Refusal>(consortiumId, async (query) => {
        const known = await withdrawals(query);
        if (known.some((one) => one.memberId === memberId)) return false;
        await query.run(
          'INSERT INTO withdrawal (member_id, notice_day, last_month, run_out) VALUES ($1, $2, $3, $4)',
          [memberId, dayText(noticeDay), dayText(firstDayOf(lastMonth)), runOut],
        );
        const effect = { effect: 'withdrawal', factId: memberId };
        return (use && (await useResolution(query, { ...use, ...effect }))) ?? true;
      }),

    coveredAfter: async (consortiumId, memberId, month) => {
      const { persons } = await database.read(consortiumId, (query) =>
        query.one<{ persons: number }>(
          `SELECT count(DISTINCT person_id) AS persons FROM coverage_span
           WHERE member_id = $1 AND (to_day IS NULL OR to_day > $2)`,
          [memberId, dayText(lastDayOf(month))],
        ),
      );
      return persons;
    },

    runOutFacts: (consortiumId, withdrawal) =>
      database.read(consortiumId, (query) => runOutFacts(query, withdrawal)),

    postRunOut: (consortiumId, withdrawal, entriesOf) =>
      alone(consortiumId, async (query) => {
        const facts = await runOutFacts(query, withdrawal);
        if (facts === undefined) return undefined;
        const { closedMonth, paid, unpaid, charged } = facts;
        const difference = paid + unpaid - charged;
        if (difference === 0) return facts;
        await batch(consortiumId, 'run-out', entriesOf(facts, difference), async (loading, batchId) => {
          await loading.insert(
            `INSERT INTO run_out_posting (member_id, batch_id, closed_month, paid_cents, unpaid_cents, amount_cents)
             VALUES ($1, $2, $3, $4, $5, $6)`,
            [withdrawal.memberId, batchId, dayText(firstDayOf(closedMonth)), paid, unpaid, difference],
          );
        });
        return facts;
      }),
  };
}

function withdrawals(query: Query): Promise<Withdrawal[]> {
  return query.rows<Withdrawal>(
    `SELECT member_id AS "memberId", notice_day - date '1970-01-01' AS "noticeDay", ${monthOf('last_month')} AS "lastMonth",
       run_out AS "runOut"
     FROM withdrawal ORDER BY last_month, member_id`,
  );
}

/**
 * What the last closed month holds; the ledger's liabilities are credits. What was paid elsewhere by then and is drawn later is
 * among them, and is paid already; what was drawn by then and is paid later has lowered them, and is not paid yet.
 */
async function runOutFacts(
  query: Query,
  { memberId, lastMonth }: Withdrawal,
): Promise<RunOutFacts | undefined> {
  const { closedMonth } = await query.one<{ closedMonth: Month | null }>(
    `SELECT ${monthOf('max(accounting_month)')} AS "closedMonth" FROM period_close`,
  );
  if (closedMonth === null || closedMonth < lastMonth) return undefined;
  const values = [memberId, dayText(firstDayOf(lastMonth)), dayText(firstDayOf(closedMonth))];
  const found = await query.one<Omit<RunOutFacts, 'closedMonth'>>(
    `SELECT
       (SELECT coalesce(sum(plan_pays_cents), 0) FROM claim_rollup
        WHERE member_id = $1 AND incurred_month <= $2 AND paid_month > $2 AND paid_month <= $3) AS paid,
       (SELECT coalesce(-sum(balance_cents), 0) FROM period_balance
        WHERE member_id = $1 AND accounting_month = $3 AND account IN ('claims-payable', 'incurred-but-not-reported')) AS unpaid,
       (SELECT coalesce(sum(amount_cents), 0) FROM run_out_posting WHERE member_id = $1) AS charged`,
    values,
  );
  const unfunded =
    (await unfundedAt(query, closedMonth)).find((one) => one.memberId === memberId)?.amount ?? 0;
  return { closedMonth, ...found, unpaid: found.unpaid - unfunded };
}

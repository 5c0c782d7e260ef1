import type {
  MemberShare,
  Numbered,
  OrderedAssessment,
  SharingStore,
  SurplusDistribution,
} from '../../app/ports/sharing.ts';
import { firstDayOf } from '../../core/calendar/month.ts';
import type { Balance } from '../../core/ledger/statements.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import { loadResolutionUse } from '../board/resolution-effect.ts';
import { CopyRows, dayText } from '../bulk/rows.ts';
import type { Database } from '../database.ts';
import { nextIdentifiers } from '../identifiers.ts';
import type { Loader, LoaderTransaction } from '../loader.ts';
import { monthOf } from '../months.ts';
import { posting } from '../posting.ts';
import type { Query } from '../query.ts';
import { searchPayments } from './charges-and-receipts.ts';

const day = (column: string) => `${column} - date '1970-01-01'`;

/** What members share, in a database. */
export function sharingStore(database: Database, loader: Loader): SharingStore {
  const { batch, alone } = posting(database, loader);
  return {
    assessments: (consortiumId) => database.read(consortiumId, assessments),

    writeAssessment: (consortiumId, assessment, entries, use) =>
      alone<number | Refusal>(consortiumId, async (query) => {
        const { impairedDay, orderedDay } = assessment;
        const known = (await assessments(query)).find(
          (one) => one.impairedDay === impairedDay && one.orderedDay === orderedDay,
        );
        if (known !== undefined) return known.number;
        const number = await nextIdentifiers(query, 'assessment');
        const written = await batch(consortiumId, 'assessment', entries, async (loading, batchId) => {
          await loading.insert(
            `INSERT INTO assessment (assessment_id, batch_id, shortfall_cents, impaired_day, ordered_day, pay_by_day,
               from_month, through_month, look_back_years) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
            [
              ...[number, batchId, assessment.shortfall, dayText(impairedDay), dayText(orderedDay)],
              ...[dayText(assessment.payByDay), ...months(assessment), assessment.lookBackYears],
            ],
          );
          await copyShares(loading, 'assessment', 'premium_equivalents_cents', number, assessment.shares);
          return use && loadResolutionUse(loading, { ...use, effect: 'assessment', factId: number });
        });
        return isRefusal(written) ? written : number;
      }),

    distributions: (consortiumId) => database.read(consortiumId, distributions),

    writeDistribution: (consortiumId, distribution, entries, after, use) =>
      alone<number | 'behind' | Refusal>(consortiumId, async (query) => {
        const earlier = await distributions(query);
        const known = earlier.find(({ declaredDay }) => declaredDay === distribution.declaredDay);
        if (known !== undefined) return known.number;
        if (earlier.length !== after) return 'behind';
        const number = await nextIdentifiers(query, 'distribution');
        const written = await batch(
          consortiumId,
          'surplus distribution',
          entries,
          async (loading, batchId) => {
            await loading.insert(
              `INSERT INTO surplus_distribution (distribution_id, batch_id, amount_cents, declared_day, from_month, through_month)
             VALUES ($1, $2, $3, $4, $5, $6)`,
              [
                ...[number, batchId, distribution.amount, dayText(distribution.declaredDay)],
                ...months(distribution),
              ],
            );
            await copyShares(loading, 'surplus', 'contributions_cents', number, distribution.shares);
            return (
              use && loadResolutionUse(loading, { ...use, effect: 'surplus distribution', factId: number })
            );
          },
        );
        return isRefusal(written) ? written : number;
      }),

    writePayment: (consortiumId, { memberId, reference, paidDay, amount }, entries) =>
      alone(consortiumId, async (query) => {
        const { known, due } = await query.one<{ known: boolean; due: number }>(
          `SELECT EXISTS (SELECT FROM member_payment WHERE member_id = $1 AND reference = $2) AS known,
             (SELECT coalesce(sum(credit_cents - debit_cents), 0) FROM balance_delta
              WHERE account = 'due-to-members' AND member_id = $1) AS due`,
          [memberId, reference],
        );
        if (known) return 'known';
        if (amount > due) return { due };
        await batch(consortiumId, 'member payment', entries, async (loading, batchId) => {
          await loading.insert(
            'INSERT INTO member_payment (member_id, reference, batch_id, paid_day, amount_cents) VALUES ($1, $2, $3, $4, $5)',
            [memberId, reference, batchId, dayText(paidDay), amount],
          );
        });
        return 'written';
      }),

    payments: (consortiumId, search) => database.read(consortiumId, (query) => searchPayments(query, search)),

    balancesThrough: (consortiumId, month) =>
      database.read(consortiumId, (query) =>
        query.rows<Balance>(
          `SELECT account, member_id AS "memberId", sum(debit_cents) AS debit, sum(credit_cents) AS credit
           FROM balance_delta WHERE accounting_month <= $1 GROUP BY account, member_id ORDER BY account, member_id`,
          [dayText(firstDayOf(month))],
        ),
      ),
  };
}

function months({
  fromMonth,
  throughMonth,
}: Pick<OrderedAssessment, 'fromMonth' | 'throughMonth'>): string[] {
  return [dayText(firstDayOf(fromMonth)), dayText(firstDayOf(throughMonth))];
}

async function copyShares(
  loading: LoaderTransaction,
  of: 'assessment' | 'surplus',
  weightColumn: string,
  number: number,
  shares: readonly MemberShare[],
): Promise<void> {
  const table = new CopyRows();
  for (const { memberId, weight, amount } of shares) table.add([number, memberId, weight, amount]);
  const id = of === 'assessment' ? 'assessment_id' : 'distribution_id';
  await loading.copy(`${of}_share`, [id, 'member_id', weightColumn, 'amount_cents'], table.take());
}

async function assessments(query: Query): Promise<Numbered<OrderedAssessment>[]> {
  const shares = await sharesOf(query, 'assessment_share', 'assessment_id', 'premium_equivalents_cents');
  const rows = await query.rows<Omit<Numbered<OrderedAssessment>, 'shares'>>(
    `SELECT assessment_id AS number, shortfall_cents AS shortfall, ${day('impaired_day')} AS "impairedDay",
       ${day('ordered_day')} AS "orderedDay", ${day('pay_by_day')} AS "payByDay", ${monthOf('from_month')} AS "fromMonth",
       ${monthOf('through_month')} AS "throughMonth", look_back_years AS "lookBackYears"
     FROM assessment ORDER BY assessment_id`,
  );
  return rows.map((row) => ({ ...row, shares: shares.get(row.number) ?? [] }));
}

async function distributions(query: Query): Promise<Numbered<SurplusDistribution>[]> {
  const shares = await sharesOf(query, 'surplus_share', 'distribution_id', 'contributions_cents');
  const rows = await query.rows<Omit<Numbered<SurplusDistribution>, 'shares'>>(
    `SELECT distribution_id AS number, amount_cents AS amount, ${day('declared_day')} AS "declaredDay",
       ${monthOf('from_month')} AS "fromMonth", ${monthOf('through_month')} AS "throughMonth"
     FROM surplus_distribution ORDER BY distribution_id`,
  );
  return rows.map((row) => ({ ...row, shares: shares.get(row.number) ?? [] }));
}

async function sharesOf(
  query: Query,
  table: string,
  id: string,
  weight: string,
): Promise<Map<number, MemberShare[]>> {
  const rows = await query.rows<Numbered<MemberShare>>(
    `SELECT ${id} AS number, member_id AS "memberId", ${weight} AS weight, amount_cents AS amount FROM ${table}
     ORDER BY ${id}, member_id`,
  );
  const byNumber = new Map<number, MemberShare[]>();
  for (const { number, ...share } of rows) byNumber.set(number, [...(byNumber.get(number) ?? []), share]);
  return byNumber;
}

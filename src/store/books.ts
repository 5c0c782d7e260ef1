import type {
  BenefitClaims,
  BilledAmount,
  BooksStore,
  ChargedAmount,
  ChargedCell,
  ClaimSums,
  EnrolledUnits,
  LargeClaims,
  MonthlyCharge,
  PlanCharge,
  Receipt,
  RecoverablePosting,
} from '../app/ports/books.ts';
import { firstDayOf, type Month } from '../core/calendar/month.ts';
import type { Balance } from '../core/ledger/statements.ts';
import { CopyRows, dayText } from './bulk/rows.ts';
import { readClaimants } from './claimants.ts';
import type { Database } from './database.ts';
import type { Loader, LoaderTransaction } from './loader.ts';
import { monthOf } from './months.ts';
import { readLargePayments, readPayments } from './payments.ts';
import { posting } from './posting.ts';
import type { Query } from './query.ts';

export const STOP_LOSS_POSTING_COLUMNS = ['contract', 'batch_id', 'member_id', 'part', 'amount_cents'];

/** The books of a database. */
export function booksStore(database: Database, loader: Loader): BooksStore {
  const rows = <T>(consortiumId: number, text: string, values: readonly unknown[] = []) =>
    database.read(consortiumId, (query) => query.rows<T>(text, values));

  const enrolledMonth = async (consortiumId: number, which: 'min' | 'max') => {
    const text = `SELECT ${monthOf(`${which}(from_day)`)} AS month FROM coverage_span`;
    const [found] = await rows<{ month: Month | null }>(consortiumId, text);
    return found?.month ?? undefined;
  };
  const { batch, alone } = posting(database, loader);

  return {
    enrolledUnits: (consortiumId, from, to) =>
      rows<EnrolledUnits>(consortiumId, UNITS, [dayText(firstDayOf(from)), dayText(firstDayOf(to))]),

    firstEnrolledMonth: (consortiumId) => enrolledMonth(consortiumId, 'min'),
    lastEnrolledMonth: (consortiumId) => enrolledMonth(consortiumId, 'max'),

    charges: (consortiumId) =>
      rows<ChargedAmount>(
        consortiumId,
        `SELECT ${monthOf('month')} AS month, member_id AS "memberId", kind, sum(units) AS units, sum(amount_cents) AS amount
         FROM monthly_charge GROUP BY monthly_charge.month, member_id, kind ORDER BY monthly_charge.month, member_id, kind`,
      ),

    planCharges: (consortiumId, { from, to }) =>
      rows<PlanCharge>(
        consortiumId,
        `SELECT ${monthOf('month')} AS month, member_id AS "memberId", plan_id AS "planId", kind, tier,
           sum(units) AS units, sum(amount_cents) AS amount
         FROM monthly_charge WHERE monthly_charge.month BETWEEN $1 AND $2
         GROUP BY monthly_charge.month, member_id, plan_id, kind, tier HAVING sum(units) <> 0
         ORDER BY monthly_charge.month, member_id, plan_id, kind, tier`,
        [dayText(from), dayText(to)],
      ),

    chargedCells: (consortiumId) =>
      database.read(consortiumId, async (query) => ({
        lastBatchId: await lastChargingBatch(query),
        cells: await query.rows<ChargedCell>(CELLS),
      })),

    chargedWith: (consortiumId, month) =>
      rows<BilledAmount>(
        consortiumId,
        `SELECT member_id AS "memberId", kind, sum(amount_cents) AS amount FROM monthly_charge
         WHERE billed_month = $1 GROUP BY member_id, kind ORDER BY member_id, kind`,
        [dayText(firstDayOf(month))],
      ),

    async lastMonths(consortiumId) {
      const text = `SELECT member_id AS "memberId", ${monthOf('last_month')} AS month FROM withdrawal`;
      const leaving = await rows<{ memberId: number; month: Month }>(consortiumId, text);
      return new Map(leaving.map(({ memberId, month }) => [memberId, month]));
    },

    writeCharges: (consortiumId, lastBatchId, charges, entries) =>
      alone(consortiumId, async (query) => {
        if ((await lastChargingBatch(query)) !== lastBatchId) return undefined;
        return batch(consortiumId, 'monthly charges', entries, (loading, batchId) =>
          copyCharges(loading, batchId, charges),
        );
      }),

    writeReceipts: (consortiumId, receipts, entriesOf) =>
      alone(consortiumId, async (query) => {
        const known = await query.rows<{ key: string }>(
          `SELECT member_id || ' ' || reference AS key FROM receipt`,
        );
        const keys = new Set(known.map(({ key }) => key));
        const fresh = receipts.filter(({ memberId, reference }) => !keys.has(`${memberId} ${reference}`));
        if (fresh.length > 0) {
          await batch(consortiumId, 'receipts', entriesOf(fresh), (loading, batchId) =>
            copyReceipts(loading, batchId, fresh),
          );
        }
        return fresh.length;
      }),

    payments: (consortiumId, policy) => database.read(consortiumId, (query) => readPayments(query, policy)),

    largePayments: (consortiumId, policy, least) =>
      database.read(consortiumId, (query) => readLargePayments(query, policy, least)),

    postRecoverable: (consortiumId, contract, changesOf) =>
      alone(consortiumId, async (query) => {
        const posted = await query.rows<RecoverablePosting>(
          `SELECT member_id AS "memberId", part, sum(amount_cents) AS amount FROM stop_loss_posting
           WHERE contract = $1 GROUP BY member_id, part ORDER BY member_id, part`,
          [contract],
        );
        const { changes, entries } = changesOf(posted);
        if (changes.length > 0) {
          await batch(consortiumId, 'stop-loss position', entries, async (loading, batchId) => {
            const table = new CopyRows();
            for (const { memberId, part, amount } of changes)
              table.add([contract, batchId, memberId, part, amount]);
            await loading.copy('stop_loss_posting', STOP_LOSS_POSTING_COLUMNS, table.take());
          });
        }
        return changes.length;
      }),

    async mark(consortiumId) {
      const [found] = await rows<{ mark: string }>(consortiumId, MARK);
      return found!.mark;
    },

    recoverablePosted: (consortiumId) =>
      rows(
        consortiumId,
        'SELECT contract, part, sum(amount_cents) AS amount FROM stop_loss_posting GROUP BY contract, part ORDER BY contract, part',
      ),

    claimSums: (consortiumId) =>
      rows<ClaimSums>(
        consortiumId,
        `SELECT member_id AS "memberId", ${monthOf('incurred_month')} AS "incurredMonth", sum(lines) AS lines,
           sum(charge_cents) AS charge, sum(allowed_cents) AS allowed, sum(member_pays_cents) AS "memberPays",
           sum(plan_pays_cents) AS "planPays", sum(not_covered_cents) AS "notCovered",
           sum(write_off_cents) AS "writeOff", sum(balance_bill_cents) AS "balanceBill"
         FROM claim_rollup GROUP BY member_id, incurred_month ORDER BY incurred_month, member_id`,
      ),

    benefitClaims: (consortiumId, { from, to }) =>
      rows<BenefitClaims>(
        consortiumId,
        `SELECT ${monthOf('incurred_month')} AS month, member_id AS "memberId", benefit, sum(lines) AS lines,
           sum(plan_pays_cents) AS "planPays"
         FROM claim_rollup WHERE incurred_month BETWEEN $1 AND $2
         GROUP BY incurred_month, member_id, benefit ORDER BY incurred_month, member_id, benefit`,
        [dayText(from), dayText(to)],
      ),

    largeClaims: (consortiumId, { from, to }, above, benefit) =>
      rows<LargeClaims>(
        consortiumId,
        `SELECT "memberId", sum(amount - $3::int8) AS amount FROM (
           SELECT member_id AS "memberId", person_id, sum(amount) AS amount FROM (
             SELECT member_id, person_id, plan_pays_cents AS amount, benefit FROM decision
             WHERE service_day BETWEEN $1 AND $2
             UNION ALL
             SELECT member_id, person_id, plan_pays_cents, benefit FROM paid_claim
             WHERE incurred_day BETWEEN $1 AND $2) claims
           WHERE $4::text IS NULL OR benefit = $4
           GROUP BY member_id, person_id HAVING sum(amount) > $3::int8) persons
         GROUP BY "memberId" ORDER BY "memberId"`,
        [dayText(from), dayText(to), above, benefit ?? null],
      ),

    claimants: (consortiumId, window, most) =>
      database.read(consortiumId, (query) => readClaimants(query, window, most)),

    async counts(consortiumId) {
      const [counts] = await rows<{ claims: number; persons: number }>(
        consortiumId,
        `SELECT (SELECT count(*) FROM claim WHERE version = 1) + (SELECT count(*) FROM paid_claim) AS claims, (SELECT count(*) FROM person) AS persons`,
      );
      return counts!;
    },

    balances: (consortiumId) =>
      rows<Balance>(
        consortiumId,
        `SELECT account, member_id AS "memberId", sum(debit_cents) AS debit, sum(credit_cents) AS credit
         FROM balance_delta GROUP BY account, member_id ORDER BY account, member_id`,
      ),
  };
}

/** Counted, as batches commit in another order than that of their numbers. */
const MARK = `SELECT concat_ws(' ', (SELECT count(*) FROM batch), (SELECT count(*) FROM import), (SELECT count(*) FROM period_close),
    (SELECT max(version) FROM consortium_document)) AS mark`;

async function lastChargingBatch(query: Query): Promise<number> {
  const { last } = await query.one<{ last: number }>(
    'SELECT coalesce(max(batch_id), 0) AS last FROM monthly_charge',
  );
  return last;
}

const CELLS = `SELECT ${monthOf('month')} AS month, member_id AS "memberId", plan_id AS "planId", kind, tier,
    max(revision) AS revision, sum(units) AS units, (array_agg(rate_cents ORDER BY revision DESC))[1] AS rate
  FROM monthly_charge GROUP BY monthly_charge.month, member_id, plan_id, kind, tier
  ORDER BY monthly_charge.month, member_id, plan_id, kind, tier`;

/** Spans that cover the same first days of months are counted first: there are few of those, however many are covered. */
const UNITS = `SELECT ${monthOf('m.month')} AS month, s.member_id AS "memberId", s.plan_id AS "planId", s.tier, sum(s.units) AS units
  FROM (
    SELECT member_id, plan_id, tier, first, last, count(*) AS units FROM (
      SELECT member_id, plan_id, tier,
        (date_trunc('month', greatest(from_day, $1::date)::timestamp - interval '1 day') + interval '1 month')::date AS first,
        date_trunc('month', least(to_day, $2::date)::timestamp)::date AS last
      FROM coverage_span WHERE person_id = subscriber_id) spans
    WHERE first <= last GROUP BY member_id, plan_id, tier, first, last) s
  CROSS JOIN LATERAL (SELECT generate_series(s.first, s.last, interval '1 month')::date AS month) m
  GROUP BY m.month, s.member_id, s.plan_id, s.tier ORDER BY m.month, s.member_id, s.plan_id, s.tier`;

async function copyCharges(
  loading: LoaderTransaction,
  batchId: number,
  charges: readonly MonthlyCharge[],
): Promise<void> {
  const table = new CopyRows();
  for (const charge of charges) {
    const { memberId, planId, kind, tier, revision, units, rate, amount } = charge;
    const [month, billedMonth] = [charge.month, charge.billedMonth].map((one) => dayText(firstDayOf(one)));
    table.add([month!, memberId, planId, kind, tier, revision, billedMonth!, batchId, units, rate, amount]);
  }
  const columns = [
    ...['month', 'member_id', 'plan_id', 'kind', 'tier', 'revision', 'billed_month', 'batch_id'],
    ...['units', 'rate_cents', 'amount_cents'],
  ];
  await loading.copy('monthly_charge', columns, table.take());
}

async function copyReceipts(
  loading: LoaderTransaction,
  batchId: number,
  receipts: readonly Receipt[],
): Promise<void> {
  const table = new CopyRows();
  for (const { memberId, reference, receivedDay, amount, ...purpose } of receipts) {
    const bill = purpose.billMonth === undefined ? null : dayText(firstDayOf(purpose.billMonth));
    const named = [bill, purpose.assessmentId ?? null, purpose.isRunOut === true ? 't' : 'f'];
    table.add([memberId, reference, batchId, dayText(receivedDay), amount, ...named]);
  }
  const columns = [
    ...['member_id', 'reference', 'batch_id', 'received_day', 'amount_cents'],
    ...['bill_month', 'assessment_id', 'run_out'],
  ];
  await loading.copy('receipt', columns, table.take());
}

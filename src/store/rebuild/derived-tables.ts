import type { AccumulatorTerms, DerivedTable, KeptTable } from '../../app/ports/rebuild-store.ts';
import { ACCUMULATORS, accumulatorValues } from './accumulators.ts';

/** How a table follows from facts. */
export interface Derivation<Table extends DerivedTable | KeptTable = DerivedTable> {
  readonly table: Table;
  /** The key within the tenant, and the other columns. */
  readonly key: readonly string[];
  readonly columns: readonly string[];
  /** The rows that the table should have: consortium_id, the key and the columns. */
  readonly recomputed: string;
  /** The values of $1, $2, ... in it. */
  readonly values: (terms: AccumulatorTerms) => unknown[];
}

const NONE = () => [];

/** The derived tables that follow from facts by one query each. */
export const DERIVATIONS: readonly Derivation[] = [
  {
    table: 'coverage_span',
    key: ['person_id', 'from_day'],
    columns: ['to_day', 'subscriber_id', 'member_id', 'plan_id', 'tier', 'enrolment_id'],
    recomputed: `SELECT DISTINCT ON (consortium_id, person_id, from_day)
        consortium_id, person_id, from_day, to_day, subscriber_id, member_id, plan_id, tier, enrolment_id
      FROM enrolment ORDER BY consortium_id, person_id, from_day, enrolment_id DESC`,
    values: NONE,
  },
  {
    table: 'claim_head',
    key: ['claim_id'],
    columns: ['version', 'voided'],
    recomputed: `SELECT DISTINCT ON (consortium_id, claim_id) consortium_id, claim_id, version, voided
      FROM claim WHERE version > 1 ORDER BY consortium_id, claim_id, version DESC`,
    values: NONE,
  },
  {
    table: 'claim_rollup',
    key: ['batch_id', 'member_id', 'plan_id', 'benefit', 'incurred_month', 'paid_month'],
    columns: [
      ...['lines', 'charge_cents', 'allowed_cents', 'member_pays_cents', 'plan_pays_cents'],
      ...['not_covered_cents', 'write_off_cents', 'balance_bill_cents'],
    ],
    recomputed: rollupOf(
      `SELECT consortium_id, batch_id, member_id, plan_id, benefit, service_day AS incurred_day, paid_day,
        CASE WHEN reversal THEN -1 ELSE 1 END AS lines, charge_cents,
        allowed_cents, copay_cents + deductible_cents + coinsurance_cents AS member_pays_cents, plan_pays_cents,
        not_covered_cents, write_off_cents, balance_bill_cents FROM decision
      UNION ALL
      SELECT consortium_id, batch_id, member_id, plan_id, benefit, incurred_day, paid_day, 1, charge_cents, allowed_cents,
        member_pays_cents, plan_pays_cents, allowed_cents - member_pays_cents - plan_pays_cents,
        charge_cents - allowed_cents, 0 FROM paid_claim`,
    ),
    values: NONE,
  },
  {
    table: 'person_rollup',
    key: ['person_id', 'incurred_year', 'batch_id'],
    columns: ['paid_cents'],
    recomputed: `SELECT consortium_id, person_id, extract(year FROM incurred_day)::int4 AS incurred_year, batch_id,
        sum(plan_pays_cents)::int8 AS paid_cents
      FROM (
        SELECT consortium_id, person_id, service_day AS incurred_day, batch_id, plan_pays_cents FROM decision
        UNION ALL
        SELECT consortium_id, person_id, incurred_day, batch_id, plan_pays_cents FROM paid_claim) lines
      WHERE plan_pays_cents > 0 GROUP BY 1, 2, 3, 4`,
    values: NONE,
  },
  {
    table: 'accumulator_delta',
    key: ['subscriber_id', 'person_id', 'plan_id', 'plan_year', 'network', 'service', 'batch_id'],
    columns: ['deductible_cents', 'out_of_pocket_cents', 'limit_used_cents'],
    recomputed: ACCUMULATORS,
    values: accumulatorValues,
  },
  {
    table: 'balance_delta',
    key: ['batch_id', 'accounting_month', 'account', 'member_id'],
    columns: ['debit_cents', 'credit_cents'],
    recomputed: `SELECT e.consortium_id, e.batch_id, e.accounting_month, p.account, e.member_id,
        sum(greatest(p.amount_cents, 0))::int8 AS debit_cents, sum(greatest(-p.amount_cents, 0))::int8 AS credit_cents
      FROM entry e JOIN posting p USING (consortium_id, batch_id, entry_number)
      GROUP BY e.consortium_id, e.batch_id, e.accounting_month, p.account, e.member_id`,
    values: NONE,
  },
];

/** The balances kept at each close, as the entries of all months up to it come to. */
export const KEPT_BALANCES: Derivation<KeptTable> = {
  table: 'period_balance',
  key: ['accounting_month', 'account', 'member_id'],
  columns: ['balance_cents'],
  recomputed: `SELECT c.consortium_id, c.accounting_month, m.account, m.member_id, sum(m.moved)::int8 AS balance_cents
    FROM period_close c JOIN (
      SELECT e.consortium_id, e.accounting_month, p.account, e.member_id, sum(p.amount_cents) AS moved
      FROM entry e JOIN posting p USING (consortium_id, batch_id, entry_number)
      GROUP BY e.consortium_id, e.accounting_month, p.account, e.member_id) m
    ON m.consortium_id = c.consortium_id AND m.accounting_month <= c.accounting_month
    GROUP BY c.consortium_id, c.accounting_month, m.account, m.member_id`,
  values: NONE,
};

/** Lines summed by batch, member, plan, benefit, month incurred and month paid. */
function rollupOf(lines: string): string {
  const amounts = [
    'charge',
    'allowed',
    'member_pays',
    'plan_pays',
    'not_covered',
    'write_off',
    'balance_bill',
  ];
  const sums = amounts.map((name) => `sum(${name}_cents)::int8 AS ${name}_cents`).join(', ');
  return `SELECT consortium_id, batch_id, member_id, plan_id, benefit,
      date_trunc('month', incurred_day::timestamp)::date AS incurred_month,
      date_trunc('month', paid_day::timestamp)::date AS paid_month, sum(lines)::int8 AS lines, ${sums}
    FROM (${lines}) lines GROUP BY 1, 2, 3, 4, 5, 6, 7`;
}

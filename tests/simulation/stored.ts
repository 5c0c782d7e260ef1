import type { Rows } from './inspection.ts';

/** What the store holds of a consortium, as lines that the naive model writes alike. */
export async function storedLines(rows: Rows): Promise<string[]> {
  return (await rows<{ line: string }>(LINES)).map(({ line }) => line).sort();
}

const LINES = `
  SELECT concat_ws('|', 'coverage', p.code, s.from_day, coalesce(s.to_day::text, ''), f.code, m.code, l.code, s.tier) AS line
  FROM coverage_span s JOIN person p USING (person_id) JOIN person f ON f.person_id = s.subscriber_id
  JOIN member m USING (member_id) JOIN plan l USING (plan_id)
  UNION ALL
  SELECT concat_ws('|', 'decision', c.code, d.version, d.revision, n.line_code, p.code, m.code, l.code, d.benefit, d.decided_day, d.paid_day,
    d.copay_cents, d.deductible_cents, d.coinsurance_cents, d.plan_pays_cents, d.not_covered_cents, d.write_off_cents,
    d.balance_bill_cents, d.reason)
  FROM decision d JOIN claim c USING (claim_id, version) JOIN claim_line n USING (claim_id, version, line_number)
  JOIN person p ON p.person_id = d.person_id JOIN member m USING (member_id) JOIN plan l USING (plan_id)
  WHERE NOT d.reversal AND NOT EXISTS (SELECT FROM decision r WHERE r.claim_id = d.claim_id AND r.version = d.version
    AND r.line_number = d.line_number AND r.revision > d.revision)
  UNION ALL
  SELECT concat_ws('|', 'accumulator', f.code, p.code, l.code, a.plan_year, a.network, a.service, sum(a.deductible_cents),
    sum(a.out_of_pocket_cents), sum(a.limit_used_cents))
  FROM accumulator_delta a JOIN person p USING (person_id) JOIN person f ON f.person_id = a.subscriber_id
  JOIN plan l USING (plan_id)
  GROUP BY f.code, p.code, l.code, a.plan_year, a.network, a.service
  HAVING sum(a.deductible_cents) <> 0 OR sum(a.out_of_pocket_cents) <> 0 OR sum(a.limit_used_cents) <> 0
  UNION ALL
  SELECT concat_ws('|', 'bill', to_char(b.month, 'YYYY-MM'), m.code, b.amount_cents)
  FROM bill b JOIN member m USING (member_id) WHERE b.amount_cents <> 0
  UNION ALL
  SELECT concat_ws('|', 'ledger', to_char(e.accounting_month, 'YYYY-MM'), g.account, coalesce(m.code, ''), sum(g.amount_cents))
  FROM posting g JOIN entry e USING (batch_id, entry_number) LEFT JOIN member m USING (member_id)
  GROUP BY e.accounting_month, g.account, m.code HAVING sum(g.amount_cents) <> 0
  UNION ALL
  SELECT concat_ws('|', 'closed', to_char(accounting_month, 'YYYY-MM')) FROM period_close
  UNION ALL
  SELECT concat_ws('|', 'kept', to_char(b.accounting_month, 'YYYY-MM'), b.account, coalesce(m.code, ''), b.balance_cents)
  FROM period_balance b LEFT JOIN member m USING (member_id) WHERE b.balance_cents <> 0
  UNION ALL
  SELECT concat_ws('|', 'reserve', to_char(accounting_month, 'YYYY-MM'), benefit, paid_cents, unpaid_cents) FROM period_reserve
  UNION ALL
  SELECT concat_ws('|', 'payment', claim_code, reference, reverses, plan_pays_cents) FROM paid_claim`;

/** Every row of every table but the free identifiers, which a refused file may use up: equal where nothing has changed. */
export async function fingerprint(rows: Rows): Promise<string> {
  const tables = await rows<{ name: string }>(TABLES);
  const sums = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*) AS rows, coalesce(sum(hashtextextended(t::text, 0)), 0) AS hash FROM ${name} t`,
  );
  const all = `SELECT concat_ws(' ', name, rows, hash) AS text FROM (${sums.join(' UNION ALL ')}) all_tables`;
  return (await rows<{ text: string }>(all)).map(({ text }) => text).join('\n');
}

const TABLES = `SELECT relname AS name FROM pg_class
  WHERE relnamespace = 'poolbook'::regnamespace AND relkind = 'r'
    AND relname NOT IN ('migration', 'consortium', 'identifier_head') ORDER BY relname`;

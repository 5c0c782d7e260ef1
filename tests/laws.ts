// The laws that hold over everything a consortium has stored: conservation to the cent, and books that say what the
// facts say. Each is asked of the database in the plainest SQL, beside the program's own reading of it.
import type { Database } from '../src/store/database.ts';
import type { Query } from '../src/store/query.ts';
import { readKinds } from '../src/store/record/catalogue.ts';

/** Each law with a query for what breaks it: none of them may find a row. */
export const LAWS: Readonly<Record<string, string>> = {
  'every line: charge = persons + plan + not covered + written off + balance bill': `
    SELECT claim_id, line_number FROM decision
    WHERE charge_cents <> copay_cents + deductible_cents + coinsurance_cents + plan_pays_cents + not_covered_cents
      + write_off_cents + balance_bill_cents`,
  'every line of a current version, and no other, has one decision in force': `
    SELECT claim_id, version, line_number FROM (
      SELECT l.claim_id, l.version, l.line_number, l.charge_cents, l.allowed_cents
      FROM claim_line l JOIN claim c USING (consortium_id, claim_id, version)
      LEFT JOIN claim_head h ON h.claim_id = c.claim_id
      WHERE c.version = coalesce(h.version, 1) AND NOT c.voided) line
    FULL JOIN (
      SELECT claim_id, version, line_number, charge_cents, allowed_cents FROM decision d
      WHERE NOT reversal AND NOT EXISTS (SELECT FROM decision r WHERE r.claim_id = d.claim_id AND r.version = d.version
        AND r.line_number = d.line_number AND r.revision > d.revision)) in_force
    USING (claim_id, version, line_number)
    WHERE (line.charge_cents, line.allowed_cents) IS DISTINCT FROM (in_force.charge_cents, in_force.allowed_cents)`,
  'a reversal takes back, line by line, the decision before it, and every decision after another follows a reversal': `
    SELECT r.claim_id, r.version, r.revision, r.line_number FROM decision r
    LEFT JOIN decision d ON d.claim_id = r.claim_id AND d.version = r.version AND d.line_number = r.line_number
      AND d.revision = r.revision - 1
    WHERE r.revision > 1 AND (d.claim_id IS NULL OR d.reversal = r.reversal OR r.paid_day < d.paid_day OR r.reversal AND (
      (r.person_id, r.member_id, r.plan_id, r.benefit, r.service_day) IS DISTINCT FROM
        (d.person_id, d.member_id, d.plan_id, d.benefit, d.service_day)
      OR (r.charge_cents + d.charge_cents, r.allowed_cents + d.allowed_cents, r.copay_cents + d.copay_cents,
        r.deductible_cents + d.deductible_cents, r.coinsurance_cents + d.coinsurance_cents,
        r.plan_pays_cents + d.plan_pays_cents, r.not_covered_cents + d.not_covered_cents,
        r.write_off_cents + d.write_off_cents, r.balance_bill_cents + d.balance_bill_cents)
        IS DISTINCT FROM (0, 0, 0, 0, 0, 0, 0, 0, 0)))`,
  'the head of a claim is its last version, and only claims with more than one have a head': `
    SELECT claim_id FROM (SELECT DISTINCT ON (claim_id) claim_id, version, voided FROM claim ORDER BY claim_id, version DESC) c
    FULL JOIN claim_head h USING (claim_id)
    WHERE (c.version > 1 OR h.version IS NOT NULL) AND (c.version, c.voided) IS DISTINCT FROM (h.version, h.voided)`,
  'every submitted line is in one of the chunks that runs read': `
    SELECT chunked, submitted FROM (SELECT coalesce(sum(lines), 0) AS chunked FROM claim_chunk) c,
      (SELECT count(*) AS submitted FROM claim_line WHERE version = 1) l WHERE chunked <> submitted`,
  'leaves are numbered from 0 without gaps, and are as many as the log has': `
    SELECT size, leaves, last FROM (SELECT coalesce(max(size), 0) AS size FROM log_head) h,
      (SELECT count(*) AS leaves, coalesce(max(leaf_index) + 1, 0) AS last, coalesce(min(leaf_index), 0) AS first FROM leaf) l
    WHERE (size, size, 0) IS DISTINCT FROM (leaves, last, first)`,
  'every entry balances': `
    SELECT batch_id, entry_number FROM posting GROUP BY batch_id, entry_number HAVING sum(amount_cents) <> 0`,
  'every entry has postings, and every posting an entry and a batch': `
    SELECT batch_id, entry_number FROM entry e WHERE NOT EXISTS (
      SELECT FROM posting p WHERE p.batch_id = e.batch_id AND p.entry_number = e.entry_number)
    UNION ALL
    SELECT batch_id, entry_number FROM posting p WHERE NOT EXISTS (
      SELECT FROM entry e JOIN batch b USING (consortium_id, batch_id) WHERE p.batch_id = e.batch_id AND p.entry_number = e.entry_number)`,
  'the deltas of balances are the postings, summed by batch, month, account and member': `
    SELECT batch_id, accounting_month, account, member_id, sum(debit) FROM (
      SELECT p.batch_id, e.accounting_month, p.account, e.member_id, greatest(p.amount_cents, 0) AS debit, greatest(-p.amount_cents, 0) AS credit
      FROM posting p JOIN entry e USING (consortium_id, batch_id, entry_number)
      UNION ALL
      SELECT batch_id, accounting_month, account, member_id, -debit_cents, -credit_cents FROM balance_delta) both_sides
    GROUP BY batch_id, accounting_month, account, member_id HAVING sum(debit) <> 0 OR sum(credit) <> 0`,
  'claims incurred in the ledger are what plans pay, by batch and member': `
    SELECT batch_id, member_id, sum(amount) FROM (
      SELECT batch_id, member_id, plan_pays_cents AS amount FROM decision
      UNION ALL SELECT batch_id, member_id, plan_pays_cents FROM paid_claim
      UNION ALL SELECT p.batch_id, e.member_id, -p.amount_cents FROM posting p JOIN entry e USING (consortium_id, batch_id, entry_number)
        WHERE p.account = 'claims-incurred' AND e.event = 'claims incurred') both_sides
    GROUP BY batch_id, member_id HAVING sum(amount) <> 0`,
  'contributions in the ledger are what was charged, by batch and member': `
    SELECT batch_id, member_id, sum(amount) FROM (
      SELECT batch_id, member_id, amount_cents AS amount FROM monthly_charge WHERE kind = 'contribution'
      UNION ALL SELECT p.batch_id, e.member_id, p.amount_cents FROM posting p JOIN entry e USING (consortium_id, batch_id, entry_number)
        WHERE p.account = 'contributions-earned') both_sides
    GROUP BY batch_id, member_id HAVING sum(amount) <> 0`,
  'a charge is its units times its rate, and a corrected one comes to units times the last rate': `
    SELECT month, member_id, plan_id, kind, tier FROM monthly_charge
    GROUP BY month, member_id, plan_id, kind, tier
    HAVING bool_or(amount_cents <> units * rate_cents) OR min(revision) <> 1 OR max(revision) <> count(*)
      OR sum(amount_cents) <> sum(units) * (array_agg(rate_cents ORDER BY revision DESC))[1]`,
  'a bill is the contributions charged with its month, line by line, and their sum': `
    SELECT member_id, month, charged_month, plan_id, tier, revision FROM (
      SELECT c.member_id, c.billed_month AS month, c.month AS charged_month, c.plan_id, c.tier, c.revision, c.units, c.amount_cents
      FROM monthly_charge c JOIN bill b ON b.month = c.billed_month AND b.member_id = c.member_id
      WHERE c.kind = 'contribution') charged
    FULL JOIN bill_line l USING (member_id, month, charged_month, plan_id, tier, revision)
    WHERE (charged.units, charged.amount_cents) IS DISTINCT FROM (l.units, l.amount_cents)
      OR l.amount_cents <> l.units * l.rate_cents OR l.employer_cents <> l.units * l.employer_rate_cents
      OR l.employer_rate_cents NOT BETWEEN 0 AND l.rate_cents
    UNION ALL
    SELECT member_id, month, NULL, NULL, NULL, NULL FROM bill b
    LEFT JOIN (SELECT month, member_id, sum(amount_cents) AS amount, sum(employer_cents) AS employer
      FROM bill_line GROUP BY month, member_id) l USING (month, member_id)
    WHERE (l.amount, l.employer) IS DISTINCT FROM (b.amount_cents, b.employer_cents)`,
  'shares sum to what is shared, and are what the batch posts to each member': `
    SELECT kind, batch_id, member_id, sum(amount) FROM (
      SELECT 'assessments' AS kind, batch_id, member_id, s.amount_cents AS amount
      FROM assessment JOIN assessment_share s USING (consortium_id, assessment_id)
      UNION ALL SELECT 'due-to-members', batch_id, member_id, s.amount_cents
      FROM surplus_distribution JOIN surplus_share s USING (consortium_id, distribution_id)
      UNION ALL SELECT 'run-out-charged', batch_id, member_id, amount_cents FROM run_out_posting
      UNION ALL SELECT account, batch_id, e.member_id, p.amount_cents
      FROM posting p JOIN entry e USING (consortium_id, batch_id, entry_number)
      WHERE e.event IN ('assessment ordered', 'surplus distributed', 'run-out charged')
        AND account IN ('assessments', 'due-to-members', 'run-out-charged')) both_sides
    GROUP BY kind, batch_id, member_id HAVING sum(amount) <> 0
    UNION ALL
    SELECT 'assessment', batch_id, NULL, shortfall_cents FROM assessment a WHERE shortfall_cents <>
      (SELECT sum(amount_cents) FROM assessment_share s WHERE s.assessment_id = a.assessment_id)
    UNION ALL
    SELECT 'surplus', batch_id, NULL, amount_cents FROM surplus_distribution d WHERE amount_cents <>
      (SELECT sum(amount_cents) FROM surplus_share s WHERE s.distribution_id = d.distribution_id)`,
  'what carriers paid is what the ledger received, by batch and member, each payment on one day': `
    SELECT batch_id, member_id, sum(amount) FROM (
      SELECT batch_id, member_id, amount_cents AS amount FROM stop_loss_reimbursement JOIN batch USING (consortium_id, batch_id)
      WHERE batch.kind <> 'opening'
      UNION ALL SELECT batch_id, e.member_id, -p.amount_cents
      FROM posting p JOIN entry e USING (consortium_id, batch_id, entry_number)
      WHERE e.event = 'stop-loss received' AND p.account = 'claims-fund-cash') both_sides
    GROUP BY batch_id, member_id HAVING sum(amount) <> 0
    UNION ALL
    SELECT min(batch_id), NULL, sum(amount_cents) FROM stop_loss_reimbursement GROUP BY contract, reference
    HAVING count(DISTINCT (batch_id, received_day)) <> 1 OR min(amount_cents) <= 0`,
  'what was posted as recoverable, and what came of it before the books opened, is what the ledger says, by batch and member': `
    SELECT batch_id, member_id, sum(amount) FROM (
      SELECT batch_id, member_id, amount_cents AS amount FROM stop_loss_posting
      UNION ALL SELECT batch_id, member_id, -amount_cents
      FROM stop_loss_reimbursement JOIN batch USING (consortium_id, batch_id) WHERE batch.kind = 'opening'
      UNION ALL SELECT batch_id, e.member_id, -p.amount_cents
      FROM posting p JOIN entry e USING (consortium_id, batch_id, entry_number)
      WHERE p.account = 'stop-loss-recoverable' AND (e.event = 'opening balances'
        OR (e.event = 'stop-loss recoverable' AND EXISTS (SELECT FROM stop_loss_posting s WHERE s.consortium_id = p.consortium_id AND s.batch_id = p.batch_id)))) both_sides
    GROUP BY batch_id, member_id HAVING sum(amount) <> 0`,
  'both sides of a match of the bank are equal, and nothing is matched twice': `
    SELECT match_id::text AS what FROM bank_match_part GROUP BY match_id
    HAVING sum(CASE side WHEN 'bank' THEN amount_cents ELSE -amount_cents END) <> 0
    UNION ALL
    SELECT account || ' ' || side || ' ' || code FROM bank_match_part JOIN bank_match m USING (consortium_id, match_id)
    WHERE NOT EXISTS (SELECT FROM bank_match_undone u WHERE u.match_id = m.match_id)
    GROUP BY account, side, code HAVING count(*) > 1`,
  'the rollups of claims are the lines, by batch, member, plan, benefit and months': `
    SELECT batch_id, member_id, plan_id, benefit, incurred, paid, sum(charge) FROM (
      SELECT batch_id, member_id, plan_id, benefit, date_trunc('month', service_day)::date AS incurred,
        date_trunc('month', paid_day)::date AS paid, CASE WHEN reversal THEN -1 ELSE 1 END AS lines, charge_cents AS charge, allowed_cents AS allowed,
        copay_cents + deductible_cents + coinsurance_cents AS member_pays, plan_pays_cents AS plan_pays,
        not_covered_cents AS not_covered, write_off_cents AS write_off, balance_bill_cents AS balance_bill FROM decision
      UNION ALL
      SELECT batch_id, member_id, plan_id, benefit, date_trunc('month', incurred_day)::date, date_trunc('month', paid_day)::date, 1,
        charge_cents, allowed_cents, member_pays_cents, plan_pays_cents, allowed_cents - member_pays_cents - plan_pays_cents,
        charge_cents - allowed_cents, 0 FROM paid_claim
      UNION ALL
      SELECT batch_id, member_id, plan_id, benefit, incurred_month, paid_month, -lines, -charge_cents, -allowed_cents,
        -member_pays_cents, -plan_pays_cents, -not_covered_cents, -write_off_cents, -balance_bill_cents FROM claim_rollup) both_sides
    GROUP BY batch_id, member_id, plan_id, benefit, incurred, paid
    HAVING sum(lines) <> 0 OR sum(charge) <> 0 OR sum(allowed) <> 0 OR sum(member_pays) <> 0 OR sum(plan_pays) <> 0
      OR sum(not_covered) <> 0 OR sum(write_off) <> 0 OR sum(balance_bill) <> 0`,
  'the rollups of persons are what was paid for them, by batch and year, before anything was taken back': `
    SELECT batch_id, person_id, year, sum(amount) FROM (
      SELECT batch_id, person_id, extract(year FROM service_day) AS year, plan_pays_cents AS amount FROM decision
      WHERE plan_pays_cents > 0
      UNION ALL
      SELECT batch_id, person_id, extract(year FROM incurred_day), plan_pays_cents FROM paid_claim WHERE plan_pays_cents > 0
      UNION ALL
      SELECT batch_id, person_id, incurred_year, -paid_cents FROM person_rollup) both_sides
    GROUP BY batch_id, person_id, year HAVING sum(amount) <> 0`,
  'coverage in force is the latest enrolment of each person and first day': `
    SELECT person_id, from_day FROM (
      SELECT DISTINCT ON (person_id, from_day) person_id, from_day, to_day, subscriber_id, member_id, plan_id, tier, enrolment_id
      FROM enrolment ORDER BY person_id, from_day, enrolment_id DESC) facts
    FULL JOIN coverage_span s USING (person_id, from_day)
    WHERE s.enrolment_id IS DISTINCT FROM facts.enrolment_id OR s.to_day IS DISTINCT FROM facts.to_day
      OR s.subscriber_id <> facts.subscriber_id OR s.member_id <> facts.member_id OR s.plan_id <> facts.plan_id OR s.tier <> facts.tier`,
  'what was kept when a month was closed is the sum of the entries up to it, by account and member': `
    SELECT accounting_month, account, member_id, sum(amount) FROM (
      SELECT c.accounting_month, p.account, e.member_id, p.amount_cents AS amount FROM period_close c
      JOIN entry e ON e.consortium_id = c.consortium_id AND e.accounting_month <= c.accounting_month
      JOIN posting p ON p.consortium_id = e.consortium_id AND p.batch_id = e.batch_id AND p.entry_number = e.entry_number
      UNION ALL SELECT accounting_month, account, member_id, -balance_cents FROM period_balance) both_sides
    GROUP BY accounting_month, account, member_id HAVING sum(amount) <> 0`,
  'what was kept balances, by member, and only of months that are closed': `
    SELECT accounting_month, member_id, sum(balance_cents) FROM period_balance b
    LEFT JOIN period_close c USING (consortium_id, accounting_month)
    GROUP BY accounting_month, member_id HAVING sum(balance_cents) <> 0 OR count(c.batch_id) <> count(*)`,
  'what is not reported at a close is what was estimated to be unpaid, less what was payable and not only to be drawn, or drawn before': `
    SELECT accounting_month, unpaid, payable, drawn_later, not_reported FROM period_close c
    LEFT JOIN (SELECT accounting_month, sum(unpaid_cents) AS unpaid FROM period_reserve GROUP BY accounting_month) r
      USING (accounting_month)
    LEFT JOIN (SELECT accounting_month, -sum(balance_cents) FILTER (WHERE account = 'claims-payable') AS payable,
        -sum(balance_cents) FILTER (WHERE account = 'incurred-but-not-reported') AS not_reported
      FROM period_balance GROUP BY accounting_month) b USING (accounting_month)
    CROSS JOIN LATERAL (SELECT coalesce(sum(plan_pays_cents) FILTER (WHERE paid_day < c.accounting_month + interval '1 month'), 0)
        - coalesce(sum(plan_pays_cents) FILTER (WHERE funded_day < c.accounting_month + interval '1 month'), 0) AS drawn_later
      FROM paid_claim p
      -- What came after the close has no entry up to it.
      WHERE EXISTS (SELECT FROM entry e WHERE e.consortium_id = p.consortium_id AND e.batch_id = p.batch_id
          AND e.accounting_month <= c.accounting_month)) d
    WHERE coalesce(not_reported, 0) <> greatest(0, coalesce(unpaid, 0) - (coalesce(payable, 0) - drawn_later))`,
  'accumulators are what decisions added in their network, with what was brought along': `
    SELECT person_id, plan_id, network, sum(deductible), sum(out_of_pocket) FROM (
      SELECT d.person_id, d.plan_id, l.network, d.deductible_cents AS deductible,
        d.copay_cents + d.deductible_cents + d.coinsurance_cents AS out_of_pocket
      FROM decision d JOIN claim_line l USING (consortium_id, claim_id, version, line_number)
      UNION ALL SELECT person_id, plan_id, network, deductible_cents, out_of_pocket_cents FROM opening_accumulator
      UNION ALL SELECT person_id, plan_id, network, -deductible_cents, -out_of_pocket_cents FROM accumulator_delta) both_sides
    WHERE network <> ALL ($1::text[])
    GROUP BY person_id, plan_id, network HAVING sum(deductible) <> 0 OR sum(out_of_pocket) <> 0`,
};

const NUMBERS = ['fact_id', 'version', 'revision'];
const NAME = `${NUMBERS.join(', ')}, fact_key`;

/** The law of the record, over every kind of fact that there is: each is exactly once in the outbox or a leaf, and nothing else is. */
export async function lawOfRecord(query: Pick<Query, 'rows'>): Promise<readonly [string, string]> {
  const facts = [...(await readKinds(query as Query)).values()].map(({ kind, table, key, isNumbered }) => {
    const columns = key.map(({ column }) => column);
    const name = isNumbered
      ? `${[...columns, ...NUMBERS.slice(key.length).map(() => '1')].join(', ')}, ''`
      : `0, 1, 1, array_to_json(ARRAY[${columns.map((column) => `${column}::text`).join(', ')}])::text`;
    return `SELECT DISTINCT '${kind}', ${name}, 1 FROM ${table === 'batch' ? 'entry' : table}`;
  });
  const text = `SELECT kind, ${NAME}, sum(times) FROM (
      SELECT kind, ${NAME}, -1 AS times FROM outbox UNION ALL SELECT kind, ${NAME}, -1 FROM leaf
      UNION ALL ${facts.join(' UNION ALL ')}) both_sides
    GROUP BY kind, ${NAME} HAVING sum(times) <> 0`;
  return ['every fact is exactly once in the outbox or a leaf, and nothing else is', text];
}

/** The laws that are broken, each with the first rows that break it. `fed` are networks that others feed. */
export async function brokenLaws(
  database: Database,
  consortiumId: number,
  fed: readonly string[] = [],
): Promise<string[]> {
  const broken: string[] = [];
  // Fresh from a load the server knows nothing of its tables yet, and would join some of them row by row.
  await database.global((query) => query.rows('SELECT refresh_statistics()'));
  await database.read(consortiumId, async (query) => {
    for (const [law, text] of [...Object.entries(LAWS), await lawOfRecord(query)]) {
      // Materialized, because a limit alone would have the server look for the first rows where in order there are none.
      const rows = await query.rows(
        `WITH broken AS MATERIALIZED (${text}) SELECT * FROM broken LIMIT 3`,
        text.includes('$1') ? [fed] : [],
      );
      if (rows.length > 0) broken.push(`${law}: ${JSON.stringify(rows)}`);
    }
  });
  return broken;
}

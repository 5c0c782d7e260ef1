import type { BankBooks, Draw, MonthlyAmount, RecordedMatch, TreasuryStore } from '../app/ports/treasury.ts';
import { firstDayOf } from '../core/calendar/month.ts';
import type { Movement } from '../core/ledger/reconciliation.ts';
import { dayText } from './bulk/rows.ts';
import type { Database } from './database.ts';
import { nextIdentifiers } from './identifiers.ts';
import type { Loader } from './loader.ts';
import { monthOf } from './months.ts';
import { posting } from './posting.ts';
import type { Query } from './query.ts';

/** Bank accounts and the budget in a database. */
export function treasuryStore(database: Database, loader: Loader): TreasuryStore {
  const { alone } = posting(database, loader);
  return {
    bankBooks: (consortiumId, account, ledger) =>
      database.read(consortiumId, (query) => bankBooks(query, account, ledger)),

    match: (consortiumId, account, ledger, how, matchesOf) =>
      alone(consortiumId, async (query) => {
        const matches = matchesOf(await bankBooks(query, account, ledger));
        if (!Array.isArray(matches)) return matches as Exclude<typeof matches, readonly unknown[]>;
        const numbers: number[] = [];
        for (const { bank, books } of matches) {
          const number = await nextIdentifiers(query, 'bank match');
          await query.run('INSERT INTO bank_match (match_id, account, how) VALUES ($1, $2, $3)', [
            number,
            account,
            how,
          ]);
          for (const [side, parts] of [
            ['bank', bank],
            ['books', books],
          ] as const)
            for (const { code, amount } of parts)
              await query.run(
                'INSERT INTO bank_match_part (match_id, side, code, amount_cents) VALUES ($1, $2, $3, $4)',
                [number, side, code, amount],
              );
          numbers.push(number);
        }
        return numbers;
      }),

    undo: (consortiumId, account, number, reason) =>
      alone(consortiumId, async (query) => {
        const undone = await query.run(
          `INSERT INTO bank_match_undone (match_id, reason) SELECT match_id, $3 FROM bank_match m
           WHERE match_id = $1 AND account = $2 AND ${STANDS}`,
          [number, account, reason],
        );
        return undone === 1;
      }),

    draws: (consortiumId) => database.read(consortiumId, (query) => query.rows<Draw>(DRAWS)),

    budget: (consortiumId, from, through) =>
      database.read(consortiumId, (query) =>
        query.rows<MonthlyAmount>(
          `SELECT DISTINCT ON (accounting_month, account) ${monthOf('accounting_month')} AS month, account, amount_cents AS amount
           FROM budget_line WHERE accounting_month BETWEEN $1 AND $2 ORDER BY accounting_month, account, import_id DESC`,
          [dayText(firstDayOf(from)), dayText(firstDayOf(through))],
        ),
      ),

    actual: (consortiumId, from, through, accounts) =>
      database.read(consortiumId, (query) =>
        query.rows<MonthlyAmount>(
          `SELECT ${monthOf('accounting_month')} AS month, account, sum(debit_cents - credit_cents) AS amount
           FROM balance_delta WHERE accounting_month BETWEEN $1 AND $2 AND account = ANY ($3)
           GROUP BY balance_delta.accounting_month, account ORDER BY 1, 2`,
          [dayText(firstDayOf(from)), dayText(firstDayOf(through)), accounts],
        ),
      ),
  };
}

const STANDS =
  'NOT EXISTS (SELECT FROM bank_match_undone u WHERE u.consortium_id = m.consortium_id AND u.match_id = m.match_id)';

/** The rows of registers by their day of funding; a draw is an item of the books under the code that `CLAIMS_FUND` gives it. */
const DRAWS = `SELECT d.import_id AS "registerId", i.file_name AS "fileName", d.funded_day - date '1970-01-01' AS "fundedDay",
    d.rows, d.amount, EXISTS (SELECT FROM bank_match m JOIN bank_match_part p USING (consortium_id, match_id)
      WHERE p.side = 'books' AND p.code = 'draw ' || d.import_id || ' ' || d.funded_day AND ${STANDS}) AS "isMatched"
  FROM (SELECT consortium_id, import_id, funded_day, count(*) AS rows, sum(plan_pays_cents) AS amount
    FROM paid_claim GROUP BY consortium_id, import_id, funded_day) d
  JOIN import i USING (consortium_id, import_id) ORDER BY d.funded_day, d.import_id`;

async function bankBooks(query: Query, account: string, ledger: string): Promise<BankBooks> {
  const lines = await query.rows<Movement>(
    `SELECT line_code AS code, booked_day - date '1970-01-01' AS day, amount_cents AS amount,
       trim(reference || ' ' || description) AS text
     FROM bank_line WHERE account = $1 ORDER BY booked_day, line_code`,
    [account],
  );
  const items = await query.rows<Movement>(
    ledger === 'claims-fund-cash' ? `${OTHERS} UNION ALL ${CLAIMS_FUND}` : OTHERS,
    [ledger],
  );
  const { balance } = await query.one<{ balance: number }>(
    'SELECT coalesce(sum(debit_cents - credit_cents), 0) AS balance FROM balance_delta WHERE account = $1',
    [ledger],
  );
  const all = await query.rows<RecordedMatch & { readonly stands: boolean }>(
    `SELECT match_id AS number, how, array_agg(code ORDER BY code) FILTER (WHERE side = 'bank') AS bank,
       array_agg(code ORDER BY code) FILTER (WHERE side = 'books') AS books, ${STANDS} AS stands
     FROM bank_match m JOIN bank_match_part USING (consortium_id, match_id) WHERE account = $1
     GROUP BY consortium_id, match_id, how ORDER BY match_id`,
    [account],
  );
  const matches = all.filter(({ stands }) => stands).map(({ stands: _, ...match }) => match);
  const undone = all.filter(({ stands }) => !stands).map(({ bank, books }) => ({ bank, books }));
  const inOrder = items.sort((a, b) => a.day - b.day || (a.code < b.code ? -1 : 1));
  return { lines, items: inOrder, matches, undone, ledgerBalance: balance };
}

/** Events of the claims fund whose single facts have days of their own. */
const DATED = `'contributions received', 'assessment received', 'run-out received', 'claims paid', 'member paid',
  'stop-loss received'`;

/** What is known by month alone: each event of a month. Opening balances are of its last day, all else of its first. */
const OTHERS = `SELECT e.event || ' ' || to_char(e.accounting_month, 'YYYY-MM') AS code,
    CASE WHEN e.event = 'opening balances' THEN (e.accounting_month + interval '1 month')::date - 1 ELSE e.accounting_month END
      - date '1970-01-01' AS day, sum(p.amount_cents) AS amount, '' AS text
  FROM entry e JOIN posting p USING (consortium_id, batch_id, entry_number)
  WHERE p.account = $1 AND e.event NOT IN (${DATED}) GROUP BY e.event, e.accounting_month HAVING sum(p.amount_cents) <> 0`;

/** What came before the books were opened is in the balance that opens them. */
const OF_OPENING = `SELECT FROM batch b WHERE b.consortium_id = r.consortium_id AND b.batch_id = r.batch_id AND b.kind = 'opening'`;

/** Receipts and payments of members, reimbursements of carriers, draws for registers, and payment runs of claims decided here. */
const CLAIMS_FUND = `SELECT 'receipt ' || m.code || ' ' || reference, received_day - date '1970-01-01', amount_cents, reference
  FROM receipt JOIN member m USING (consortium_id, member_id)
  UNION ALL
  SELECT 'payment ' || m.code || ' ' || reference, paid_day - date '1970-01-01', -amount_cents, reference
  FROM member_payment JOIN member m USING (consortium_id, member_id)
  UNION ALL
  SELECT 'reimbursement ' || contract || ' ' || reference, received_day - date '1970-01-01', sum(amount_cents), reference
  FROM stop_loss_reimbursement r WHERE NOT EXISTS (${OF_OPENING}) GROUP BY contract, reference, received_day
  UNION ALL
  SELECT 'draw ' || import_id || ' ' || funded_day, funded_day - date '1970-01-01', -sum(plan_pays_cents), ''
  FROM paid_claim GROUP BY import_id, funded_day HAVING sum(plan_pays_cents) <> 0
  UNION ALL
  SELECT 'payment run ' || paid_day, paid_day - date '1970-01-01', -sum(plan_pays_cents), ''
  FROM decision GROUP BY paid_day HAVING sum(plan_pays_cents) <> 0`;

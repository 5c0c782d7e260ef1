// Closing months of the demonstration's ledger: what is reserved, what is kept, and where late facts land.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adjudicate } from '../src/app/adjudicate/adjudicate.ts';
import { closeMonth } from '../src/app/close-month.ts';
import { generatedSource } from '../src/app/demo/sources.ts';
import { importClaimsRows } from '../src/app/import/claims.ts';
import type { Consortium } from '../src/app/ports/consortium.ts';
import type { Stores } from '../src/app/ports/stores.ts';
import { rebuild } from '../src/app/rebuild.ts';
import { runDemo } from '../src/app/run-demo.ts';
import { formatMonth, type Month, monthOf, parseMonth } from '../src/core/calendar/month.ts';
import { isRefusal, type Refusal } from '../src/core/refusal.ts';
import { storesOver } from '../src/store/stores.ts';
import { cellOf, paymentsOnRecord, subscribersOnRecord } from './claims-on-record.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { brokenLaws } from './laws.ts';
import { type Cell, monthOf as monthOfDay, naiveLarge, naiveUnpaid } from './naive/claims-reserve.ts';
import { naiveStopLoss, type StopLossInput } from './naive/stop-loss.ts';

/** The demonstration's specific deductible, in cents. */
const LEAST_DEDUCTIBLE = 25_000_000;
const source = generatedSource(0.01);
const claims = [...source.claims()];

let database: TestDatabase;
let stores: Stores;
let consortium: Consortium;

function known<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(JSON.stringify(value));
  return value;
}

const rows = <T>(text: string, values: unknown[] = []) =>
  database.read(consortium.consortiumId, (query) => query.rows<T>(text, values));

beforeAll(async () => {
  database = await testDatabase();
  stores = storesOver(database);
  consortium = known(await runDemo(stores, source));
});

afterAll(() => stores.close());

const firstMonth = () => Math.min(...claims.map(({ received }) => monthOf(received)));
const closing = (month: number) => closeMonth(stores, consortium, month as Month);

interface Balance {
  readonly account: string;
  readonly member_id: number;
  readonly balance: number;
}

/** The balances of a closed month as they were kept, and as its entries and those before make them now. */
async function balancesOf(month: number): Promise<{ kept: Balance[]; now: Balance[] }> {
  const values = [`${formatMonth(month)}-01`];
  return {
    kept: await rows(
      `SELECT account, member_id, balance_cents AS balance FROM period_balance
       WHERE accounting_month = $1 AND balance_cents <> 0 ORDER BY 1, 2`,
      values,
    ),
    now: await rows(
      `SELECT account, e.member_id, sum(amount_cents) AS balance FROM posting JOIN entry e USING (consortium_id, batch_id, entry_number)
       WHERE accounting_month <= $1 GROUP BY 1, 2 HAVING sum(amount_cents) <> 0 ORDER BY 1, 2`,
      values,
    ),
  };
}

/** Claims of the demo once more, under other numbers and from nobody's provider, as of a day. */
async function late(name: string, some: typeof claims) {
  const again = some.map((claim) => ({ ...claim, claim: `${name}-${claim.claim}`, provider: '' }));
  known(
    await importClaimsRows(stores.imports, consortium, { name, sha256: name }, again, {
      notEnrolled: 'accept',
    }),
  );
}

/** What is recoverable of both contracts at the end of a month, by the naive twin of `calc stop-loss`, in cents. */
async function recoverableThen(month: number): Promise<number> {
  const { stopLoss } = JSON.parse(source.documentText) as { stopLoss: Pick<StopLossInput, 'policy'>[] };
  const payments = await rows<StopLossInput['payments'][number]>(`
    SELECT p.code AS person, incurred::text AS incurred, paid::text AS paid, benefit, (amount * 0.01)::numeric(15, 2)::text AS amount FROM (
      SELECT person_id, service_day AS incurred, paid_day AS paid, benefit, plan_pays_cents AS amount FROM decision
      UNION ALL SELECT person_id, incurred_day, paid_day, benefit, plan_pays_cents FROM paid_claim) c
    JOIN person p USING (person_id) WHERE paid < '${formatMonth(month + 1)}-01' ORDER BY paid, p.code`);
  const units = await rows<{ month: string; tier: string; count: number }>(`
    SELECT to_char(m, 'YYYY-MM') AS month, tier, count(*) AS count FROM generate_series('2024-01-01'::date, '2025-12-01', '1 month') m
    JOIN coverage_span ON person_id = subscriber_id AND from_day <= m::date AND coalesce(to_day, 'infinity') >= m::date
    GROUP BY 1, 2 ORDER BY 1`);
  const recoverable = stopLoss.map(({ policy }) => {
    const year = units.filter((one) => one.month.slice(0, 4) === policy.incurred.from.slice(0, 4));
    const enrolment = [...Map.groupBy(year, (one) => one.month)].map(([of, tiers]) => ({
      month: of,
      ...Object.fromEntries(tiers.map(({ tier, count }) => [tier, count])),
    }));
    const { specific, aggregate } = naiveStopLoss({ currency: 'USD', policy, enrolment, payments });
    return [specific, aggregate].map((part) => Math.round(Number(part!.reimbursement) * 100));
  });
  return recoverable.flat().reduce((sum, amount) => sum + amount, 0);
}

const held = async (account: string, month: number) => {
  const [found] = await rows<{ held: number }>(
    'SELECT coalesce(sum(amount_cents), 0) AS held FROM posting JOIN entry USING (consortium_id, batch_id, entry_number) WHERE account = $1 AND accounting_month <= $2',
    [account, `${formatMonth(month)}-01`],
  );
  return found!.held;
};

describe('a month of the ledger', () => {
  it('is closed with what claims will still cost, and keeps every balance', async () => {
    const month = firstMonth() + 11;
    const closed = known(await closing(month));
    expect(closed.reserves.map(({ benefit }) => benefit)).toEqual(['medical', 'pharmacy']);
    const medical = closed.reserves[0]!;
    const [{ later } = { later: 0 }] = await rows<{ later: number }>(
      `SELECT sum(plan_pays_cents) AS later FROM claim_rollup
       WHERE benefit = 'medical' AND incurred_month <= $1 AND paid_month > $1`,
      [`${formatMonth(month)}-01`],
    );
    // What was estimated is near what was paid in the end.
    expect(medical.unpaid / later).toBeGreaterThan(0.5);
    expect(medical.unpaid / later).toBeLessThan(2);
    // And it is what the naive twin makes of the single payments.
    const payments = (await paymentsOnRecord(rows)).filter(({ decided }) => monthOfDay(decided) <= month);
    const large = naiveLarge(payments, [], month, LEAST_DEDUCTIBLE, '01-01');
    const subscribers = await subscribersOnRecord(rows, 1970 + Math.floor(firstMonth() / 12));
    for (const { benefit, paid, unpaid } of closed.reserves) {
      const ofIt = (cells: readonly Cell[]) => cells.filter((cell) => cell.benefit === benefit);
      const [cells, above] = [ofIt(payments.map(cellOf)), ofIt([...large.values()])];
      const twin = [...naiveUnpaid(cells, above, subscribers, month).values()];
      expect(Math.abs(unpaid - twin.reduce((sum, part) => sum + part, 0))).toBeLessThanOrEqual(twin.length);
      expect(paid).toBe(
        cells.filter((cell) => cell.paid <= month).reduce((sum, { amount }) => sum + amount, 0),
      );
    }
    const decided = payments.filter(({ paid }) => monthOfDay(paid) > month);
    expect(closed.payable).toBe(decided.reduce((sum, { amount }) => sum + amount, 0));
    const unpaid = closed.reserves.reduce((sum, reserve) => sum + reserve.unpaid, 0);
    expect(closed.notReported).toBe(Math.max(0, unpaid - closed.payable));
    expect(closed.change).toBe(closed.notReported);
    const { kept, now } = await balancesOf(month);
    expect(kept).toEqual(now);
    expect(kept).toContainEqual(expect.objectContaining({ account: 'incurred-but-not-reported' }));
    // Members bear it as their ordinary claims of twelve months cost.
    const year = [
      ...payments.map(cellOf),
      ...[...large.values()].map((cell) => ({ ...cell, amount: -cell.amount })),
    ].filter((cell) => cell.paid <= month && cell.incurred > month - 12);
    const cost = (some: readonly Cell[]) => some.reduce((sum, { amount }) => sum + amount, 0);
    for (const memberId of consortium.members.values()) {
      const share =
        (closed.notReported * cost(year.filter(({ member }) => member === memberId))) / cost(year);
      const found = kept.find(
        (row) => row.account === 'incurred-but-not-reported' && row.member_id === memberId,
      );
      expect(Math.abs(-(found?.balance ?? 0) - share)).toBeLessThan(1);
    }
    // What is recoverable by then is in its balances, though it was posted with what was paid later; the next has it back.
    expect(closed.recoverableAccrued).not.toBe(0);
    expect(await held('stop-loss-recoverable', month)).toBe(await recoverableThen(month));
    const [{ posted } = { posted: 0 }] = await rows<{ posted: number }>(
      'SELECT sum(amount_cents) AS posted FROM stop_loss_posting',
    );
    expect(await held('stop-loss-recoverable', 12_000)).toBe(posted);
  });

  it('takes nothing any more: what comes late lands in the next, and its own balances stay', async () => {
    const month = firstMonth() + 11;
    await late('late', claims.filter(({ received }) => monthOf(received) === month - 3).slice(0, 30));
    known(await adjudicate(stores.runs, consortium));
    const landed = await rows<{ month: string }>(
      `SELECT DISTINCT accounting_month::text AS month FROM entry WHERE batch_id = (SELECT max(batch_id) FROM batch)`,
    );
    expect(landed).toEqual([{ month: `${formatMonth(month + 1)}-01` }]);
    const { kept, now } = await balancesOf(month);
    expect(kept).toEqual(now);
  });

  it('is closed once, with all before it', async () => {
    for (const month of [firstMonth() + 11, firstMonth() + 2])
      expect(await closing(month)).toMatchObject({
        code: 'period_closed',
        expected: `${formatMonth(firstMonth() + 12)} or a later month`,
      });
  });

  it('moves the reserve by the difference only when a later one is closed', async () => {
    const month = firstMonth() + 14;
    const [{ before } = { before: 0 }] = await rows<{ before: number }>(
      `SELECT -sum(amount_cents) AS before FROM posting WHERE account = 'incurred-but-not-reported'`,
    );
    const closed = known(await closing(month));
    expect(closed.notReported).toBe(before + closed.change);
    expect(await held('stop-loss-recoverable', month)).toBe(await recoverableThen(month));
    expect((await stores.closes.closedMonths(consortium.consortiumId)).map((one) => one.month)).toEqual([
      firstMonth() + 11,
      month,
    ]);
  });

  it('is not closed while claims wait, or before it was charged', async () => {
    await late('waiting', claims.slice(0, 2));
    expect(await closing(firstMonth() + 15)).toMatchObject({
      code: 'period_not_ready',
      actual: '"2 claims, 0 changes and 0 partitions that wait"',
    });
    known(await adjudicate(stores.runs, consortium));
    const never = parseMonth('2031-01')!;
    expect(await closing(never)).toMatchObject({
      code: 'period_not_ready',
      expected: 'all months charged (run `poolbook charge --through 2031-01`)',
    });
  });

  it('leaves every law and everything derived as it has to be', async () => {
    expect(await brokenLaws(database, consortium.consortiumId, ['out'])).toEqual([]);
    expect(known(await rebuild(stores.rebuilds, consortium)).tables.flatMap(({ first }) => first)).toEqual(
      [],
    );
  });
});

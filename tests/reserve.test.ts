// `poolbook reserve` over the demonstration by the command itself: what it shows is what the tables, a close and the naive
// twins say.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeMonth, type MonthClosed } from '../src/app/close-month.ts';
import { recordConsortium } from '../src/app/consortium.ts';
import { generatedSource } from '../src/app/demo/sources.ts';
import { importClaimsRows } from '../src/app/import/claims.ts';
import type { Consortium } from '../src/app/ports/consortium.ts';
import type { Stores } from '../src/app/ports/stores.ts';
import { RESERVE_METHODS } from '../src/app/reserve.ts';
import { runDemo } from '../src/app/run-demo.ts';
import { parseMonth } from '../src/core/calendar/month.ts';
import { formatAmount } from '../src/core/money/amount.ts';
import { isRefusal, type Refusal } from '../src/core/refusal.ts';
import { storesOver } from '../src/store/stores.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { naiveReserve } from './naive/reserve.ts';
import { naiveReserveRequirement } from './naive/reserve-requirement.ts';

const MONTH = '2025-06';
let database: TestDatabase;
let stores: Stores;
let consortium: Consortium;
let closed: MonthClosed;
let whole: Shown;

interface Shown {
  readonly asOf: string;
  readonly benefits: readonly {
    readonly benefit: string;
    readonly triangle: { readonly first: string; readonly rows: readonly (readonly string[])[] };
    readonly completion: readonly number[];
    readonly methods: readonly {
      method: string;
      unpaid: string;
      standardError?: string;
      refused?: Refusal;
    }[];
    readonly months: readonly ({ month: string; subscribers: number; completion: number } & Record<
      Money,
      string
    >)[];
    readonly paid: string;
    readonly unpaid: string;
    readonly explanation?: readonly { about: string; result: string }[];
  }[];
  readonly total: Record<Money, string>;
  readonly ledger?: Record<'claimsPayable' | 'notReported', string>;
  readonly requirement?: { readonly adequate: boolean; readonly items: readonly Record<string, string>[] };
}
type Money = 'paid' | 'unpaid' | 'known' | 'notReported' | 'largePaid' | 'largeKnown';

function known<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(JSON.stringify(value));
  return value;
}

const rows = <T>(text: string) => database.read(consortium.consortiumId, (query) => query.rows<T>(text));
const cents = (text: string) => Number(text.replace('.', ''));
const write = (amount: number) => formatAmount(amount, consortium.document.currency);
const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);

function command(...words: string[]) {
  const env = { ...process.env, DATABASE_URL: database.url };
  return spawnSync(process.execPath, ['src/main.ts', 'reserve', ...words], { encoding: 'utf8', env });
}

function shown(...words: string[]): Shown {
  const { status, stdout, stderr } = command(...words, '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as Shown;
}

beforeAll(async () => {
  database = await testDatabase();
  stores = storesOver(database);
  const source = generatedSource(0.01);
  const documentText = JSON.stringify({ ...JSON.parse(source.documentText), jurisdiction: 'US-NY' });
  consortium = known(await runDemo(stores, { ...source, documentText }));
  closed = known(await closeMonth(stores, consortium, parseMonth(MONTH)!));
  whole = shown('--as-of', MONTH);
});

afterAll(() => stores.close());

describe('the reserve', () => {
  test('is what a close posts, and the ledger holds it', () => {
    expect(whole.benefits.map(({ benefit, paid, unpaid }) => [benefit, paid, unpaid])).toEqual(
      closed.reserves.map(({ benefit, paid, unpaid }) => [benefit, write(paid), write(unpaid)]),
    );
    expect(whole.ledger).toEqual({
      claimsPayable: write(closed.payable),
      notReported: write(closed.notReported),
    });
    expect(whole.total).toMatchObject({
      known: write(closed.payable),
      notReported: write(closed.notReported),
    });
  });

  test('rests on a triangle that with the large claims is all that was paid', async () => {
    for (const { benefit, triangle, months, paid } of whole.benefits) {
      const cells = await rows<{ incurred: string; age: number; amount: number }>(`
        SELECT to_char(incurred_month, 'YYYY-MM') AS incurred, sum(plan_pays_cents) AS amount,
          (extract(year FROM paid_month) - extract(year FROM incurred_month)) * 12
            + extract(month FROM paid_month) - extract(month FROM incurred_month) AS age
        FROM claim_rollup WHERE benefit = '${benefit}' AND paid_month <= '${MONTH}-01' GROUP BY 1, 3`);
      expect(cents(paid)).toBe(sum(cells.map(({ amount }) => amount)));
      const first = parseMonth(triangle.first)!;
      const large = new Map(months.map((one) => [parseMonth(one.month), cents(one.largePaid)]));
      for (const [origin, row] of triangle.rows.entries()) {
        const ofMonth = cells.filter(({ incurred }) => parseMonth(incurred) === first + origin);
        expect(cents(row.at(-1)!) + (large.get((first + origin) as never) ?? 0)).toBe(
          sum(ofMonth.map(({ amount }) => amount)),
        );
        if (large.get((first + origin) as never) !== 0) continue;
        for (const [age, amount] of row.entries())
          expect(cents(amount)).toBe(
            sum(ofMonth.filter((cell) => cell.age <= age).map((cell) => cell.amount)),
          );
      }
    }
  });

  test('stands beside the other methods, as their naive twins have them, and says where one is undefined', () => {
    for (const { triangle, methods, months, completion } of whole.benefits) {
      const found = new Map(methods.map((one) => [one.method, one]));
      expect([...found.keys()]).toEqual(RESERVE_METHODS);
      const cells = triangle.rows.map((row) => row.map(cents));
      const draws = { below: () => 0, gamma: () => 1 };
      const { total } = naiveReserve({ method: 'mack', triangle: cells }, draws);
      for (const method of ['chain-ladder', 'mack', 'completion'])
        expect(cents(found.get(method)!.unpaid)).toBeCloseTo(total.ibnr, -0.5);
      expect(cents(found.get('mack')!.standardError!)).toBeCloseTo(total.standardError!, -0.5);
      // Cape Cod: the subscribers' cost in all months, as far as it is not seen yet.
      const seen = months.map((one, at) => ({ ...one, known: cents(triangle.rows[at]!.at(-1)!) }));
      const cost =
        sum(seen.map((one) => one.known)) / sum(seen.map((one) => one.subscribers * one.completion));
      const unseen = sum(seen.map((one) => one.subscribers * cost * (1 - one.completion)));
      expect(Math.abs(cents(found.get('cape-cod')!.unpaid) - unseen)).toBeLessThanOrEqual(1);
      expect(seen.map((one) => one.completion)).toEqual(
        triangle.rows.map((row) => completion[row.length - 1]),
      );
    }
    const { refused } = whole.benefits[1]!.methods.find(({ method }) => method === 'bootstrap')!;
    expect(refused).toMatchObject({ code: 'undefined_result' });
  });

  test('is that of one benefit, one member or another method where asked', async () => {
    const medical = shown('--as-of', MONTH, '--benefit', 'medical', '--method', 'chain-ladder', '--explain');
    expect(medical.benefits.map(({ benefit }) => benefit)).toEqual(['medical']);
    expect(medical.ledger).toBeUndefined();
    const [one] = medical.benefits;
    const steps = new Map(one!.explanation!.map((step) => [step.about, step.result]));
    expect(steps.get(one!.months.at(-1)!.month)).toBeDefined();
    const ladder = one!.methods.find(({ method }) => method === 'chain-ladder')!;
    expect(cents(one!.unpaid)).toBeGreaterThanOrEqual(cents(ladder.unpaid));
    const { code } = consortium.document.members[0]!;
    const member = shown('--as-of', MONTH, '--member', code);
    const [{ paid } = { paid: 0 }] = await rows<{ paid: number }>(
      `SELECT sum(plan_pays_cents) AS paid FROM claim_rollup WHERE paid_month <= '${MONTH}-01' AND member_id = ${consortium.members.get(code)}`,
    );
    expect(cents(member.total.paid)).toBe(paid);
    expect(member.requirement).toBeUndefined();
    const [{ held } = { held: 0 }] = await rows<{ held: number }>(
      `SELECT -sum(amount_cents) AS held FROM posting JOIN entry e USING (consortium_id, batch_id, entry_number)
       WHERE account = 'incurred-but-not-reported' AND e.member_id = ${consortium.members.get(code)}`,
    );
    expect(cents(member.ledger!.notReported)).toBe(held);
  });

  test('with a lower threshold has less in the triangle, and the same paid in all', () => {
    const lower = shown('--as-of', MONTH, '--large-above', '20000.00');
    const diagonal = (one: Shown) =>
      sum(one.benefits.flatMap(({ triangle }) => triangle.rows.map((row) => cents(row.at(-1)!))));
    expect(diagonal(lower)).toBeLessThan(diagonal(whole));
    expect(lower.total.paid).toBe(whole.total.paid);
  });

  test('is read from the last month charged where none is named', async () => {
    const [{ last } = { last: '' }] = await rows<{ last: string }>(
      "SELECT to_char(max(month), 'YYYY-MM') AS last FROM monthly_charge",
    );
    expect(shown().asOf).toBe(last);
  });
});

test('the law of the jurisdiction asks for what its naive twin asks of sums from the tables', async () => {
  const [found] = await rows<Record<string, number>>(`SELECT
    (SELECT sum(amount_cents) FROM monthly_charge WHERE kind = 'administration' AND month BETWEEN '2024-07-01' AND '2025-06-01') AS administration,
    (SELECT sum(amount_cents) FROM monthly_charge WHERE kind = 'contribution' AND month BETWEEN '2025-01-01' AND '2025-06-01') AS contributions,
    (SELECT sum(units) FROM monthly_charge WHERE kind = 'contribution' AND month = '2025-06-01') AS employees,
    (SELECT sum(debit_cents - credit_cents) FROM balance_delta WHERE accounting_month <= '2025-06-01' AND account IN
      ('claims-fund-cash', 'reserve-fund-cash', 'contributions-receivable', 'stop-loss-recoverable')) AS assets,
    (SELECT sum(credit_cents - debit_cents) FROM balance_delta WHERE accounting_month <= '2025-06-01' AND account IN
      ('claims-payable', 'incurred-but-not-reported', 'due-to-members', 'administration-payable', 'stop-loss-premium-payable')) AS liabilities`);
  const incurred = whole.benefits
    .flatMap(({ months }) => months)
    .filter(({ month }) => month >= '2024-07')
    .map(({ paid, unpaid }) => cents(paid) + cents(unpaid));
  const reserve = closed.payable + closed.notReported;
  const expected = sum(incurred) + found!.administration!;
  const lacking = Math.max(0, Math.round(expected / 4) - reserve);
  const twin = naiveReserveRequirement({
    ...{ currency: 'USD', jurisdiction: 'US-NY', day: '2025-06-30' },
    expectedIncurredClaimsAndExpenses: write(expected),
    earnedPremiumEquivalents: write(found!.contributions! * 2),
    participants: { municipalities: consortium.members.size, employeesAndRetirees: found!.employees! },
    held: { reserve: write(reserve), surplus: write(found!.assets! - found!.liabilities! - lacking) },
  });
  expect(whole.requirement!.adequate).toBe(twin.adequate);
  for (const [at, item] of twin.items.entries()) expect(whole.requirement!.items[at]).toMatchObject(item);
});

test('people read the answer first, then each triangle, what the ledger holds and what the law asks', () => {
  const { stdout, status } = command('--as-of', MONTH, '--explain');
  expect(status).toBe(0);
  const grouped = (text: string) => text.replace(/\B(?=(\d{3})+\.)/g, ',');
  const { unpaid, known: decided, notReported } = whole.total;
  expect(stdout.split('\n')[0]).toBe(
    `By the end of ${MONTH} ${grouped(unpaid)} is still to come for claims incurred: ${grouped(decided)} is known, ${grouped(notReported)} not reported.`,
  );
  expect(stdout).toContain(
    "medical: paid by months since incurred, up to 250,000.00 of what a person's year costs",
  );
  expect(stdout).toContain(`${MONTH}: still to come = `);
  expect(stdout).toContain(
    `The ledger holds ${grouped(decided)} payable and ${grouped(notReported)} not reported.`,
  );
  expect(stdout).toContain('By the law of US-NY the pool is not adequate.');
});

test('docs/reserves.md names every method, in order', () => {
  const section = readFileSync('docs/reserves.md', 'utf8').split('## Methods')[1]!.split('## ')[0]!;
  expect([...section.matchAll(/^\| `([\w-]+)`/gm)].map((match) => match[1])).toEqual([...RESERVE_METHODS]);
});

test('the reserve policy adds its margin to what a close posts, and is shown beside the estimate', async () => {
  const written = JSON.parse(generatedSource(0.01).documentText);
  const reserves = { margin: '0.10', largeClaimsAbove: '200000.00' };
  const policy = known(await recordConsortium(stores.consortia, JSON.stringify({ ...written, reserves })));
  const found = shown('--as-of', '2025-07');
  const now = known(await closeMonth(stores, policy, parseMonth('2025-07')!));
  expect(now.reserves.map(({ unpaid }) => unpaid)).toEqual(
    found.benefits.map(({ unpaid }) => cents(unpaid) + Math.floor(cents(unpaid) / 10 + 0.5)),
  );
  expect(now.reserves[0]!.method).toMatch(/above 200000\.00 as it is on record; with a margin of 0\.1$/);
  expect(found).toMatchObject({
    ...{ margin: '0.1', unpaidWithMargin: write(sum(now.reserves.map(({ unpaid }) => unpaid))) },
  });
  expect(now.payable + now.notReported).toBe(sum(now.reserves.map(({ unpaid }) => unpaid)));
  const { stdout } = command('--as-of', '2025-07');
  expect(stdout).toContain('With the margin of 0.1 it is ');
});

test('what waits is said, and a jurisdiction whose shares are not known', async () => {
  const again = [...generatedSource(0.01).claims()].slice(0, 2);
  const waiting = again.map((claim) => ({ ...claim, claim: `again-${claim.claim}`, provider: '' }));
  const options = { notEnrolled: 'accept' as const };
  known(
    await importClaimsRows(stores.imports, consortium, { name: 'again', sha256: 'again' }, waiting, options),
  );
  const elsewhere = { ...JSON.parse(generatedSource(0.01).documentText), jurisdiction: 'US-WA' };
  known(await recordConsortium(stores.consortia, JSON.stringify(elsewhere)));
  const { stdout } = command('--as-of', MONTH);
  expect(stdout).toContain('Not counted: 2 claims, 0 changes and 0 partitions wait');
  expect(stdout).toContain('Required: jurisdiction: expected one whose shares are known: US-NY, got "US-WA"');
  expect(shown('--as-of', MONTH).total).toEqual(whole.total);
});

test.each([
  [['--benefit', 'dental'], 'unknown_reference', '--benefit'],
  [['--member', 'nobody'], 'unknown_reference', '--member'],
  [['--as-of', 'June'], 'wrong_type', '--as-of'],
  [['--method', 'guess'], 'unknown_reference', '--method'],
  [['--large-above', 'much'], 'wrong_type', '--large-above'],
  [['--large-above', '0.00'], 'out_of_range', '--large-above'],
])('%j is refused', (words, code, path) => {
  const { status, stderr } = command(...words, '--json');
  expect(status).toBe(2);
  expect(JSON.parse(stderr)).toMatchObject({ code, path });
});

// What is on record of claims at the end of a month, and the part of it above what a person's year may cost: held to a
// naive twin over single payments, of the demonstration with what a pool brings along.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimsReserves, payableAndUnpaid, subscribersByMonth } from '../src/app/claims-reserves.ts';
import { generatedSource } from '../src/app/demo/sources.ts';
import { importOpeningFile, importPaidClaimsFile } from '../src/app/import/files.ts';
import { largeClaimTerms } from '../src/app/large-claims.ts';
import type { BooksAtMonth, PaidClaims } from '../src/app/ports/close.ts';
import type { Consortium } from '../src/app/ports/consortium.ts';
import type { Stores } from '../src/app/ports/stores.ts';
import { runDemo } from '../src/app/run-demo.ts';
import { type Month, parseMonth } from '../src/core/calendar/month.ts';
import type { Amount } from '../src/core/money/amount.ts';
import { formatAmount } from '../src/core/money/amount.ts';
import { isRefusal, type Refusal } from '../src/core/refusal.ts';
import { LAYOUTS } from '../src/exchange/csv/layouts/index.ts';
import { storesOver } from '../src/store/stores.ts';
import { broughtOnRecord, cellOf, paymentsOnRecord, subscribersOnRecord } from './claims-on-record.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { addUp, type Cell, monthOf, naiveLarge, naiveUnpaid, type Payment } from './naive/claims-reserve.ts';

const ABOVE = 2_000_000;
const MONTHS = ['2024-02', '2024-07', '2024-12', '2025-05', '2025-12'].map((text) => parseMonth(text)!);

let database: TestDatabase;
let stores: Stores;
let consortium: Consortium;
let payments: Payment[];
let brought: Cell[];

function known<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(JSON.stringify(value));
  return value;
}

const rows = <T>(text: string) => database.read(consortium.consortiumId, (query) => query.rows<T>(text));

beforeAll(async () => {
  database = await testDatabase();
  stores = storesOver(database);
  consortium = known(await runDemo(stores, generatedSource(0.01)));
  await bringAlong();
  [payments, brought] = [await paymentsOnRecord(rows), await broughtOnRecord(rows)];
});

afterAll(() => stores.close());

/** Payments before all others for the dearest person of 2024, beside a triangle that holds a part of them only. */
async function bringAlong() {
  const [dearest] = await rows<{ person: string; member: string }>(`
    SELECT p.code AS person, m.code AS member FROM decision d JOIN person p USING (consortium_id, person_id)
      JOIN member m USING (consortium_id, member_id)
    WHERE extract(year FROM service_day) = 2024 GROUP BY 1, 2 ORDER BY sum(plan_pays_cents) DESC LIMIT 1`);
  const { person, member } = dearest!;
  const folder = mkdtempSync(join(tmpdir(), 'poolbook-opening-'));
  const file = join(folder, 'opening.csv');
  const brings = [
    'record,member,person,benefit,incurred,paid,amount',
    ...[9, 10, 11].map((at) => `lag,${member},,medical,2023-${String(at).padStart(2, '0')},2023-12,15000.00`),
    `lag,${member},,medical,2024-01,2024-01,25000.00`,
    `stop-loss,,${person},medical,2024-01-02,2024-01-03,${formatAmount(ABOVE + 4_000_000, consortium.document.currency)}`,
    `stop-loss,,${person},pharmacy,2024-01-02,2024-01-03,100.00`,
  ];
  writeFileSync(file, `${brings.join('\n')}\n`);
  known((await importOpeningFile(stores.imports, consortium, file)) as object | Refusal);
  // A register that is paid in one month and drawn from the fund in the next, or drawn in the month before.
  const [elsewhere] = await rows<{ person: string }>(
    'SELECT p.code AS person FROM paid_claim JOIN person p USING (consortium_id, person_id) WHERE incurred_day < $$2024-06-01$$ ORDER BY paid_claim_id LIMIT 1',
  );
  const register = join(folder, 'register.csv');
  const header =
    'claim,reference,reverses,person,benefit,incurred,paid,funded,charge,allowed,member_pays,plan_pays';
  const about = `${elsewhere!.person},medical,2024-06-03`;
  const paid = [
    `later,1,,${about},2024-07-30,2024-08-02,500.00,500.00,100.00,400.00`,
    `before,1,,${about},2024-10-02,2024-09-30,300.00,300.00,50.00,250.00`,
  ];
  writeFileSync(register, `${[header, ...paid].join('\n')}\n`);
  const layout = { ...LAYOUTS.get('poolbook')!, trailer: undefined };
  const options = { notEnrolled: 'accept' as const };
  known(
    (await importPaidClaimsFile(stores.imports, consortium, register, layout, options)) as object | Refusal,
  );
  rmSync(folder, { recursive: true });
}

const booksAt = (month: Month, above?: number) => {
  const terms = largeClaimTerms(consortium.document, month, above as Amount | undefined);
  return stores.closes.booksAt(consortium.consortiumId, month, terms);
};

/** Cells of the store as the twin adds them up. */
const cells = (found: readonly PaidClaims[]) =>
  addUp(
    found.map(({ memberId, benefit, incurredMonth, paidMonth, amount }) => ({
      ...{ member: memberId, benefit, incurred: incurredMonth, paid: paidMonth, amount },
    })),
  );
const sum = (found: Iterable<{ amount: number }>) => [...found].reduce((all, { amount }) => all + amount, 0);

test('what was paid is every payment and what was brought along; what is known is decided and paid later', async () => {
  const unfunded: number[] = [];
  for (let month = MONTHS[0]!; month <= MONTHS.at(-1)!; month = (month + 1) as Month) {
    const books = await booksAt(month);
    unfunded.push(sum(books.unfunded));
    const here = payments.filter(({ opening }) => !opening);
    const paid = here.filter((one) => monthOf(one.paid) <= month).map(cellOf);
    expect(cells(books.paid)).toEqual(addUp([...paid, ...brought.filter((cell) => cell.paid <= month)]));
    const decided = here.filter((one) => monthOf(one.decided) <= month && monthOf(one.paid) > month);
    expect(cells(books.known)).toEqual(addUp(decided.map(cellOf)));
    const payable = books.balances
      .filter((row) => row.account === 'claims-payable')
      .reduce((all, { debit, credit }) => all + credit - debit, 0);
    // The ledger holds the same as payable, and what was paid elsewhere and is only to be drawn; less what was drawn before.
    expect(payable).toBe(sum(books.known) + sum(books.unfunded));
    expect(payableAndUnpaid(books)).toBe(sum(books.known));
  }
  expect(unfunded.filter((amount) => amount !== 0)).toEqual([40_000, -25_000]);
});

test('large is the part of each payment, in order, above what a person and year may cost', async () => {
  for (const month of MONTHS) {
    const { large } = await booksAt(month, ABOVE);
    expect(cells(large)).toEqual(naiveLarge(payments, brought, month, ABOVE, '01-01'));
    if (month > MONTHS[1]!) expect(sum(large)).toBeGreaterThan(0);
  }
  // What was brought along is taken out of the triangle that came with it only as far as that holds it.
  const { large } = await booksAt(parseMonth('2024-01')!, ABOVE);
  expect(sum(large.filter(({ benefit }) => benefit === 'medical'))).toBeGreaterThanOrEqual(2_500_000);
  expect((await booksAt(MONTHS[4]!, 10 ** 12)).large).toEqual([]);
});

test('a later month never loses a payment, and its large part only grows by what was paid since', async () => {
  let before: BooksAtMonth | undefined;
  for (const month of MONTHS) {
    const books = await booksAt(month, ABOVE);
    if (before !== undefined) {
      const past = MONTHS[MONTHS.indexOf(month) - 1]!;
      for (const name of ['paid', 'large'] as const) {
        const upToThen = (found: readonly PaidClaims[]) =>
          cells(found.filter(({ paidMonth }) => paidMonth <= past));
        expect(upToThen(books[name])).toEqual(upToThen(before[name]));
      }
    }
    before = books;
  }
});

test('the reserve is that of the naive twin, with large claims apart and without', async () => {
  const first = Number(payments.map(({ incurred }) => incurred.slice(0, 4)).sort()[0]);
  const subscribers = await subscribersOnRecord(rows, first);
  for (const month of MONTHS) {
    const exposure = await subscribersByMonth(stores.books, consortium.consortiumId, month);
    for (const [covered, count] of exposure) expect(subscribers.get(covered)).toBe(count);
    for (const above of [ABOVE, undefined]) {
      const books = await booksAt(month, above);
      for (const { benefit, reserve } of claimsReserves(books, exposure, month)) {
        const ofIt = (found: readonly PaidClaims[]) => [
          ...cells(found.filter((cell) => cell.benefit === benefit)).values(),
        ];
        const onRecord = [...ofIt(books.paid), ...ofIt(books.known)];
        const twin = naiveUnpaid(onRecord, ofIt(books.large), exposure, month);
        const ours = new Map(reserve.months.map(({ month: incurred, unpaid }) => [incurred, unpaid]));
        for (const [incurred, unpaid] of twin)
          expect(
            Math.abs(unpaid - (ours.get(incurred as Month) ?? 0)),
            `${benefit} ${incurred}`,
          ).toBeLessThanOrEqual(1);
        expect([...ours.keys()].sort()).toEqual([...twin.keys()].sort());
        expect(reserve.paid).toBe(sum(ofIt(books.paid)));
        expect(reserve.known).toBe(sum(ofIt(books.known)));
      }
    }
  }
});

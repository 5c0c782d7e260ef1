import { expect, test } from 'vitest';
import { BooksInMemory, consortiumOf, HERE, month, SCHOOL, TOWN } from '../../tests/consortia.ts';
import { payment } from '../../tests/contracts.ts';
import { isRefusal } from '../core/refusal.ts';
import { chargeMonths } from './charge-months.ts';
import { recordReceipts } from './record-receipts.ts';
import { drawStatement, statementDocument } from './statement.ts';

const consortium = consortiumOf();

async function yearOf(): Promise<BooksInMemory> {
  const books = new BooksInMemory();
  books.units = [
    { month: month('2026-01'), memberId: TOWN, planId: HERE, tier: 'employee', units: 3 },
    { month: month('2026-01'), memberId: SCHOOL, planId: HERE, tier: 'family', units: 1 },
  ];
  books.paid = [{ ...payment('a', '2026-01-10', 160_000), memberId: TOWN }];
  const split = {
    charge: 200_000,
    allowed: 180_000,
    memberPays: 20_000,
    planPays: 160_000,
    notCovered: 0,
    writeOff: 20_000,
    balanceBill: 0,
  };
  books.sums = [{ memberId: TOWN, incurredMonth: month('2026-01'), lines: 4, ...split }];
  await chargeMonths(books, consortium, month('2026-01'));
  return books;
}

test('receipts are recorded once by reference, and lower what members owe', async () => {
  const books = await yearOf();
  const receipt = { memberId: TOWN, reference: 'wire 1', receivedDay: 20_500, amount: 100_000 };
  expect(await recordReceipts(books, consortium, [receipt, { ...receipt, memberId: SCHOOL }])).toBe(2);
  expect(await recordReceipts(books, consortium, [receipt])).toBe(0);
  const owed = (await books.balances()).filter(
    ({ account, memberId }) => account === 'contributions-receivable' && memberId === TOWN,
  );
  expect(owed.reduce((sum, { debit, credit }) => sum + debit - credit, 0)).toBe(50_000);
});

test('the statement posts what is recoverable first, and says the same the second time', async () => {
  const books = await yearOf();
  const draw = async () => {
    const statement = await drawStatement(books, consortium);
    if (isRefusal(statement)) throw new Error(statement.path);
    return statementDocument(statement);
  };
  const first = await draw();
  expect(first).toMatchObject({
    consortium: 'pool',
    currency: 'USD',
    claims: 1,
    persons: 1,
    lines: 4,
    charge: '2000.00',
    allowed: '1800.00',
    memberPays: '200.00',
    planPays: '1600.00',
    writeOff: '200.00',
    members: [
      {
        member: 'town',
        enrolmentMonths: 3,
        contributions: '1500.00',
        claims: '1600.00',
        lossRatio: '1.0666666667',
        alerts: [{ code: 'over_100_percent' }],
      },
      {
        member: 'school',
        enrolmentMonths: 1,
        contributions: '1200.00',
        claims: '0.00',
        lossRatio: '0',
        alerts: [],
      },
    ],
    stopLoss: { specific: '600.00', aggregate: '600.00' },
    years: [{ year: '2026' }],
  });
  const { debits, credits } = (first as { ledger: { debits: string; credits: string } }).ledger;
  expect(debits).toBe(credits);
  expect(JSON.stringify(await draw())).toBe(JSON.stringify(first));
});

test('a statement of nothing has no years', async () => {
  const statement = await drawStatement(new BooksInMemory(), consortium);
  expect(isRefusal(statement) ? statement : statementDocument(statement)).toMatchObject({
    lines: 0,
    planPays: '0.00',
    members: [{ lossRatio: null }, { lossRatio: null }],
    ledger: { debits: '0.00', credits: '0.00' },
    years: [],
  });
});

// What carriers owe under stop-loss contracts, by age, and what they pay back: to the cent, in the ledger and at the bank.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BooksStore } from '../../src/app/ports/books.ts';
import { readReimbursement, receiveReimbursement } from '../../src/app/receive-reimbursement.ts';
import { recoverablesDocument } from '../../src/app/recoverables-document.ts';
import { contractPositions, postRecoverable } from '../../src/app/stop-loss.ts';
import { bankReport } from '../../src/app/treasury/bank.ts';
import { OPERATOR, type Viewer } from '../../src/app/viewer.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { plainDocument } from '../consortia.ts';
import { brokenLaws } from '../laws.ts';
import { day, known, Pool, THREE } from './verbs.ts';

let pool: Pool;

const [contract] = plainDocument.stopLoss;

beforeAll(async () => {
  pool = await Pool.open({
    ...THREE,
    stopLoss: [
      {
        ...contract!,
        policy: {
          ...contract!.policy,
          specific: { deductible: '1000.00' },
          aggregate: { factors: { employee: '10.00', family: '10.00', retiree: '10.00' }, period: 'annual' },
        },
      },
    ],
  });
  await pool.enrol('ann town elsewhere family 2026-01-01', 'cid school elsewhere employee 2026-01-01');
  // Ann is 500 over her deductible in February, Cid 200 in March; what both keep is over the attachment of 240 by 1,760.
  await pool.register('ann 2026-01-20 2026-02-15 1500', 'cid 2026-01-25 2026-02-20 900');
  await post();
  await pool.register('cid 2026-02-25 2026-03-20 300');
  await post();
});

afterAll(() => pool.end());

async function post(books: BooksStore = pool.stores.books): Promise<number> {
  return postRecoverable(books, pool.consortium, known(await contractPositions(books, pool.consortium)));
}

const recover = (given: object) => {
  const read = readReimbursement(pool.consortium, {
    ...{ contract: 'sl-2026', reference: 'E-1', day: '2026-04-10', amount: '1.00', ...given },
  });
  return isRefusal(read) ? read : receiveReimbursement(pool.stores.reimbursements, pool.consortium, read);
};

const owed = async (on = '2026-04-30', viewer: Viewer = OPERATOR) =>
  recoverablesDocument(viewer, pool.stores.reimbursements, pool.consortium, day(on));

const recoverable = () => pool.balances('stop-loss-recoverable');

test('what was posted is owed by member and part, from the end of its month on', async () => {
  expect(await recoverable()).toEqual({ town: 50_000, school: 20_000, pool: 176_000 });
  const { contracts } = await owed('2026-04-30');
  expect(contracts).toMatchObject([
    {
      ...{ contract: 'sl-2026', carrier: 'Carrier', posted: '2460.00', received: '0.00', owed: '2460.00' },
      daysPastDue: { 'not due': '0.00', '1 to 30': '300.00', '31 to 60': '0.00', '61 to 90': '2160.00' },
      parts: [
        { part: 'aggregate', owed: '1760.00' },
        { part: 'specific', member: 'town', owed: '500.00', daysPastDue: { '61 to 90': '500.00' } },
        { part: 'specific', member: 'school', owed: '200.00', daysPastDue: { '1 to 30': '200.00' } },
      ],
      receipts: [],
    },
  ]);
  // Seen from February, March is not there yet.
  expect((await owed('2026-02-28')).contracts[0]).toMatchObject({ owed: '2160.00' });
});

describe('a reimbursement', () => {
  test.each([
    [
      'of a contract under which nothing is posted',
      { contract: 'sl-2025' },
      'unknown_reference',
      '--contract',
    ],
    ['for a member that there is not', { member: 'city' }, 'unknown_reference', '--member'],
    ['for a member and the aggregate', { member: 'town', aggregate: true }, 'inconsistent', '--aggregate'],
    ['of nothing', { amount: '0.00' }, 'out_of_range', '--amount'],
    ['of more than is owed in all', { amount: '2460.01' }, 'out_of_range', '--amount'],
    ['of more than is owed for a member', { amount: '500.01', member: 'town' }, 'out_of_range', '--amount'],
    ['on a day that there is not', { day: '2026-02-30' }, 'no_such_day', '--day'],
  ])('%s is refused, and nothing has changed', async (_, given, code, path) => {
    expect(await recover(given)).toMatchObject({ code, path });
    expect(await recoverable()).toEqual({ town: 50_000, school: 20_000, pool: 176_000 });
  });

  test('for a member settles what is owed for it', async () => {
    expect(await recover({ amount: '480.00', member: 'town' })).toBe(true);
    expect(await recoverable()).toEqual({ town: 2_000, school: 20_000, pool: 176_000 });
    expect(await pool.balances('claims-fund-cash')).toMatchObject({ town: 48_000 - 150_000 });
  });

  test('that is on record changes nothing, and with another amount is refused', async () => {
    expect(await recover({ amount: '480.00', member: 'town' })).toBe(false);
    expect(await recover({ amount: '481.00' })).toMatchObject({ code: 'inconsistent', path: '--amount' });
    expect(await recoverable()).toMatchObject({ town: 2_000 });
  });

  test('that names nothing settles the oldest first', async () => {
    expect(await recover({ reference: 'E-2', amount: '1780.00' })).toBe(true);
    // Of February 20 of the town and 1,660 of the aggregate were open, of March 100 of the aggregate and the school's 200.
    const [sl] = (await owed()).contracts;
    expect(sl).toMatchObject({ received: '2260.00', owed: '200.00', credit: '0.00' });
    expect(sl!.daysPastDue).toMatchObject({ '61 to 90': '0.00', '1 to 30': '200.00' });
    expect(await recoverable()).toEqual({ town: 0, school: 20_000, pool: 0 });
    expect(sl!.receipts).toMatchObject([
      { reference: 'E-2', amount: '1780.00', shares: [{ part: 'aggregate' }, { member: 'town' }] },
      { reference: 'E-1', day: '2026-04-10', amount: '480.00', shares: [{ member: 'town' }] },
    ]);
  });

  test('of what is then recoverable no more is a credit of the carrier', async () => {
    expect(await recover({ reference: 'E-3', amount: '50.00', day: '2026-04-12' })).toBe(true);
    // Cid's 300 came back: the school's 200 are gone, and 100 of the aggregate.
    await pool.register('cid 2026-02-25 2026-04-20 -300 register-3-0');
    expect(await post()).toBe(2);
    expect((await owed()).contracts[0]).toMatchObject({
      ...{ posted: '2160.00', received: '2310.00', owed: '-150.00', credit: '150.00' },
    });
    expect(await recover({ reference: 'E-4', amount: '0.01' })).toMatchObject({ code: 'out_of_range' });
  });

  test('stands at the bank as one item', async () => {
    const { stores, consortium } = pool;
    const { items } = await stores.treasury.bankBooks(
      ...([consortium.consortiumId, 'operating', 'claims-fund-cash'] as const),
    );
    const own = items.filter(({ code }) => code.startsWith('reimbursement'));
    expect(own.map(({ code, amount, text }) => [code, amount, text])).toEqual([
      ['reimbursement sl-2026 E-1', 48_000, 'E-1'],
      ['reimbursement sl-2026 E-2', 178_000, 'E-2'],
      ['reimbursement sl-2026 E-3', 5_000, 'E-3'],
    ]);
    const report = known(await bankReport(stores.treasury, consortium, undefined, day('2030-01-01')));
    expect(report.ledgerDifference).toBe(0);
  });
});

test('a carrier sees its own contracts, and no other', async () => {
  const seenBy = async (party: string) =>
    (await owed('2026-04-30', { ...OPERATOR, role: 'stop-loss carrier', party } as Viewer)).contracts.length;
  expect(await seenBy('Carrier')).toBe(1);
  expect(await seenBy('Another')).toBe(0);
});

test('every law holds', async () => {
  expect(await brokenLaws(pool.database, pool.consortium.consortiumId)).toEqual([]);
});

// Invoices recomputed from enrolment: counts, rates, and who explains what differs.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkInvoice } from '../../src/app/members/invoice.ts';
import { keepInvoice, keptInvoice, keptInvoices } from '../../src/app/members/keep-invoice.ts';
import { withdraw } from '../../src/app/members/leaving.ts';
import { month, plainDocument } from '../consortia.ts';
import { day, known, Pool, THREE } from './verbs.ts';

let pool: Pool;

beforeAll(async () => {
  pool = await Pool.open({
    ...THREE,
    stopLoss: plainDocument.stopLoss.map((contract) => ({
      ...contract,
      policy: {
        ...contract.policy,
        aggregate: { factors: { employee: '1.00', family: '1.00', retiree: '1.00' }, period: 'annual' },
      },
    })),
  });
  await pool.enrol(
    'ann town elsewhere family 2026-01-01',
    'bob town elsewhere employee 2026-01-01 2026-01-31',
    'cid school elsewhere employee 2026-01-01',
    'dan town here employee 2026-01-01',
    'fay village elsewhere employee 2026-03-01',
  );
  // Dan's coverage was reported without an end, and then ended early.
  await pool.enrol('dan town here employee 2026-01-01 2026-01-15');
});

afterAll(() => pool.end());

const invoice = (lines: object[], total: string, more: object = {}) => ({
  ...{ currency: 'USD', charge: 'administration', month: '2026-03', lines, total, ...more },
});
const line = (count: number, amount: string, more: object = {}) => ({
  count,
  rate: '40.00',
  amount,
  ...more,
});
const check = async (document: object) => known(await checkInvoice(pool.stores, pool.consortium, document));

describe('an invoice', () => {
  test('that is what enrolment says has no difference', async () => {
    const found = await check(invoice([line(3, '120.00')], '120.00'));
    expect(found).toMatchObject({ expected: 12_000, difference: 0, notInvoiced: [] });
    expect(found.lines[0]).toMatchObject({
      count: 3,
      countDifference: 0,
      amountDifference: 0,
      explainedBy: [],
    });
  });

  test('that counts too many names who left, or was once reported', async () => {
    const february = invoice([line(5, '200.00')], '200.00', { month: '2026-02' });
    const found = await check(february);
    expect(found.lines[0]).toMatchObject({
      ...{
        count: 2,
        countDifference: 3,
        amountDifference: 12_000,
        explainedBy: ['bob', 'dan'],
        isCertain: false,
      },
    });
    expect(found.difference).toBe(12_000);
  });

  test('that counts too few names who is new', async () => {
    expect((await check(invoice([line(2, '80.00')], '80.00'))).lines[0]).toMatchObject({
      ...{ countDifference: -1, amountDifference: -4_000, explainedBy: ['fay'] },
    });
  });

  test('that lists its subscribers says for sure', async () => {
    const lines = [line(3, '120.00', { subscribers: ['ann', 'cid', 'bob'] })];
    const found = await check(invoice(lines, '120.00'));
    expect(found.lines[0]).toMatchObject({
      countDifference: 0,
      explainedBy: ['bob', 'fay'],
      isCertain: true,
    });
  });

  test('at another rate differs by it, group by group; whom no line counts is expected too', async () => {
    const lines = [
      line(1, '40.00', { member: 'town' }),
      { ...line(1, '41.00', { member: 'school', plan: 'elsewhere', tier: 'employee' }), rate: '41.00' },
    ];
    const found = await check(invoice(lines, '81.00'));
    expect(found.lines.map(({ rate, amountDifference }) => [rate, amountDifference])).toEqual([
      [4_000, 0],
      [4_000, 100],
    ]);
    expect(found).toMatchObject({ notInvoiced: ['fay'], expected: 12_000, difference: -3_900 });
  });

  test('holds what it corrects of earlier months to the coverage then', async () => {
    const of = (count: number, amount: string, subscribers: string[]) =>
      line(count, amount, { month: '2026-02', subscribers });
    const lines = [line(3, '120.00'), of(-2, '-80.00', ['bob', 'ann']), of(1, '40.00', ['cid'])];
    const found = await check(invoice(lines, '80.00'));
    expect(found.lines.slice(1).map(({ count, explainedBy }) => [count, explainedBy])).toEqual([
      [-1, ['ann']],
      [1, []],
    ]);
    expect(found.difference).toBe(-4_000);
  });

  test('of a stop-loss contract goes by its premium, and only while it is in force', async () => {
    const premium = { ...line(3, '180.00'), rate: '60.00' };
    expect(await check(invoice([premium], '180.00', { charge: 'sl-2026' }))).toMatchObject({ difference: 0 });
    const later = await check(invoice([premium], '180.00', { charge: 'sl-2026', month: '2027-03' }));
    expect(later.lines[0]).toMatchObject({ rate: 0, amountDifference: 18_000 });
  });

  test('that is kept stays as it came, and is recomputed from enrolment as it is when it is looked at', async () => {
    const { stores, consortium } = pool;
    const april = invoice([line(4, '160.00')], '160.00', { month: '2026-04' });
    const kept = known(await keepInvoice(stores, consortium, april));
    expect(kept).toMatchObject({ invoice: 1, recorded: true, expected: '120.00', difference: '40.00' });
    // The very same, however its fields are ordered, is kept once; another of the month is another.
    const same = {
      lines: april.lines,
      total: '160.00',
      month: '2026-04',
      charge: 'administration',
      currency: 'USD',
    };
    expect(await keepInvoice(stores, consortium, same)).toMatchObject({ invoice: 1, recorded: false });
    const right = invoice([line(3, '120.00')], '120.00', { month: '2026-04' });
    expect(await keepInvoice(stores, consortium, right)).toMatchObject({ invoice: 2, difference: '0.00' });
    expect(await keepInvoice(stores, consortium, { ...right, total: '1.00' })).toMatchObject({
      code: 'inconsistent',
    });
    await pool.enrol('gus town elsewhere employee 2026-04-01');
    expect(await keptInvoice(stores, consortium, 1)).toMatchObject({
      ...{ invoice: 1, total: '160.00', expectedThen: '120.00', expected: '160.00', difference: '0.00' },
    });
    expect(await keptInvoices(stores, consortium)).toMatchObject([
      { invoice: 2, charge: 'administration', month: '2026-04', difference: '0.00' },
      { invoice: 1, total: '160.00', expected: '120.00', difference: '40.00' },
    ]);
    expect(await keptInvoice(stores, consortium, 3)).toMatchObject({
      code: 'unknown_reference',
      path: 'invoice',
    });
    // Gone again: the tests below count who was there before.
    await pool.enrol('gus town elsewhere employee 2026-04-01 2026-04-01');
  });

  test('does not count a member that has left', async () => {
    const leaving = { member: 'village', noticeDay: day('2026-01-15'), lastMonth: month('2026-04') };
    known(await withdraw(pool.stores, pool.consortium, leaving));
    expect(
      (await check(invoice([line(3, '120.00')], '120.00', { month: '2026-05' }))).lines[0],
    ).toMatchObject({ count: 2 });
  });

  test.each([
    [
      'a line that is not count x rate',
      invoice([line(3, '121.00')], '121.00'),
      'inconsistent',
      'lines[0].amount',
    ],
    ['a total that is not the sum', invoice([line(3, '120.00')], '121.00'), 'inconsistent', 'total'],
    [
      'a list of another length',
      invoice([line(2, '80.00', { subscribers: ['ann'] })], '80.00'),
      'inconsistent',
      'lines[0].subscribers',
    ],
    ['a count that is not whole', invoice([line(1.5, '60.00')], '60.00'), 'wrong_type', 'lines[0].count'],
    ['a charge that there is not', invoice([], '0.00', { charge: 'rent' }), 'unknown_reference', 'charge'],
    ['another currency', invoice([], '0.00', { currency: 'EUR' }), 'inconsistent', 'currency'],
    [
      'a member that there is not',
      invoice([line(1, '40.00', { member: 'city' })], '40.00'),
      'unknown_reference',
      'lines[0].member',
    ],
    [
      'a line of a later month',
      invoice([line(1, '40.00', { month: '2026-04' })], '40.00'),
      'inconsistent',
      'lines[0].month',
    ],
    [
      'groups that overlap',
      invoice([line(3, '120.00'), line(1, '40.00', { member: 'town' })], '160.00'),
      'inconsistent',
      'lines[1]',
    ],
  ])('with %s is refused', async (_what, document, code, path) => {
    expect(await checkInvoice(pool.stores, pool.consortium, document)).toMatchObject({
      refused: true,
      code,
      path,
    });
  });

  test('stands in docs/members.md as it may be written', async () => {
    const example = readFileSync('docs/members.md', 'utf8').split('```json invoice\n')[1]!.split('```')[0]!;
    expect((await check(JSON.parse(example))).lines).toHaveLength(3);
  });
});

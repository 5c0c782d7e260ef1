import { describe, expect, test } from 'vitest';
import {
  BooksInMemory,
  consortiumOf,
  ELSEWHERE,
  entryLine,
  HERE,
  month,
  plainDocument,
  SCHOOL,
  TOWN,
} from '../../tests/consortia.ts';
import { formatMonth } from '../core/calendar/month.ts';
import { isRefusal } from '../core/refusal.ts';
import { chargeMonths } from './charge-months.ts';

function enrolledIn(...months: string[]): BooksInMemory {
  const books = new BooksInMemory();
  books.units = months.flatMap((text) => [
    { month: month(text), memberId: TOWN, planId: HERE, tier: 'employee', units: 3 },
    { month: month(text), memberId: TOWN, planId: HERE, tier: 'family', units: 2 },
    { month: month(text), memberId: SCHOOL, planId: ELSEWHERE, tier: 'family', units: 1 },
  ]);
  return books;
}

async function charge(books: BooksInMemory, through: string, document: object = plainDocument) {
  const months = await chargeMonths(books, consortiumOf(document), month(through));
  return isRefusal(months) ? months : months.map(formatMonth);
}

const contributions = (books: BooksInMemory) =>
  books.charged
    .filter(({ kind }) => kind === 'contribution')
    .map(({ memberId, tier, rate, amount }) => [memberId, tier, rate, amount]);

describe('a month', () => {
  test('is charged by member, plan and tier, units times rate', async () => {
    const books = enrolledIn('2026-01');
    expect(await charge(books, '2026-01')).toEqual(['2026-01']);
    expect(contributions(books)).toEqual([
      [TOWN, 'employee', 50_000, 150_000],
      [TOWN, 'family', 120_000, 240_000],
      [SCHOOL, 'family', 120_000, 120_000],
    ]);
  });

  test('bills contributions, and pays administration and premium in the month after', async () => {
    const books = enrolledIn('2026-01', '2026-02');
    await charge(books, '2026-02');
    const ofTown = books.entries.filter(({ memberId }) => memberId === TOWN).map(entryLine);
    expect(ofTown).toEqual([
      '2026-01 1 administration charged 20000',
      '2026-01 1 contributions billed 390000',
      '2026-01 1 stop-loss premium charged 30000',
      '2026-02 1 administration charged 20000',
      '2026-02 1 administration paid 20000',
      '2026-02 1 contributions billed 390000',
      '2026-02 1 stop-loss premium charged 30000',
      '2026-02 1 stop-loss premium paid 30000',
    ]);
  });

  test('that is charged is not charged again, and the next one pays what it was charged', async () => {
    const books = enrolledIn('2026-01', '2026-02');
    await charge(books, '2026-01');
    expect(await charge(books, '2026-01')).toEqual([]);
    const count = books.entries.length;
    expect(await charge(books, '2026-02')).toEqual(['2026-02']);
    expect(books.entries.slice(count).map(entryLine)).toContain('2026-02 1 administration paid 20000');
    const whole = enrolledIn('2026-01', '2026-02');
    await charge(whole, '2026-02');
    expect(books.entries).toEqual(whole.entries);
  });

  test('before anyone is enrolled is none', async () => {
    expect(await charge(new BooksInMemory(), '2026-12')).toEqual([]);
    expect(await charge(enrolledIn('2026-05'), '2026-04')).toEqual([]);
  });

  test('without a rate for a tier is refused, and nothing is charged', async () => {
    const books = enrolledIn('2025-12');
    expect(await charge(books, '2025-12')).toMatchObject({
      code: 'unknown_reference',
      path: 'contributions',
    });
    expect(books.entries).toEqual([]);
    const tierless = {
      ...plainDocument,
      contributions: [{ from: '2026-01', rates: { employee: '500.00' } }],
    };
    expect(await charge(enrolledIn('2026-01'), '2026-01', tierless)).toMatchObject({
      expected: 'a contribution rate of town in here, tier family, in force in 2026-01',
    });
  });

  test('costs no premium where no contract was in force on its first day', async () => {
    const books = enrolledIn('2027-01');
    await charge(books, '2027-01');
    expect(books.charged.map(({ kind }) => kind)).not.toContain('stop-loss premium');
  });
});

describe('the rate in force', () => {
  const rates = (...contributions: object[]) => ({ ...plainDocument, contributions });
  const rate = (from: string, employee: string, more: object = {}) => ({
    from,
    rates: { employee, family: employee },
    ...more,
  });

  test.each([
    [
      'the latest that has begun',
      [rate('2026-01', '1.00'), rate('2026-03', '2.00'), rate('2026-04', '3.00')],
      200,
    ],
    [
      'in whatever order they stand',
      [rate('2026-04', '3.00'), rate('2026-03', '2.00'), rate('2026-01', '1.00')],
      200,
    ],
    [
      'the plan’s before the general',
      [rate('2026-03', '2.00'), rate('2026-01', '1.00', { plan: 'here' })],
      100,
    ],
    [
      'the member’s before the plan’s',
      [rate('2026-03', '2.00', { plan: 'here' }), rate('2026-01', '1.00', { member: 'town' })],
      100,
    ],
    [
      'the one of both before either',
      [
        rate('2026-03', '2.00', { member: 'town' }),
        rate('2026-01', '1.00', { member: 'town', plan: 'here' }),
      ],
      100,
    ],
    ['not another member’s', [rate('2026-01', '1.00'), rate('2026-01', '2.00', { member: 'school' })], 100],
    ['not another plan’s', [rate('2026-01', '1.00'), rate('2026-01', '2.00', { plan: 'elsewhere' })], 100],
  ])('is %s', async (_what, contributions, expected) => {
    const books = new BooksInMemory();
    books.units = [{ month: month('2026-03'), memberId: TOWN, planId: HERE, tier: 'employee', units: 1 }];
    await charge(books, '2026-03', rates(...contributions));
    expect(books.charged.find(({ kind }) => kind === 'contribution')?.rate).toBe(expected);
  });
});

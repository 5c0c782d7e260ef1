import { array, assert, asyncProperty, integer, record } from 'fast-check';
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
  const charging = await chargeMonths(books, consortiumOf(document), month(through));
  return isRefusal(charging) ? charging : charging.months.map(formatMonth);
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

  test('is refused where it is more than 12 after the last one charged or in which coverage begins', async () => {
    const books = enrolledIn('2026-01', '2026-03');
    const expected = '2027-03 or earlier, 12 months after the last month charged or in which coverage begins';
    const tooFar = { code: 'out_of_range', path: '--through', expected, actual: '"2027-04"' };
    expect(await charge(books, '2027-04')).toMatchObject(tooFar);
    expect(books.charged).toEqual([]);
    expect(await charge(books, '2027-03')).toHaveLength(15);
    // What is charged counts from then on: a pool of which nobody comes or goes can be charged for ever.
    expect(await charge(books, '2028-04')).toMatchObject({ code: 'out_of_range' });
    expect(await charge(books, '2028-03')).toHaveLength(12);
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

describe('a month charged before', () => {
  const onlyTown = (...rows: [text: string, tier: string, units: number][]) =>
    rows.map(([text, tier, units]) => ({ month: month(text), memberId: TOWN, planId: HERE, tier, units }));
  const rows = (books: BooksInMemory, kind = 'contribution') =>
    books.charged
      .filter((row) => row.kind === kind)
      .map(({ month: at, billedMonth, tier, revision, units, rate }) =>
        [formatMonth(at), formatMonth(billedMonth), tier, revision, units, rate].join(' '),
      );
  const months = ['2026-01', '2026-02', '2026-03'] as const;

  test('is corrected by the units that are more or fewer, billed with the next month, posted in its own', async () => {
    const books = new BooksInMemory();
    books.units = onlyTown(...months.map((text) => [text, 'employee', 3] as [string, string, number]));
    await charge(books, '2026-02');
    books.units = onlyTown(['2026-01', 'employee', 2], ['2026-02', 'employee', 2], ['2026-02', 'family', 1]);
    books.units.push(...onlyTown(['2026-03', 'employee', 3]));
    const count = books.entries.length;
    await charge(books, '2026-03');
    expect(rows(books).slice(2)).toEqual([
      '2026-01 2026-03 employee 2 -1 50000',
      '2026-02 2026-03 employee 2 -1 50000',
      '2026-02 2026-03 family 1 1 120000',
      '2026-03 2026-03 employee 1 3 50000',
    ]);
    expect(books.entries.slice(count).map(entryLine)).toEqual([
      '2026-01 1 administration charged -4000',
      '2026-01 1 contributions billed -50000',
      '2026-01 1 stop-loss premium charged -6000',
      '2026-02 1 contributions billed 70000',
      '2026-03 1 administration charged 12000',
      '2026-03 1 administration paid 12000',
      '2026-03 1 contributions billed 150000',
      '2026-03 1 stop-loss premium charged 18000',
      '2026-03 1 stop-loss premium paid 18000',
    ]);
    // The administrator and the carrier ask for the correction with March, and are paid in April.
    await charge(books, '2026-04');
    expect(books.entries.map(entryLine)).toContain('2026-04 1 administration paid 8000');
  });

  test('whose rate is another is taken back whole, and charged anew', async () => {
    const books = new BooksInMemory();
    books.units = onlyTown(['2026-01', 'employee', 3]);
    await charge(books, '2026-01');
    const dearer = { ...plainDocument, contributions: [{ from: '2026-01', rates: { employee: '510.00' } }] };
    await charge(books, '2026-01', dearer);
    expect(rows(books).slice(1)).toEqual([
      '2026-01 2026-02 employee 2 -3 50000',
      '2026-01 2026-02 employee 3 3 51000',
    ]);
    expect(await charge(books, '2026-01', dearer)).toEqual([]);
    expect(rows(books)).toHaveLength(3);
  });

  test('before the first one is charged late, and one that nobody is enrolled in is marked', async () => {
    const books = new BooksInMemory();
    books.units = onlyTown(['2026-04', 'employee', 1]);
    await charge(books, '2026-04');
    books.units.unshift(...onlyTown(['2026-02', 'employee', 1]));
    expect(await charge(books, '2026-04')).toEqual([]);
    expect(rows(books)).toEqual([
      '2026-04 2026-04 employee 1 1 50000',
      '2026-02 2026-05 employee 1 1 50000',
      '2026-03 2026-05  1 0 0',
    ]);
    const count = books.charged.length;
    await charge(books, '2026-04');
    expect(books.charged).toHaveLength(count);
  });

  test('is charged nothing of a member that had left by then, nor any later one', async () => {
    const books = enrolledIn(...months);
    await charge(books, '2026-02');
    books.left.set(TOWN, month('2026-01'));
    await charge(books, '2026-03');
    const sum = (at: string) =>
      books.charged
        .filter((row) => row.memberId === TOWN && row.month === month(at))
        .reduce((total, row) => total + row.amount, 0);
    expect(months.map(sum)).toEqual([440_000, 0, 0]);
  });

  test('in which somebody is enrolled before the member joined is refused', async () => {
    const members = [
      { code: 'town', name: 'Town', joined: '2026-02' },
      { code: 'school', name: 'School' },
    ];
    expect(await charge(enrolledIn('2026-01'), '2026-01', { ...plainDocument, members })).toMatchObject({
      ...{ code: 'inconsistent', path: 'members' },
      expected: 'nobody of town enrolled before it joined in 2026-02',
    });
  });

  test('comes to units times rate as they are at last, whatever was enrolled in between', async () => {
    const enrolments = array(
      array(record({ at: integer({ min: 0, max: 3 }), units: integer({ min: 0, max: 4 }) }), {
        maxLength: 6,
      }),
      { minLength: 1, maxLength: 5 },
    );
    await assert(
      asyncProperty(enrolments, array(integer({ min: 0, max: 900 })), async (states, cents) => {
        const books = new BooksInMemory();
        for (const [index, state] of states.entries()) {
          const enrolled = new Map(state.map(({ at, units }) => [at, units]));
          books.units = [...enrolled].flatMap(([at, units]) =>
            units === 0 ? [] : onlyTown([`2026-0${at + 1}`, 'employee', units]),
          );
          const rate = 500 + (cents[index] ?? 0);
          const contributions = [{ from: '2026-01', rates: { employee: `${rate}.00` } }];
          await charge(books, '2026-04', { ...plainDocument, contributions });
          for (const { amount, units, rate: charged } of books.charged) expect(amount).toBe(units * charged);
          const billed = books.charged.filter(({ kind }) => kind === 'contribution');
          const total = billed.reduce((sum, { amount }) => sum + amount, 0);
          expect(total).toBe([...enrolled.values()].reduce((sum, units) => sum + units * rate * 100, 0));
          const earned = books.entries
            .flatMap(({ postings }) => postings)
            .filter(({ account }) => account === 'contributions-earned');
          expect(earned.reduce((sum, { amount }) => sum - amount, 0)).toBe(total);
        }
      }),
    );
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

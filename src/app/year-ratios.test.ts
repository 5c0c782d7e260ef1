import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changed } from '../../tests/calculators/changes.ts';
import {
  BooksInMemory,
  consortiumOf,
  ELSEWHERE,
  HERE,
  month,
  plainDocument,
  SCHOOL,
  TOWN,
} from '../../tests/consortia.ts';
import { day } from '../../tests/contracts.ts';
import { minor } from '../../tests/designs.ts';
import { addRatios, formatRatio, ratioOf } from '../core/money/ratio.ts';
import { isRefusal } from '../core/refusal.ts';
import { sumOfExperience } from './experience.ts';
import type { ChargeKind } from './ports/books.ts';
import { ratioChange } from './ratio-change.ts';
import { RATIO_GROUPS } from './ratio-groups.ts';
import { type YearRatiosQuestion, yearRatios } from './year-ratios.ts';

const rates = { employee: '500.00', family: '1200.00' };

/** The town in the north, rates by benefit for a plan that pays for both and one for teeth alone, two years of them. */
const document = [
  ['members[0].region', 'north'],
  [
    'contributions',
    ['2025-01', '2026-01'].flatMap((from) => [
      { from, plan: 'here', rates, byBenefit: { medical: '2/3', pharmacy: '1/3' } },
      { from, plan: 'elsewhere', rates, byBenefit: { dental: '1' } },
    ]),
  ],
  ['lossRatioRules', { jurisdiction: 'US', line: 'health-large-group' }],
].reduce<object>((given, [at, value]) => changed(given, at as string, value), plainDocument);

function booksOf(
  charges: readonly [on: string, memberId: number, planId: number, kind: ChargeKind, amount: number][],
  claims: readonly [on: string, memberId: number, benefit: string, planPays: number][],
): BooksInMemory {
  const books = new BooksInMemory();
  for (const [on, memberId, planId, kind, amount] of charges)
    books.charged.push({
      month: month(on),
      memberId,
      planId,
      kind,
      tier: 'employee',
      revision: 1,
      billedMonth: month(on),
      units: 1,
      rate: amount,
      amount,
    });
  for (const [on, memberId, benefit, planPays] of claims)
    books.claims.push({ month: month(on), memberId, benefit, lines: 1, planPays });
  return books;
}

async function asked(books: BooksInMemory, changes: Partial<YearRatiosQuestion> = {}, given = document) {
  return yearRatios(books, consortiumOf(given), { year: 2026, by: 'member', isNet: false, ...changes });
}

async function listed(...given: Parameters<typeof asked>) {
  const found = await asked(...given);
  if (isRefusal(found)) throw new Error(`${found.code} ${found.path}`);
  return found;
}

const plain = () =>
  booksOf(
    [
      ['2026-01', TOWN, HERE, 'contribution', 100_000],
      ['2026-01', TOWN, HERE, 'administration', 4_000],
      ['2026-02', SCHOOL, ELSEWHERE, 'contribution', 50_000],
      ['2026-01', TOWN, HERE, 'stop-loss premium', 10_000],
      ['2025-12', TOWN, HERE, 'contribution', 777],
    ],
    [
      ['2026-01', TOWN, 'medical', 60_000],
      ['2026-01', TOWN, 'pharmacy', 38_000],
      ['2026-02', SCHOOL, 'dental', 10_000],
      ['2025-12', TOWN, 'dental', 999],
    ],
  );

describe('the ratios of a year', () => {
  test.each([
    [
      'member',
      [
        ['town', '0.98', '0.04', '1.02'],
        ['school', '0.2', '0', '0.2'],
      ],
    ],
    [
      'region',
      [
        ['north', '0.98', '0.04', '1.02'],
        [undefined, '0.2', '0', '0.2'],
      ],
    ],
    [
      'month',
      [
        ['2026-01', '0.98', '0.04', '1.02'],
        ['2026-02', '0.2', '0', '0.2'],
      ],
    ],
    [
      'benefit',
      [
        ['dental', '0.2', '0', '0.2'],
        ['medical', '0.8999955', '0.0400048', '0.9400003'],
        ['pharmacy', '1.1400114001', '0.0399903999', '1.1800018'],
      ],
    ],
  ] as const)('by %s are claims and administration over contributions', async (by, expected) => {
    const { rows, total } = await listed(plain(), { by });
    const shown = rows.map(({ of, ratios }) => [
      of,
      ...[ratios!.lossRatio, ratios!.expenseRatio!, ratios!.combinedRatio!].map(formatRatio),
    ]);
    expect(shown).toEqual(expected);
    expect(formatRatio(total.ratios!.lossRatio)).toBe('0.72');
  });

  test('of a part are that part’s alone', async () => {
    const { rows, total } = await listed(plain(), { benefit: 'pharmacy', by: 'month' });
    expect(rows.map(({ of, experience }) => [of, experience.claims])).toEqual([['2026-01', 38_000]]);
    expect(total.experience).toMatchObject({ contributions: 33_333, enrolmentMonths: 1, lines: 1 });
    expect((await listed(plain(), { region: 'north' })).rows.map(({ of }) => of)).toEqual(['town']);
  });

  test('without contributions are undefined, as is a benefit that no rate pays for', async () => {
    const { rows, total } = await listed(booksOf([], [['2026-03', TOWN, 'vision', 5]]), { by: 'benefit' });
    expect(rows).toMatchObject([{ of: 'vision', ratios: undefined, alerts: [], experience: { claims: 5 } }]);
    expect(total.ratios).toBeUndefined();
  });

  test('net take the premium of stop-loss off; a contract’s aggregate part stands in a row of its own', async () => {
    const books = plain();
    books.units = [{ month: month('2026-01'), memberId: TOWN, planId: HERE, tier: 'employee', units: 1 }];
    const [on, amount] = [day('2026-02-15'), minor(150_000)];
    books.paid = [{ person: 'ann', memberId: TOWN, incurred: on, paid: on, benefit: 'medical', amount }];
    const { rows, total } = await listed(books, { isNet: true });
    expect(rows.map(({ of, name, recoveries }) => [of, name, recoveries])).toEqual([
      ['town', 'Town', 50_000],
      ['school', 'School', 0],
      [undefined, 'The pool itself', 90_000],
    ]);
    expect(rows[0]!.ratios!.lossRatio).toEqual(ratioOf(98_000 - 50_000, 100_000 - 10_000));
    expect(rows[2]!.ratios).toBeUndefined();
    expect(total.recoveries).toBe(140_000);
  });
});

describe('a ratio is held', () => {
  test('to the band and least ratio of the pool’s line, to those of a benefit’s own name, and by month to none', async () => {
    const alerts = async (changes: Partial<YearRatiosQuestion>, given = document) =>
      Object.fromEntries(
        (await listed(plain(), changes, given)).rows.map(({ of, alerts: all }) => [of, all]),
      );
    expect(await alerts({})).toEqual({
      town: ['combined_over_100_percent'],
      school: ['below_minimum', 'outside_band'],
    });
    expect(await alerts({ by: 'month' })).toMatchObject({ '2026-02': [] });
    expect(await alerts({ by: 'benefit' })).toEqual({
      dental: [],
      medical: [],
      pharmacy: ['over_100_percent', 'combined_over_100_percent'],
    });
    const property = changed(document, 'contributions[1].byBenefit', { 'property-casualty': 1 });
    const renamed = changed(property, 'contributions[3].byBenefit', { 'property-casualty': 1 });
    expect(await alerts({ by: 'benefit' }, renamed)).toMatchObject({ 'property-casualty': ['outside_band'] });
  });

  test('to none before the rules begin', async () => {
    const { total } = await listed(plain(), { year: 2009 });
    expect(total.standards).toEqual({});
  });
});

describe('is refused', () => {
  const without = changed(document, 'contributions[2]', { from: '2026-01', plan: 'here', rates });
  test.each([
    ['net by benefit', { by: 'benefit', isNet: true }, document, 'undefined_result', '--net'],
    ['net by month', { by: 'month', isNet: true }, document, 'undefined_result', '--net'],
    ['net of a benefit', { benefit: 'dental', isNet: true }, document, 'undefined_result', '--net'],
    ['of a year before all days', { year: 0 }, document, 'out_of_range', 'year'],
    ['of no member', { member: 'county' }, document, 'unknown_reference', '--member'],
    ['of no region', { region: 'south' }, document, 'unknown_reference', '--region'],
    ['of a member elsewhere', { member: 'school', region: 'north' }, document, 'inconsistent', '--region'],
    ['of a benefit without a rate', { benefit: 'vision' }, document, 'unknown_reference', '--benefit'],
    ['by region without one', { by: 'region' }, plainDocument, 'missing_field', 'members[0].region'],
    [
      'by a rate that is not told apart',
      { by: 'benefit' },
      without,
      'missing_field',
      'contributions[2].byBenefit',
    ],
    [
      'by a line without rules',
      {},
      changed(document, 'lossRatioRules.line', 'marine'),
      'unknown_reference',
      'lossRatioRules.line',
    ],
  ] as const)('%s', async (_what, changes, given, code, path) => {
    expect(await asked(plain(), changes, given)).toMatchObject({ refused: true, code, path });
  });
});

const amounts = fc.constantFrom(1, 7, 100, 99_999, 10 ** 9).chain((max) => fc.integer({ min: 0, max }));
const months = fc.constantFrom('2025-07', '2025-12', '2026-01', '2026-12');
const memberIds = fc.constantFrom(TOWN, SCHOOL);
const anyBooks = fc
  .tuple(
    fc.array(
      fc.tuple(
        ...[months, memberIds, fc.constantFrom(HERE, ELSEWHERE)],
        fc.constantFrom<ChargeKind>('contribution', 'administration', 'stop-loss premium'),
        amounts,
      ),
      { maxLength: 20 },
    ),
    fc.array(
      fc.tuple(months, memberIds, fc.constantFrom('medical', 'pharmacy', 'dental', 'vision'), amounts),
      {
        maxLength: 20,
      },
    ),
  )
  .map(([charges, claims]) => booksOf(charges as never, claims));

describe('to the cent', () => {
  test('the rows of every list sum to the pool, and the total is the same in all', async () => {
    await fc.assert(
      fc.asyncProperty(anyBooks, fc.constantFrom(2025, 2026), async (books, year) => {
        const totals = new Set<string>();
        for (const by of RATIO_GROUPS) {
          const { rows, total } = await listed(books, { by, year });
          const { enrolmentMonths: _rows, ...sum } = sumOfExperience(
            rows.map(({ experience }) => experience),
          );
          const { enrolmentMonths: _total, ...all } = total.experience;
          expect(sum, by).toEqual(all);
          totals.add(JSON.stringify(total.experience));
        }
        expect(totals.size).toBe(1);
      }),
    );
  });

  test('what moved the ratio of a benefit sums to the change', async () => {
    await fc.assert(
      fc.asyncProperty(anyBooks, fc.constantFrom('medical', 'pharmacy', 'dental'), async (books, benefit) => {
        const question = { before: 2025, after: 2026, benefit, isNet: false };
        const found = await ratioChange(books, consortiumOf(document), question);
        if (isRefusal(found)) return;
        expect([...found.parts.values()].reduce(addRatios)).toEqual(found.change);
      }),
    );
  });
});

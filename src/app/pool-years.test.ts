import { describe, expect, test } from 'vitest';
import {
  BooksInMemory,
  consortiumOf,
  HERE,
  month,
  plainDocument,
  SCHOOL,
  TOWN,
} from '../../tests/consortia.ts';
import { formatDay } from '../core/calendar/day.ts';
import { formatRatio } from '../core/money/ratio.ts';
import { poolYears } from './pool-years.ts';
import type { ChargeKind, ClaimSums } from './ports/books.ts';

const contribution = (
  text: string,
  memberId: number,
  units: number,
  amount: number,
  kind: ChargeKind = 'contribution',
) => ({
  month: month(text),
  memberId,
  planId: HERE,
  kind,
  tier: 'employee',
  units,
  revision: 1,
  billedMonth: month(text),
  rate: amount / units,
  amount,
});

const claims = (text: string, memberId: number, charge: number, planPays: number): ClaimSums => ({
  memberId,
  incurredMonth: month(text),
  lines: 1,
  charge,
  allowed: charge,
  memberPays: charge - planPays,
  planPays,
  notCovered: 0,
  writeOff: 0,
  balanceBill: 0,
});

describe('the years of a pool', () => {
  const books = new BooksInMemory();
  books.charged.push(
    contribution('2025-12', TOWN, 1, 1000),
    contribution('2026-01', TOWN, 2, 2000),
    contribution('2026-12', SCHOOL, 3, 3000),
    contribution('2026-12', SCHOOL, 3, 999, 'administration'),
  );
  books.sums = [
    claims('2026-01', TOWN, 3000, 2500),
    claims('2026-02', TOWN, 700, 500),
    claims('2027-01', SCHOOL, 10, 5),
  ];

  test('are fiscal years, oldest first, by member and in all', async () => {
    const years = await poolYears(books, consortiumOf());
    const lines = years.map(({ year, total, members }) => [
      year,
      total.contributions,
      total.planPays,
      total.enrolmentMonths,
      members.map(({ code, contributions, planPays }) => `${code} ${contributions} ${planPays}`),
    ]);
    expect(lines).toEqual([
      [2025, 1000, 0, 1, ['town 1000 0', 'school 0 0']],
      [2026, 5000, 3000, 5, ['town 2000 3000', 'school 3000 0']],
      [2027, 0, 5, 0, ['town 0 0', 'school 0 5']],
    ]);
  });

  test('carry the loss ratio with its alert, and none without contributions', async () => {
    const [, year, last] = await poolYears(books, consortiumOf());
    const [town, school] = year!.members;
    expect(formatRatio(town!.ratios!.lossRatio)).toBe('1.5');
    expect(town!.ratios!.alerts).toEqual(['over_100_percent']);
    expect(school!.ratios!.alerts).toEqual([]);
    expect(formatRatio(year!.total.ratios!.lossRatio)).toBe('0.6');
    expect(last!.total.ratios).toBeUndefined();
  });

  test('may begin in July', async () => {
    const years = await poolYears(books, consortiumOf({ ...plainDocument, fiscalYear: { start: '07-01' } }));
    expect(
      years.map(({ year, window, total }) => [
        year,
        formatDay(window.from),
        formatDay(window.to),
        total.contributions,
      ]),
    ).toEqual([
      [2025, '2025-07-01', '2026-06-30', 3000],
      [2026, '2026-07-01', '2027-06-30', 3000],
    ]);
  });
});

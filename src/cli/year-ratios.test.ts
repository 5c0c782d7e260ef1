import { expect, test } from 'vitest';
import { minor } from '../../tests/designs.ts';
import type { RatioRow, YearRatios } from '../app/year-ratios.ts';
import { yearRatiosDocument } from '../app/year-ratios-document.ts';
import { planYearWindow } from '../core/calendar/plan-year.ts';
import type { Currency } from '../core/money/currency.ts';
import { addRatios, ratioOf, subtractRatios } from '../core/money/ratio.ts';
import { yearRatiosText } from './year-ratios.ts';

const DOLLARS: Currency = { code: 'USD', decimals: 2 };

/** A row of 1,000.00 contributed, of which so many percent were claims and 5 administration. */
function row(of: string | undefined, percent: number, changes: Partial<RatioRow> = {}): RatioRow {
  const [lossRatio, expenseRatio] = [ratioOf(percent, 100), ratioOf(5, 100)];
  const experience = {
    ...{ enrolmentMonths: 1200, contributions: minor(100_000), claims: minor(percent * 1000), lines: 1 },
    ...{ administration: minor(5_000), stopLossPremium: minor(7_000) },
  };
  const rest = { expenseRatio, margin: subtractRatios(ratioOf(1), lossRatio) };
  const ratios = { lossRatio, netLossRatio: lossRatio, ...rest, alerts: [] };
  return {
    ...{ of, name: of ?? 'All', experience, recoveries: minor(0), standards: {}, alerts: [] },
    ratios: { ...ratios, combinedRatio: addRatios(lossRatio, expenseRatio) },
    ...changes,
  };
}

const nothing = {
  ...{ enrolmentMonths: 0, contributions: minor(0), claims: minor(1), lines: 1 },
  ...{ administration: minor(0), stopLossPremium: minor(0) },
};
const standards = { band: { from: ratioOf(6, 10), to: ratioOf(11, 10) }, minimum: ratioOf(85, 100) };
const year: YearRatios = {
  window: planYearWindow(2026, { month: 7, dayOfMonth: 1 }),
  rows: [
    row('town', 120, {
      standards,
      alerts: ['over_100_percent', 'outside_band', 'combined_over_100_percent'],
    }),
    row('school', 97, { alerts: ['combined_over_100_percent'] }),
    row('village', 70, { standards, alerts: ['below_minimum'] }),
    row('county', 0, { experience: nothing, ratios: undefined }),
    row('port', 0, { ratios: undefined }),
  ],
  total: row(undefined, 90),
};

test('the table marks what is over 100 % or outside its band, and says in words what has no ratio', () => {
  expect(yearRatiosText(yearRatiosDocument(year, { by: 'member', isNet: false }, DOLLARS))).toBe(
    `Ratios of 2026-07-01 to 2027-06-30, gross of stop-loss, in USD

Member   Months  Contributions    Claims  Administration     Loss  Expense  Combined
─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
town      1,200       1,000.00  1,200.00           50.00  120.0 %    5.0 %   125.0 %  ▲ over 100 %, outside 60.0 % to 110.0 %
school    1,200       1,000.00    970.00           50.00   97.0 %    5.0 %   102.0 %  ▲ combined over 100 %
village   1,200       1,000.00    700.00           50.00   70.0 %    5.0 %    75.0 %  ▼ under 85.0 %
county        0           0.00      0.01            0.00        –        –         –  no contributions
port      1,200       1,000.00      0.00           50.00        –        –         –  contributions do not exceed the premium
─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
All       1,200       1,000.00    900.00           50.00   90.0 %    5.0 %    95.0 %
`,
  );
});

test('net, it also shows what stop-loss costs and gives back', () => {
  const lines = yearRatiosText(yearRatiosDocument(year, { by: 'region', isNet: true }, DOLLARS)).split('\n');
  expect(lines[2]).toMatch(/^Region +Months +Contributions +Stop-loss premium +Claims +Recoveries +Admin/);
  expect(lines[4]).toMatch(/^town +1,200 +1,000.00 +70.00 +1,200.00 +0.00 +50.00 /);
});

test('the document has the same, as decimal texts, a ratio without a premium as null and why', () => {
  const document = yearRatiosDocument(year, { by: 'member', isNet: true }, DOLLARS);
  expect(document).toMatchObject({
    ...{ from: '2026-07-01', to: '2027-06-30', currency: 'USD', basis: 'net', by: 'member' },
    rows: [
      {
        ...{ member: 'town', enrolmentMonths: 1200, contributions: '1000.00', stopLossPremium: '70.00' },
        ...{ claims: '1200.00', recoveries: '0.00', lossRatio: '1.2', combinedRatio: '1.25' },
        ...{ band: { from: '0.6', to: '1.1' }, minimum: '0.85' },
        alerts: [
          { code: 'over_100_percent' },
          { code: 'outside_band' },
          { code: 'combined_over_100_percent' },
        ],
      },
      { member: 'school' },
      { member: 'village' },
      { member: 'county', lossRatio: null, expenseRatio: null, why: 'no contributions' },
      { member: 'port', lossRatio: null, why: 'contributions do not exceed the premium' },
    ],
    total: { lossRatio: '0.9' },
  });
  expect(JSON.stringify(document)).not.toMatch(/NaN|Infinity/);
});

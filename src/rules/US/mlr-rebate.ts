import { ratioOf } from '../../core/money/ratio.ts';
import type { Point, Table } from '../../core/money/table.ts';
import { since } from '../../core/parameters/parameter.ts';
import { type Rules, read, rule, unread } from '../rule.ts';

/** When a medical loss ratio is believed, by how much it is raised until then, and which rebates are too small to pay. */
const FACTORS = 'https://codes.findlaw.com/cfr/title-45-public-welfare/cfr-sect-45-158-232/';
const CREDIBILITY = read(
  '45 CFR 158.232(b)(2), table 1, with 158.230(c) and (d)',
  FACTORS,
  'the table, current there as of 2 January 2025; § 158.230 in one copy elsewhere',
);
const TABLE_1 = read(
  '45 CFR 158.232(b)(2), table 1',
  FACTORS,
  'every number, current there as of 2 January 2025; not since when they hold',
);
const TABLE_2 = unread(
  '45 CFR 158.232(c)(1), table 2',
  'https://www.ecfr.gov/current/title-45/section-158.232',
  'against the rules of the calculator alone: what was in reach of the section ends before the table',
);
const deMinimis = (paragraph: string, checked: string) =>
  unread(
    `45 CFR 158.243${paragraph}`,
    'https://www.ecfr.gov/current/title-45/section-158.243',
    `wording and number, in one copy of (a)(1); the first day, in 76 FR 76596; not ${checked}`,
  );

const thousandths = (at: number, value: number): Point => ({ at: ratioOf(at), value: ratioOf(value, 1000) });

const baseFactors: Table = {
  below: ratioOf(0),
  points: [
    thousandths(1_000, 83),
    thousandths(2_500, 52),
    thousandths(5_000, 37),
    thousandths(10_000, 26),
    thousandths(25_000, 16),
    thousandths(50_000, 12),
    thousandths(75_000, 0),
  ],
};

const deductibleFactors: Table = {
  below: ratioOf(1),
  points: [thousandths(2_500, 1164), thousandths(5_000, 1402), thousandths(10_000, 1736)],
};

export const mlrRebateRules: Rules = new Map([
  [
    'partial-credibility-from',
    rule(
      'life-years of partial credibility',
      'count',
      'Under so many life-years a medical loss ratio is not believed and presumed to meet the standard.',
      since('2011-01-01', '1000', CREDIBILITY),
    ),
  ],
  [
    'full-credibility-from',
    rule(
      'life-years of full credibility',
      'count',
      'From so many life-years on a medical loss ratio stands as it is.',
      since('2011-01-01', '75000', CREDIBILITY),
    ),
  ],
  [
    'base-factors',
    rule('base credibility factors', 'ratio', 'By life-years.', since('2011-01-01', baseFactors, TABLE_1)),
  ],
  [
    'deductible-factors',
    rule(
      'deductible factors',
      'ratio',
      'By the average deductible of a person.',
      since('2011-01-01', deductibleFactors, TABLE_2),
    ),
  ],
  [
    'de-minimis-group',
    rule(
      'least rebate to a group policyholder',
      'USD',
      'A rebate of less, to the policyholder and its subscribers together, need not be paid.',
      since('2012-01-01', '20', deMinimis('(a)(1)', 'what becomes of it, in (b)')),
    ),
  ],
  [
    'de-minimis-subscriber',
    rule(
      'least rebate to a subscriber',
      'USD',
      'A rebate of less, paid to a subscriber directly, need not be paid.',
      since('2012-01-01', '5', deMinimis('(a)', 'the individual market, in (a)(2), nor (b)')),
    ),
  ],
]);

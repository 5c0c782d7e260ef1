import type { ComparisonDocument } from '../app/compare.ts';
import { parseRatio } from '../core/money/ratio.ts';
import { percent } from './amounts.ts';
import { type Column, grouped, shortened, tableLines } from './table.ts';

type Bid = ComparisonDocument['bids'][number];
type Rise = NonNullable<ComparisonDocument['rise']>;
type Step = NonNullable<ComparisonDocument['explanation']>[number];

const FORMS: Readonly<Record<Bid['form'], string>> = {
  'fully-insured': 'fully insured',
  'level-funded': 'level-funded',
  'self-funded': 'self-funded',
  pool: 'pool',
};
const ANSWERS: Readonly<Record<Rise['answers'][number]['answer'], string>> = {
  'employer-pays-more': 'The employer pays more',
  'plan-is-cut': 'The plan is cut',
  'employees-pay-more': 'Passed on to employees',
  'pool-is-joined': 'The pool is joined',
};
const LONGEST_NAME = 30;

/** A comparison as a board reads it: the answer first, each bid one row, what employees pay, the answers to the rise. */
export function comparisonText(comparison: ComparisonDocument): string {
  const { bids, rise, lowest, explanation, currency, planYearFrom, employees } = comparison;
  const lines = [
    `${counted(bids.length, 'bid')} for ${counted(employees, 'employee')}, the year from ${planYearFrom}, in ${currency}`,
    '',
    lowest === undefined ? 'No bid holds for this group.' : answer(bids, lowest),
    '',
    ...costTable(bids),
    '',
    'Who pays in the year, and what one employee pays a month by tier',
    ...payerTable(bids),
    ...notes(bids),
    ...(rise === undefined ? [] : ['', ...riseLines(rise)]),
    ...(explanation === undefined ? [] : ['', 'Steps', ...explanation.map(stepLine)]),
  ];
  return `${lines.join('\n')}\n`;
}

function counted(count: number, what: string): string {
  return `${grouped(String(count))} ${what}${count === 1 ? '' : 's'}`;
}

function stepLine({ about, term, formula, result }: Step): string {
  return `${about}: ${term}: ${formula} = ${result}`;
}

function answer(bids: readonly Bid[], { expected, worst }: { expected: string; worst: string }): string {
  const totalOf = (name: string, year: 'expected' | 'worst') =>
    grouped(bids.find((bid) => bid.name === name)!.years[year].total);
  const first = `In an expected year ${expected} costs least (${totalOf(expected, 'expected')})`;
  if (expected === worst)
    return `${first}, and no other bid can cost less at worst (${totalOf(worst, 'worst')}).`;
  return `${first}, but can cost ${totalOf(expected, 'worst')}; at worst ${worst} costs least (${totalOf(worst, 'worst')}).`;
}

const left = (heading: string): Column => ({ heading, side: 'left' });
const right = (heading: string): Column => ({ heading, side: 'right' });

/** What each bid costs: per employee and month and for the year, expected and at worst. */
function costTable(bids: readonly Bid[]): string[] {
  const columns = [
    left('Bid'),
    left('Form'),
    right('Per employee'),
    right('at worst'),
    right('Fixed cost'),
    right('Expected year'),
    right('Worst year'),
    right('Back if good'),
    right('Fixed, 2nd year'),
    left(''),
  ];
  const rows = bids.map(({ years: { good, expected, worst }, ...bid }) => [
    shortened(bid.name, LONGEST_NAME),
    FORMS[bid.form],
    ...[
      expected.perEmployeePerMonth,
      worst.perEmployeePerMonth,
      bid.fixedCost,
      expected.total,
      worst.total,
      good.returned,
    ].map(grouped),
    bid.secondYearFixedCostMost === undefined ? 'no bound' : grouped(bid.secondYearFixedCostMost),
    bid.holds ? '' : '▲ does not hold',
  ]);
  return tableLines(columns, rows);
}

/** Who bears it: employer and employees in the year, and what one employee pays a month by tier. */
function payerTable(bids: readonly Bid[]): string[] {
  const tiers = bids[0]?.tiers.map(({ tier }) => tier) ?? [];
  const columns = [
    left('Bid'),
    right('Employer'),
    right('Employees'),
    right('Employer, worst'),
    right('Employees, worst'),
    ...tiers.map(right),
  ];
  const rows = bids.map(({ name, tiers: paid, years: { expected, worst } }) => [
    shortened(name, LONGEST_NAME),
    ...[expected.employer, expected.employee, worst.employer, worst.employee].map(grouped),
    ...paid.map(({ employee }) => grouped(employee)),
  ]);
  return tableLines(columns, rows);
}

/** What a board has to know of single bids: why one does not hold, what was made comparable, when a fund comes back. */
function notes(bids: readonly Bid[]): string[] {
  const lines: string[] = [];
  for (const bid of bids) {
    for (const { code, minimum, actual } of bid.reasons)
      lines.push(
        code === 'share_below_minimum'
          ? `${bid.name}: ${percentOf(actual)} of those eligible take part, ${percentOf(minimum)} are needed.`
          : `${bid.name}: ${actual} employees take part, ${minimum} are needed.`,
      );
    if (bid.volumeDiscount !== '0')
      lines.push(`${bid.name}: ${percentOf(bid.volumeDiscount)} off for the volume is taken into account.`);
    if (/[1-9]/.test(bid.commissionAdded))
      lines.push(
        `${bid.name}: ${grouped(bid.commissionAdded)} of commission, which it leaves out, is added.`,
      );
    if (bid.returnedFrom !== undefined)
      lines.push(
        `${bid.name}: ${grouped(bid.monthlyPayment)} a month, level; what is left of the fund comes back from ${bid.returnedFrom} on.`,
      );
  }
  return lines.length === 0 ? [] : ['', ...lines];
}

function percentOf(ratio: string): string {
  return percent(parseRatio(ratio)!);
}

function riseLines({ bid, current, answers }: Rise): string[] {
  const columns = [
    left('Answer'),
    right('Expected year'),
    right('Employer'),
    right('Employees'),
    right('Employer ±'),
    right('Employees ±'),
    right('Worst year'),
    right('Out of pocket +'),
  ];
  const rows = answers.map(({ years: { expected, worst }, change, ...each }) => [
    ANSWERS[each.answer],
    ...[
      expected.total,
      expected.employer,
      expected.employee,
      change.employer,
      change.employee,
      worst.total,
      each.outOfPocketIncrease,
    ].map(grouped),
  ]);
  const today = ['Today', ...[current.total, current.employer, current.employee].map(grouped)];
  return [`Answers to the rise of ${bid}`, ...tableLines(columns, [today, 'rule', ...rows])];
}

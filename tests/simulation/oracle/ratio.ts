import type { PoolDocument, RatioQuestion } from '../history.ts';
import type { Charging } from './charging.ts';
import type { PaidLine, Recoverable } from './contracts.ts';
import { refused } from './tally.ts';
import { cents, monthOf, planYearOf } from './text.ts';

/** What a fiscal year's loss ratio is made of, in cents; `exposure` in months of subscribers. */
export interface RatioFigures {
  readonly exposure: number;
  readonly earned: number;
  readonly ceded: number;
  readonly lines: number;
  readonly ordinary: number;
  readonly large: number;
  readonly operations: number;
  readonly recoveries: number;
}

/** A fraction, the lower part above 0. */
type Fraction = readonly [bigint, bigint];

/** What moved the loss ratio: the figures of both years, their ratios, and what the parts must sum to. */
export function ratioAnswer(
  question: RatioQuestion,
  document: PoolDocument,
  charging: Charging,
  lines: readonly PaidLine[],
  recoverable: readonly Recoverable[],
): string {
  const { member } = question;
  if (member !== undefined && !document.members.some(({ code }) => code === member))
    return refused(['unknown_reference']);
  const years = [question.before, question.after].map((year) =>
    figuresOf(year, question, document, charging, lines, recoverable),
  );
  for (const { exposure, earned, ceded } of years)
    if (exposure <= 0 || earned <= ceded) return refused(['undefined_result']);
  const [before, after] = years.map(ratioOf) as [Fraction, Fraction];
  const change: Fraction = [after[0] * before[1] - before[0] * after[1], after[1] * before[1]];
  return ratioText(years, before, after, change);
}

/** In the words in which the simulation tells what a ratio's change was. */
export function ratioText(
  years: readonly RatioFigures[],
  before: Fraction,
  after: Fraction,
  partsInAll: Fraction,
): string {
  const written = years.map((figures) => JSON.stringify(figures)).join(' and ');
  return `ratio ${lowest(before)} to ${lowest(after)}, moved by ${lowest(partsInAll)}: ${written}`;
}

function figuresOf(
  year: number,
  { member, isNet }: RatioQuestion,
  document: PoolDocument,
  { months }: Charging,
  lines: readonly PaidLine[],
  recoverable: readonly Recoverable[],
): RatioFigures {
  const { start } = document.fiscalYear;
  const isMeant = (code: string) => member === undefined || code === member;
  const isIn = (day: string) => planYearOf(day, start) === year;
  const isMonthIn = (month: string) => isIn(`${month}-01`);
  const charges = [...months].filter(([month]) => isMonthIn(month)).flatMap(([, charged]) => charged);
  const own = charges.filter((charge) => isMeant(charge.member));
  const charged = (kind: string) =>
    own.filter((charge) => charge.kind === kind).reduce((sum, { amount }) => sum + amount, 0);
  const contributions = own.filter(({ kind }) => kind === 'contribution');
  const paidLines = lines.filter((line) => isMeant(line.member) && isMonthIn(monthOf(line.incurred)));
  const paid = paidLines.reduce((sum, { amount }) => sum + amount, 0);
  const deductibles = document.stopLoss.map(({ policy }) => cents(policy.specific!.deductible));
  const byPerson = Map.groupBy(paidLines, (line) => `${line.person} of ${line.member}`);
  const large = [...byPerson.values()]
    .map((some) => some.reduce((sum, { amount }) => sum + amount, 0) - Math.min(...deductibles))
    .reduce((sum, above) => sum + Math.max(0, above), 0);
  const recovered = recoverable
    .filter(({ from }) => isNet === true && isIn(from))
    .flatMap(({ byMember }) => [...byMember])
    .filter(([code]) => isMeant(code));
  return {
    exposure: contributions.reduce((sum, { units }) => sum + units, 0),
    earned: charged('contribution'),
    ceded: isNet === true ? charged('stop-loss premium') : 0,
    lines: paidLines.reduce((sum, line) => sum + line.lines, 0),
    ordinary: paid - large,
    large,
    operations: charged('administration'),
    recoveries: recovered.reduce((sum, [, amount]) => sum + amount, 0),
  };
}

/** What is lost and spent, less what is recovered, over what is earned and kept. */
function ratioOf({ earned, ceded, ordinary, large, operations, recoveries }: RatioFigures): Fraction {
  return [BigInt(ordinary + large + operations - recoveries), BigInt(earned - ceded)];
}

function lowest([above, below]: Fraction): string {
  let [a, b] = [above < 0n ? -above : above, below];
  while (b !== 0n) [a, b] = [b, a % b];
  return `${above / a}/${below / a}`;
}

import type { MemberYear, PoolYear, YearFigures } from '../app/pool-years.ts';
import type { Statement } from '../app/statement.ts';
import type { ContractPosition } from '../app/stop-loss.ts';
import { formatDay } from '../core/calendar/day.ts';
import { formatAmount } from '../core/money/amount.ts';
import { multiplyRatios, type Ratio, ratioOf } from '../core/money/ratio.ts';
import { roundHalfUp } from '../core/money/rounding.ts';
import { ledgerLines } from './ledger.ts';
import { grouped, shortened, tableLines } from './table.ts';

/** The last year as a treasurer reads it: the answer first, then members, stop-loss and the trial balance. */
export function statementText(statement: Statement): string {
  const year = statement.years.at(-1);
  const { document } = statement.consortium;
  if (year === undefined) return `${document.name}\nNothing has been charged or claimed yet.\n`;
  const write = (minor: number | bigint) => grouped(formatAmount(minor, document.currency));
  const before = statement.years.at(-2);
  const lines = [
    `${document.name}: year ${year.year} (${formatDay(year.window.from)} to ${formatDay(year.window.to)}), in ${document.currency.code}`,
    '',
    answer(year, write),
    '',
    ...memberTable(year, before, write),
    '',
    ...conservation(year.total, write),
    '',
    'Stop-loss',
    ...stopLossTable(statement.positions, write),
    '',
    'Trial balance, all years',
    ...ledgerLines(statement.trialBalance, write),
  ];
  return `${lines.join('\n')}\n`;
}

type Write = (minor: number | bigint) => string;

function answer(year: PoolYear, write: Write): string {
  const { total, members } = year;
  const over = members.filter(isOver);
  const whole =
    total.ratios === undefined
      ? 'There were no contributions.'
      : `Of ${write(total.contributions)} contributed the plans paid ${write(total.planPays)} in claims: a loss ratio of ${percent(total.ratios.lossRatio)}.`;
  if (over.length === 0) return `${whole} No member is over 100 %.`;
  return `${whole} Over 100 %: ${over.map((member) => `${member.name} (${percent(member.ratios!.lossRatio)})`).join(', ')}.`;
}

const LONGEST_NAME = 30;

function memberTable(year: PoolYear, before: PoolYear | undefined, write: Write): string[] {
  const right = (heading: string) => ({ heading, side: 'right' as const });
  const columns = [
    { heading: 'Member', side: 'left' as const },
    right('Months'),
    right('Contributions'),
    right('Charges'),
    right('Allowed'),
    right('Paid by persons'),
    right('Paid by plan'),
    ...(before === undefined ? [] : [right(`Ratio ${before.year}`)]),
    right(`Ratio ${year.year}`),
    { heading: '', side: 'left' as const },
  ];
  const row = (name: string, figures: YearFigures, earlier: YearFigures | undefined) => [
    shortened(name, LONGEST_NAME),
    grouped(String(figures.enrolmentMonths)),
    ...[figures.contributions, figures.charge, figures.allowed, figures.memberPays, figures.planPays].map(
      write,
    ),
    ...(before === undefined ? [] : [earlier?.ratios === undefined ? '' : percent(earlier.ratios.lossRatio)]),
    figures.ratios === undefined ? '–' : percent(figures.ratios.lossRatio),
    isOver(figures) ? '▲ over 100 %' : '',
  ];
  const earlier = new Map<string, MemberYear>(before?.members.map((member) => [member.code, member]));
  return tableLines(columns, [
    ...year.members.map((member) => row(member.name, member, earlier.get(member.code))),
    'rule',
    row('All members', year.total, before?.total),
  ]);
}

/** The law every line keeps, shown over the year's sums. */
function conservation(total: YearFigures, write: Write): string[] {
  return [
    `Charges ${write(total.charge)} = persons ${write(total.memberPays)} + plan ${write(total.planPays)} + not covered ${write(total.notCovered)}`,
    `  + written off ${write(total.writeOff)} + billed above allowed ${write(total.balanceBill)}`,
  ];
}

function stopLossTable(positions: readonly ContractPosition[], write: Write): string[] {
  if (positions.length === 0) return ['No contract.'];
  const left = (heading: string) => ({ heading, side: 'left' as const });
  const right = (heading: string) => ({ heading, side: 'right' as const });
  const columns = [
    left('Contract'),
    left('Carrier'),
    right('Eligible'),
    right('Over deductible'),
    right('Specific'),
    right('Attachment'),
    right('Against it'),
    right('Aggregate'),
    right('Recoverable'),
  ];
  const rows = positions.map(({ contract, carrier, position: { eligible, specific, aggregate } }) => {
    const over = (specific?.persons ?? []).filter((person) => person.excess > 0).length;
    const amounts = [
      specific?.reimbursement,
      aggregate?.annualAttachment,
      aggregate?.eligible,
      aggregate?.reimbursement,
    ];
    const recoverable = (specific?.reimbursement ?? 0) + (aggregate?.reimbursement ?? 0);
    return [
      contract,
      carrier,
      write(eligible),
      `${over} persons`,
      ...amounts.map((amount) => (amount === undefined ? '–' : write(amount))),
      write(recoverable),
    ];
  });
  return tableLines(columns, rows);
}

function isOver(figures: YearFigures): boolean {
  return figures.ratios?.alerts.includes('over_100_percent') === true;
}

/** A ratio as a percentage with one decimal, rounded half up for reading alone. */
export function percent(ratio: Ratio): string {
  const thousand = multiplyRatios(ratio, ratioOf(1000));
  const tenths = roundHalfUp(thousand.numerator, thousand.denominator);
  const sign = tenths < 0n ? '-' : '';
  const digits = (tenths < 0n ? -tenths : tenths).toString().padStart(2, '0');
  return `${sign}${digits.slice(0, -1)}.${digits.slice(-1)} %`;
}

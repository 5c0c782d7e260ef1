import type { LedgerDocument } from '../app/ledger-report.ts';
import { ledgerDocument } from '../app/ledger-report.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { ContractDocument } from '../app/position-document.ts';
import {
  type MemberYearDocument,
  type SplitDocument,
  type Statement,
  type StatementDocument,
  statementDocument,
  type YearDocument,
} from '../app/statement.ts';
import { formatDay } from '../core/calendar/day.ts';
import { planYearWindow } from '../core/calendar/plan-year.ts';
import { ratioOf } from '../core/money/ratio.ts';
import { amountText, minorOf, NO_FIGURE, nothingOf, percent, percentText, sumOf } from './amounts.ts';
import { ledgerLines } from './ledger.ts';
import { grouped, shortened, tableLines } from './table.ts';

/** All that is shown of a statement: beside its document the trial balance, and how the pool and its members are called. */
export interface ShownStatement {
  readonly statement: StatementDocument;
  readonly trialBalance: LedgerDocument;
  readonly pool: Pick<Consortium['document'], 'name' | 'members' | 'fiscalYear'>;
}

export function shownStatement(drawn: Statement): ShownStatement {
  const { document } = drawn.consortium;
  return {
    statement: statementDocument(drawn),
    trialBalance: ledgerDocument(drawn.trialBalance, document.currency),
    pool: document,
  };
}

/** The last year as a treasurer reads it: the answer first, then members, stop-loss and the trial balance. */
export function statementText({ statement, trialBalance, pool }: ShownStatement): string {
  const year = statement.years.at(-1);
  if (year === undefined) return `${pool.name}\nNothing has been charged or claimed yet.\n`;
  const { from, to } = planYearWindow(Number(year.year), pool.fiscalYear.start);
  const names = new Map(pool.members.map(({ code, name }) => [code, name]));
  const lines = [
    `${pool.name}: year ${year.year} (${formatDay(from)} to ${formatDay(to)}), in ${statement.currency}`,
    '',
    answer(year, names),
    '',
    ...memberTable(year, statement.years.at(-2), names),
    '',
    ...conservation(year),
    '',
    'Stop-loss',
    ...stopLossTable(statement.contracts),
    '',
    'Trial balance, all years',
    ...ledgerLines(trialBalance),
  ];
  return `${lines.join('\n')}\n`;
}

type Names = ReadonlyMap<string, string>;

function answer(year: YearDocument, names: Names): string {
  const total = totalOf(year);
  const over = year.members.filter(isOver);
  const whole =
    total.claims === null
      ? `${amountText(total.contributions)} was contributed; claims of too few persons are withheld.`
      : total.lossRatio === null
        ? 'There were no contributions.'
        : `Of ${amountText(total.contributions)} contributed the plans paid ${amountText(total.claims)} in claims: a loss ratio of ${total.lossRatio}.`;
  if (over.length === 0) return `${whole} No member is over 100 %.`;
  const named = over.map(({ member, lossRatio }) => `${names.get(member)} (${percentText(lossRatio)})`);
  return `${whole} Over 100 %: ${named.join(', ')}.`;
}

/** What all members come to; claims are null where they are withheld, the ratio where there is nothing to divide by. */
interface Total extends Partial<SplitDocument> {
  readonly enrolmentMonths: number;
  readonly contributions: string;
  readonly claims: string | null;
  readonly lossRatio: string | null;
  readonly isOver: boolean;
}

function totalOf(year: YearDocument): Total {
  const contributions = sumOf(year.members.map((member) => member.contributions));
  const claims = year.planPays ?? null;
  const [paid, earned] = [minorOf(claims ?? '0'), minorOf(contributions)];
  const isDefined = claims !== null && earned > 0n;
  return {
    ...year,
    ...{ contributions, claims, isOver: isDefined && paid > earned },
    enrolmentMonths: year.members.reduce((sum, { enrolmentMonths }) => sum + enrolmentMonths, 0),
    lossRatio: isDefined ? percent(ratioOf(paid, earned)) : null,
  };
}

const LONGEST_NAME = 30;
const MARK = '▲ over 100 %';

function memberTable(year: YearDocument, before: YearDocument | undefined, names: Names): string[] {
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
  const row = (
    name: string,
    figures: Partial<SplitDocument> & Pick<Total, 'enrolmentMonths' | 'contributions' | 'claims'>,
    [earlier, now]: readonly [string, string],
    mark: string,
  ) => [
    shortened(name, LONGEST_NAME),
    grouped(String(figures.enrolmentMonths)),
    ...[figures.contributions, figures.charge, figures.allowed, figures.memberPays].map(amountText),
    amountText(figures.claims),
    ...(before === undefined ? [] : [earlier]),
    now,
    mark,
  ];
  const earlier = new Map<string, MemberYearDocument>(before?.members.map((one) => [one.member, one]));
  const ratioBefore = (member: string) => {
    const ratio = earlier.get(member)?.lossRatio ?? null;
    return ratio === null ? '' : percentText(ratio);
  };
  const total = totalOf(year);
  const totalBefore = before === undefined ? '' : (totalOf(before).lossRatio ?? '');
  return tableLines(columns, [
    ...year.members.map((one) =>
      row(
        names.get(one.member)!,
        one,
        [ratioBefore(one.member), percentText(one.lossRatio)],
        isOver(one) ? MARK : '',
      ),
    ),
    'rule',
    row('All members', total, [totalBefore, total.lossRatio ?? NO_FIGURE], total.isOver ? MARK : ''),
  ]);
}

/** The law every line keeps, shown over the year's sums. */
function conservation(year: YearDocument): string[] {
  const [charge, persons, plan] = [year.charge, year.memberPays, year.planPays].map(amountText);
  const [notCovered, writeOff, billed] = [year.notCovered, year.writeOff, year.balanceBill].map(amountText);
  return [
    `Charges ${charge} = persons ${persons} + plan ${plan} + not covered ${notCovered}`,
    `  + written off ${writeOff} + billed above allowed ${billed}`,
  ];
}

function stopLossTable(contracts: readonly ContractDocument[]): string[] {
  if (contracts.length === 0) return ['No contract.'];
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
  const rows = contracts.map((position) => {
    const { contract, carrier, eligible, specific, aggregate } = position;
    const over = (specific?.persons ?? []).filter(({ excess }) => minorOf(excess) > 0n).length;
    return [
      contract,
      carrier,
      amountText(eligible),
      `${over} persons`,
      ...[specific?.reimbursement, aggregate?.annualAttachment, aggregate?.eligible].map(amountText),
      amountText(aggregate?.reimbursement),
      amountText(recoverableOf(position)),
    ];
  });
  return tableLines(columns, rows);
}

/** What is recoverable under a contract, specific and aggregate. */
export function recoverableOf({ eligible, specific, aggregate }: ContractDocument): string {
  const parts = [specific?.reimbursement, aggregate?.reimbursement].filter((part) => part !== undefined);
  return parts.length === 0 ? nothingOf(eligible) : sumOf(parts);
}

function isOver({ alerts }: MemberYearDocument): boolean {
  return alerts.some(({ code }) => code === 'over_100_percent');
}

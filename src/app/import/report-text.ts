import { formatDay } from '../../core/calendar/day.ts';
import { formatAmount } from '../../core/money/amount.ts';
import type { Currency } from '../../core/money/currency.ts';
import { type Refusal, refusalMessage } from '../../core/refusal.ts';
import { adviceFor } from './advice.ts';
import type { FileReport } from './files.ts';
import type { RefusedImport } from './options.ts';
import type { AnyFigures } from './report.ts';

/** A report as a person reads it, some lines of text. */
export function reportText(report: FileReport<AnyFigures>, currency: Currency): string {
  const { fileName, importId, rows } = report;
  const counted = `${count(rows.read)} rows read, ${count(rows.accepted)} taken, ${count(rows.repeated)} known already, ${count(rows.rejected)} rejected`;
  if (report.alreadyImported) {
    return `${fileName} is already imported (import ${importId}: ${counted}). Nothing has changed.\n`;
  }
  const lines = [`${fileName}: ${counted}.`, ...figureLines(report, currency)];
  for (const { control, fundedDay, register, amount, reason } of report.differences) {
    const [ours, theirs] = [formatAmount(register, currency), formatAmount(amount, currency)];
    const gap = formatAmount(register - amount, currency);
    lines.push(
      `Difference kept: ${control} of ${formatDay(fundedDay)} ${theirs}, register ${ours}, ${gap} (${reason}).`,
    );
  }
  if (report.rejectedFile !== undefined) lines.push(`The rejected rows are in ${report.rejectedFile}.`);
  return `${lines.join('\n')}\n`;
}

function figureLines(figures: AnyFigures, currency: Currency): string[] {
  const money = (minor: number) => formatAmount(minor, currency);
  if ('newPersons' in figures) {
    return [`${count(figures.enrolments)} reports of coverage, ${count(figures.newPersons)} new persons.`];
  }
  if ('budgetLines' in figures)
    return [`${count(figures.budgetLines)} amounts planned in ${count(figures.months)} months.`];
  if ('bankLines' in figures) {
    const { bankLines, moneyIn, moneyOut } = figures;
    return [`${count(bankLines)} lines of the bank: ${money(moneyIn)} in, ${money(moneyOut)} out.`];
  }
  if ('debits' in figures) {
    const { ledger, accumulators, lag, stopLoss, debits } = figures;
    return [
      `${count(ledger)} balances with debits of ${money(debits)}, ${count(accumulators)} accumulators, ${count(lag)} cells of the lag triangle, ${count(stopLoss)} payments to date.`,
    ];
  }
  if ('register' in figures) {
    const { register, taken, rejected } = figures;
    const left = `, ${money(rejected.planPays)} in ${count(rejected.rows)} rows rejected`;
    return [
      `The plan paid ${money(register.planPays)} by the register, of which ${money(taken.planPays)} was posted${rejected.rows > 0 ? left : ''}.`,
    ];
  }
  const { claims, replaced, voided, charge, allowed } = figures;
  const earlier = replaced + voided > 0 ? ` (${count(replaced)} replacements, ${count(voided)} voids)` : '';
  return [`${count(claims)} claims taken${earlier}: charge ${money(charge)}, allowed ${money(allowed)}.`];
}

/** A refusal and the others that were found, each one line with what to do. */
export function refusalText(refusal: Refusal | RefusedImport): string {
  const all = [refusal, ...('others' in refusal ? refusal.others : [])];
  const lines = all.map((one) => {
    const advice = adviceFor(one.code);
    return `poolbook: ${refusalMessage(one)} (${one.code}).${advice === '' ? '' : ` ${advice}`}`;
  });
  return `${lines.join('\n')}\nNothing was imported.\n`;
}

function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

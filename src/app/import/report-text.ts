import { adviceFor } from './advice.ts';
import type { RefusalDocument, ReportDocument } from './report.ts';

/** A report as a person reads it, some lines of text. */
export function reportText(report: ReportDocument): string {
  const { file, rows } = report;
  const counted = `${count(rows.read)} rows read, ${count(rows.accepted)} taken, ${count(rows.repeated)} known already, ${count(rows.rejected)} rejected`;
  if (report.alreadyImported) {
    return `${file} is already imported (import ${report.import}: ${counted}). Nothing has changed.\n`;
  }
  const lines = [`${file}: ${counted}.`, figuresLine(report)];
  for (const { control, funded, register, amount, difference, reason } of report.differences ?? [])
    lines.push(
      `Difference kept: ${control} of ${funded} ${amount}, register ${register}, ${difference} (${reason}).`,
    );
  if (report.rejectedFile !== undefined) lines.push(`The rejected rows are in ${report.rejectedFile}.`);
  return `${lines.join('\n')}\n`;
}

function figuresLine(figures: ReportDocument): string {
  if (figures.newPersons !== undefined)
    return `${count(figures.enrolments)} reports of coverage, ${count(figures.newPersons)} new persons.`;
  if (figures.amounts !== undefined)
    return `${count(figures.amounts)} amounts planned in ${count(figures.months)} months.`;
  if (figures.moneyIn !== undefined)
    return `${count(figures.lines)} lines of the bank: ${figures.moneyIn} in, ${figures.moneyOut} out.`;
  if (figures.debits !== undefined) {
    const { ledger, accumulators, lag, stopLoss, debits } = figures;
    return `${count(ledger)} balances with debits of ${debits}, ${count(accumulators)} accumulators, ${count(lag)} cells of the lag triangle, ${count(stopLoss)} payments to date.`;
  }
  if (figures.register !== undefined) {
    const { register, taken, rejected } = figures;
    const isLeft = rejected !== undefined && rejected.rows > 0;
    const left = isLeft ? `, ${rejected.planPays} in ${count(rejected.rows)} rows rejected` : '';
    return `The plan paid ${register.planPays} by the register, of which ${taken!.planPays} was posted${left}.`;
  }
  const { claims, replaced = 0, voided = 0, charge, allowed } = figures;
  const earlier = replaced + voided > 0 ? ` (${count(replaced)} replacements, ${count(voided)} voids)` : '';
  return `${count(claims)} claims taken${earlier}: charge ${charge}, allowed ${allowed}.`;
}

/** A refusal and the others that were found, each one line with what to do. */
export function refusalText(refusal: RefusalDocument): string {
  const lines = [refusal, ...refusal.others].map(({ code, message }) => {
    const advice = adviceFor(code);
    return `poolbook: ${message} (${code}).${advice === '' ? '' : ` ${advice}`}`;
  });
  return `${lines.join('\n')}\nNothing was imported.\n`;
}

function count(value: number | undefined): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

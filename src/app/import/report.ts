import { formatDay } from '../../core/calendar/day.ts';
import { formatAmount } from '../../core/money/amount.ts';
import type { Currency } from '../../core/money/currency.ts';
import { type Refusal, refusalMessage } from '../../core/refusal.ts';
import type { BankLinesFigures } from './bank-lines.ts';
import type { BudgetFigures } from './budget.ts';
import type { ClaimsFigures } from './claim-rows.ts';
import type { EnrolmentFigures } from './enrolment.ts';
import type { FileReport } from './files.ts';
import type { OpeningFigures } from './opening.ts';
import type { RefusedImport } from './options.ts';
import type { PaidClaimsFigures } from './paid-claims.ts';
import type { RegisterSums } from './register.ts';

/** The figures of any kind of import. */
export type AnyFigures =
  | EnrolmentFigures
  | ClaimsFigures
  | PaidClaimsFigures
  | OpeningFigures
  | BankLinesFigures
  | BudgetFigures;

/** A report as a JSON document: counts as numbers, amounts as decimal texts. */
export function reportDocument(report: FileReport<AnyFigures>, currency: Currency): object {
  const { importId, kind, fileName, sha256, rows, alreadyImported } = report;
  const head = { import: importId, kind, file: fileName, sha256, alreadyImported, rows };
  if (report.alreadyImported) return head;
  const write = (minor: number) => formatAmount(minor, currency);
  const differences = report.differences.map(({ control, fundedDay, register, amount, reason }) => ({
    ...{ control, funded: formatDay(fundedDay), register: write(register), amount: write(amount) },
    ...{ difference: write(register - amount), reason },
  }));
  return {
    ...head,
    ...figuresDocument(report, write),
    ...('register' in report ? { differences } : {}),
    ...(report.rejectedFile === undefined ? {} : { rejectedFile: report.rejectedFile }),
  };
}

function figuresDocument(figures: AnyFigures, write: (minor: number) => string): object {
  if ('newPersons' in figures) return { newPersons: figures.newPersons, enrolments: figures.enrolments };
  if ('budgetLines' in figures) return { amounts: figures.budgetLines, months: figures.months };
  if ('bankLines' in figures) {
    const { bankLines, moneyIn, moneyOut } = figures;
    return { lines: bankLines, moneyIn: write(moneyIn), moneyOut: write(moneyOut) };
  }
  if ('debits' in figures) {
    const { ledger, accumulators, lag, stopLoss, debits } = figures;
    return { ledger, accumulators, lag, stopLoss, debits: write(debits) };
  }
  if ('register' in figures) {
    const sums = ({ rows, charge, allowed, planPays }: RegisterSums) => ({
      ...{ rows, charge: write(charge), allowed: write(allowed), planPays: write(planPays) },
    });
    const { register, taken, repeated, rejected } = figures;
    return {
      ...{ register: sums(register), taken: sums(taken) },
      ...{ repeated: sums(repeated), rejected: sums(rejected) },
    };
  }
  const { claims, replaced, voided } = figures;
  return { claims, replaced, voided, charge: write(figures.charge), allowed: write(figures.allowed) };
}

/** A refusal as a JSON document, with the others that were found. */
export function refusalDocument(refusal: Refusal | RefusedImport): object {
  const document = ({ code, path, expected, actual }: Refusal) => ({
    ...{ code, path, expected, actual },
    message: refusalMessage({ refused: true, code, path, expected, actual }),
  });
  return { ...document(refusal), others: 'others' in refusal ? refusal.others.map(document) : [] };
}

import { formatDay } from '../../core/calendar/day.ts';
import { formatAmount } from '../../core/money/amount.ts';
import type { Currency } from '../../core/money/currency.ts';
import { type Refusal, refusalMessage } from '../../core/refusal.ts';
import type { BankLinesFigures } from './bank-lines.ts';
import type { BudgetFigures } from './budget.ts';
import type { ClaimsFigures } from './claim-rows.ts';
import type { EnrolmentFigures } from './enrolment.ts';
import type { FileReport } from './files.ts';
import type { ImportReport } from './import.ts';
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

/** A report as a JSON document: counts as numbers, amounts as decimal texts; the figures are those of its kind. */
export interface ReportDocument extends Partial<FiguresDocument> {
  readonly import: number;
  readonly kind: string;
  readonly file: string;
  readonly sha256: string;
  readonly alreadyImported: boolean;
  readonly rows: ImportReport<unknown>['rows'];
  readonly rejectedFile?: string;
}

export interface FiguresDocument {
  readonly newPersons: number;
  readonly enrolments: number;
  readonly amounts: number;
  readonly months: number;
  readonly lines: number;
  readonly moneyIn: string;
  readonly moneyOut: string;
  readonly ledger: number;
  readonly accumulators: number;
  readonly lag: number;
  readonly stopLoss: number;
  readonly recoverable: number;
  readonly reimbursements: number;
  readonly debits: string;
  readonly register: SumsDocument;
  readonly taken: SumsDocument;
  readonly repeated: SumsDocument;
  readonly rejected: SumsDocument;
  readonly claims: number;
  readonly replaced: number;
  readonly voided: number;
  readonly charge: string;
  readonly allowed: string;
  readonly differences: readonly DifferenceDocument[];
}

interface SumsDocument {
  readonly rows: number;
  readonly charge: string;
  readonly allowed: string;
  readonly planPays: string;
}

interface DifferenceDocument {
  readonly control: string;
  readonly funded: string;
  readonly register: string;
  readonly amount: string;
  readonly difference: string;
  readonly reason: string;
}

export function reportDocument(report: FileReport<AnyFigures>, currency: Currency): ReportDocument {
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

function figuresDocument(figures: AnyFigures, write: (minor: number) => string): Partial<FiguresDocument> {
  if ('newPersons' in figures) return { newPersons: figures.newPersons, enrolments: figures.enrolments };
  if ('budgetLines' in figures) return { amounts: figures.budgetLines, months: figures.months };
  if ('bankLines' in figures) {
    const { bankLines, moneyIn, moneyOut } = figures;
    return { lines: bankLines, moneyIn: write(moneyIn), moneyOut: write(moneyOut) };
  }
  if ('debits' in figures) {
    const { ledger, accumulators, lag, stopLoss, recoverable, reimbursements, debits } = figures;
    return { ledger, accumulators, lag, stopLoss, recoverable, reimbursements, debits: write(debits) };
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
export interface RefusalDocument extends ProblemDocument {
  readonly others: readonly ProblemDocument[];
}

interface ProblemDocument extends Omit<Refusal, 'refused'> {
  readonly message: string;
}

export function refusalDocument(refusal: Refusal | RefusedImport): RefusalDocument {
  const document = ({ code, path, expected, actual }: Refusal) => ({
    ...{ code, path, expected, actual },
    message: refusalMessage({ refused: true, code, path, expected, actual }),
  });
  return { ...document(refusal), others: 'others' in refusal ? refusal.others.map(document) : [] };
}

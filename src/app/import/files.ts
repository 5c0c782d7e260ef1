import { isRefusal, type Refusal } from '../../core/refusal.ts';
import { bankLinesFormat } from '../../exchange/csv/bank-lines.ts';
import { budgetFormat } from '../../exchange/csv/budget.ts';
import { claimsFormat } from '../../exchange/csv/claims.ts';
import { enrolmentFormat } from '../../exchange/csv/enrolment.ts';
import type { Format } from '../../exchange/csv/format.ts';
import type { Layout } from '../../exchange/csv/layouts/layout.ts';
import { openingFormat } from '../../exchange/csv/opening.ts';
import { paidClaimsFormat } from '../../exchange/csv/paid-claims.ts';
import { readRows } from '../../exchange/csv/read-rows.ts';
import type { Item } from '../../exchange/csv/rows.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { ImportStore } from '../ports/import-store.ts';
import { type BankLinesFigures, type BankLinesOptions, bankAccountOf, takeBankLines } from './bank-lines.ts';
import { type BudgetFigures, takeBudget } from './budget.ts';
import type { ClaimsFigures } from './claim-rows.ts';
import { type ClaimsOptions, takeClaims } from './claims.ts';
import { type EnrolmentFigures, takeEnrolment } from './enrolment.ts';
import type { ImportReport } from './import.ts';
import { type OpeningFigures, type OpeningOptions, takeOpening } from './opening.ts';
import type { ImportOptions, ImportSource, RefusedImport, SentFile } from './options.ts';
import { type PaidClaimsFigures, type PaidClaimsOptions, takePaidClaims } from './paid-claims.ts';
import { RejectedFile } from './rejected-file.ts';
import { openSourceFile } from './source-file.ts';

/** What an import of a file did; `rejectedFile` is where rows that were left out are, if any were. */
export type FileReport<Figures> = ImportReport<Figures> & { readonly rejectedFile?: string };

type Outcome<Figures> = Promise<FileReport<Figures> | RefusedImport | Refusal>;

/** `poolbook import enrolment`: our file of coverage. */
export function importEnrolmentFile(
  store: ImportStore,
  consortium: Consortium,
  path: string | SentFile,
  options: ImportOptions = {},
): Outcome<EnrolmentFigures> {
  return importFile(consortium, path, enrolmentFormat, options, (source, items, given) =>
    takeEnrolment(store, consortium, source, items, given),
  );
}

/** `poolbook import claims`: our file of claims to be adjudicated here. */
export function importClaimsFile(
  store: ImportStore,
  consortium: Consortium,
  path: string | SentFile,
  options: ClaimsOptions = {},
): Outcome<ClaimsFigures> {
  return importFile(consortium, path, claimsFormat, options, (source, items, given) =>
    takeClaims(store, consortium, source, items, given),
  );
}

/** `poolbook import paid-claims`: a register in a layout. */
export function importPaidClaimsFile(
  store: ImportStore,
  consortium: Consortium,
  path: string | SentFile,
  layout: Layout,
  options: PaidClaimsOptions = {},
): Outcome<PaidClaimsFigures> {
  return importFile(consortium, path, paidClaimsFormat(layout), options, (source, items, given) =>
    takePaidClaims(store, consortium, source, items, given),
  );
}

/** `poolbook import opening`: what the pool brings along. */
export function importOpeningFile(
  store: ImportStore,
  consortium: Consortium,
  path: string | SentFile,
  options: OpeningOptions = {},
): Outcome<OpeningFigures> {
  return importFile(consortium, path, openingFormat, options, (source, items, given) =>
    takeOpening(store, consortium, source, items, given),
  );
}

/** `poolbook import bank-lines`: a bank account's statement. */
export async function importBankLinesFile(
  store: ImportStore,
  consortium: Consortium,
  path: string | SentFile,
  options: BankLinesOptions = {},
): Outcome<BankLinesFigures> {
  const account = bankAccountOf(consortium, options.account);
  if (isRefusal(account)) return account;
  return importFile(consortium, path, bankLinesFormat, options, (source, items, given) =>
    takeBankLines(store, consortium, source, items, account.code, given),
  );
}

/** `poolbook import budget`: what accounts are to move, month by month. */
export function importBudgetFile(
  store: ImportStore,
  consortium: Consortium,
  path: string | SentFile,
  options: ImportOptions = {},
): Outcome<BudgetFigures> {
  return importFile(consortium, path, budgetFormat, options, (source, items, given) =>
    takeBudget(store, consortium, source, items, given),
  );
}

type Take<Row, Options, Figures> = (
  source: ImportSource,
  items: AsyncIterable<Item<Row>[]>,
  options: Options,
) => Promise<ImportReport<Figures> | RefusedImport | Refusal>;

/** Hashes a file, reads its rows and takes them; what is left out goes to a file of its own once all is committed. */
async function importFile<Row, Options extends ImportOptions, Figures>(
  consortium: Consortium,
  given: string | SentFile,
  format: Format<Row>,
  options: Options,
  take: Take<Row, Options, Figures>,
): Outcome<Figures> {
  const sent = typeof given === 'string' ? undefined : given;
  const path = typeof given === 'string' ? given : given.path;
  const file = await openSourceFile(path);
  const { sha256, size: total, position } = file;
  const name = sent?.name ?? file.name;
  const { items, header } = readRows(
    name,
    file.chunks(),
    format,
    consortium.document.currency,
    options.acceptValid === true,
  );
  const rejectedPath = sent?.rejectedPath ?? `${path}.rejected.csv`;
  const rejected = new RejectedFile(rejectedPath, () => header()!, format.delimiter, sent !== undefined);
  const source = { name, sha256, total, position, columnOf: (field: string) => header()?.columnOf(field) };
  try {
    const outcome = await take(source, items, {
      ...options,
      rejected: (rows) => rejected.write(rows),
      beforeCommit: () => rejected.finish(),
    });
    if (isRefusal(outcome)) return outcome;
    await rejected.commit();
    const isLeft = sent !== undefined && outcome.alreadyImported && (await rejected.adopt());
    return rejected.isWanted || isLeft ? { ...outcome, rejectedFile: rejected.path } : outcome;
  } finally {
    await rejected.discard();
    await file.close();
  }
}

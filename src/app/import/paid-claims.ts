import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import type { Item, RegisterTotals, Trailer } from '../../exchange/csv/rows.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { ControlDifference, ImportStore } from '../ports/import-store.ts';
import type { NotEnrolled } from './claim-checks.ts';
import { type ControlAmounts, readControlAmounts } from './controls.ts';
import { type ImportReport, importing, inBatches, type Rows } from './import.ts';
import type { Intake } from './intake.ts';
import type { ImportOptions, ImportSource, RefusedImport } from './options.ts';
import { Payments } from './payments.ts';
import { Register, type RegisterSums } from './register.ts';
import { RegisterPosting } from './register-posting.ts';
import { Roster } from './roster.ts';
import type { PaidClaimRow } from './rows.ts';

export interface PaidClaimsOptions extends ImportOptions {
  /** A payment for a person who is known, but not enrolled on the day: refused, or posted to the nearest coverage. */
  readonly notEnrolled?: NotEnrolled;
  /** Control totals, where they are not in the rows themselves. */
  readonly control?: RegisterTotals;
  /** What was asked for and what was drawn: "AMOUNT" for the whole register or "DAY=AMOUNT" by funded day. */
  readonly fundingRequest?: readonly string[];
  readonly bankDraw?: readonly string[];
  /** Takes the register although they differ, and keeps each difference with this reason. */
  readonly acceptDifferences?: string;
}

/** The sums of a register: of all its rows, and of those that were taken, known already, and left out. */
export interface PaidClaimsFigures {
  readonly register: RegisterSums;
  readonly taken: RegisterSums;
  readonly repeated: RegisterSums;
  readonly rejected: RegisterSums;
}

/**
 * Takes a register of claims paid elsewhere and posts it as given: incurred in the month paid, paid in the month funded.
 *
 * Refused, by row: `unknown_reference` (person, claim reversed), `not_enrolled`, `inconsistent`, `missing_reversal`,
 * `duplicate_claim`, `too_large`; as a whole: `control_total_differs`, `funding_request_differs`, `bank_draw_differs`.
 */
export function importPaidClaimsRows(
  store: ImportStore,
  consortium: Consortium,
  source: ImportSource,
  rows: Rows<PaidClaimRow>,
  options: PaidClaimsOptions = {},
): Promise<ImportReport<PaidClaimsFigures> | RefusedImport | Refusal> {
  return takePaidClaims(store, consortium, source, inBatches(rows), options);
}

/** The same from what was read of a file. */
export async function takePaidClaims(
  store: ImportStore,
  consortium: Consortium,
  source: ImportSource,
  items: AsyncIterable<readonly Item<PaidClaimRow>[]>,
  options: PaidClaimsOptions,
): Promise<ImportReport<PaidClaimsFigures> | RefusedImport | Refusal> {
  const { currency } = consortium.document;
  const fundingRequest = readControlAmounts('--funding-request', options.fundingRequest ?? [], currency);
  if (isRefusal(fundingRequest)) return fundingRequest;
  const bankDraw = readControlAmounts('--bank-draw', options.bankDraw ?? [], currency);
  if (isRefusal(bankDraw)) return bankDraw;
  if (options.acceptDifferences?.trim() === '') {
    return refuse('missing_field', '--accept-differences', 'the reason', '');
  }
  return importing(store, consortium, 'paid-claims', source, options, async (session, intake, importId) => {
    const register = new Register(currency);
    const roster = await Roster.load(consortium, session);
    const batchId = await session.identifiers('batch', 1);
    const payments = new Payments(intake, roster, options.notEnrolled ?? 'refuse');
    const posting = new RegisterPosting(session, intake, importId, batchId);
    let trailer: Pick<Trailer, 'totals' | 'path'> | undefined =
      options.control === undefined ? undefined : { totals: options.control, path: source.name };
    await payments.prepare(session);
    await intake.through<PaidClaimRow>(
      items,
      async (rows) => {
        for (const row of rows) register.add(row);
        await posting.write(await payments.take(session, rows));
      },
      {
        partly: (read) => register.add(read),
        trailer: (found) => {
          trailer = found;
        },
      },
    );
    await posting.write(payments.settle());
    const differences = check(intake, register, trailer, { fundingRequest, bankDraw }, options);
    await posting.close();
    return { batchId, differences, figures: payments.figures(register.sums) };
  });
}

/** Holds the register against what others say of it; what is accepted comes back, anything else spoils the import. */
function check(
  intake: Intake,
  register: Register,
  trailer: Pick<Trailer, 'totals' | 'path'> | undefined,
  controls: { readonly fundingRequest: ControlAmounts; readonly bankDraw: ControlAmounts },
  options: PaidClaimsOptions,
): ControlDifference[] {
  if (register.isTooLarge) {
    const expected = 'amounts of at most 2^53 - 1 minor units in all';
    intake.spoil([refuse('too_large', intake.source.name, expected, 'more')]);
    return [];
  }
  if (trailer !== undefined) intake.spoil(register.trailerProblems(trailer.totals, trailer.path));
  const accepted: ControlDifference[] = [];
  for (const [control, given, isGiven] of [
    ['funding request', controls.fundingRequest, options.fundingRequest],
    ['bank draw', controls.bankDraw, options.bankDraw],
  ] as const) {
    if ((isGiven ?? []).length === 0) continue;
    const differences = register.differences(control, given);
    const reason = options.acceptDifferences;
    if (reason !== undefined) accepted.push(...differences.map((one) => ({ ...one, reason })));
    else {
      const byDay = given.whole === undefined;
      intake.spoil(differences.map((one) => register.differenceProblem(one, byDay, intake.source.name)));
    }
  }
  return accepted;
}

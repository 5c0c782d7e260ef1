import { firstDayOf, lastDayOf, type Month, monthOf } from '../core/calendar/month.ts';
import { planYearOf, planYearWindow } from '../core/calendar/plan-year.ts';
import { balanceSheet } from '../core/ledger/statements.ts';
import { type Amount, amountOf } from '../core/money/amount.ts';
import { roundHalfUp } from '../core/money/rounding.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { type Adequacy, adequacy } from '../core/reserves/adequacy.ts';
import { requirements } from '../core/reserves/requirement.ts';
import { requirementLawOf } from '../engine/reserve-law.ts';
import { type BenefitReserve, payableAndUnpaid } from './claims-reserves.ts';
import type { BooksStore, ChargeKind } from './ports/books.ts';
import type { BooksAtMonth } from './ports/close.ts';
import type { Consortium } from './ports/consortium.ts';

/** What the law of the pool's jurisdiction asks for at the end of a month, and whether the ledger holds it. */
export interface PoolRequirement extends Adequacy {
  readonly jurisdiction: string;
}

const YEAR = 12;

/**
 * The reserve and surplus that the document's jurisdiction asks of the pool; undefined where it names none. Expected are
 * the claims incurred in the last twelve months at their estimated cost, with the administration charged: a part of a year
 * would carry its season. Premium equivalents are the fiscal year's contributions so far, brought to twelve months. For the
 * reserve the ledger holds what is payable and what is not reported, for the surplus what it owns beyond all liabilities,
 * less what the reserve lacks. Refused: a jurisdiction whose shares are not known, a month before its law.
 */
export async function poolRequirement(
  store: BooksStore,
  { consortiumId, document, members }: Consortium,
  month: Month,
  books: BooksAtMonth,
  reserves: readonly BenefitReserve[],
): Promise<PoolRequirement | Refusal | undefined> {
  const { jurisdiction, fiscalYear } = document;
  if (jurisdiction === undefined) return undefined;
  const law = requirementLawOf(jurisdiction, lastDayOf(month));
  if (isRefusal(law)) return law;
  const charges = await store.charges(consortiumId);
  const charged = (kind: ChargeKind, from: number) =>
    sumOf(charges.filter((row) => row.kind === kind && row.month >= from && row.month <= month));
  const firstCharged = Math.min(...charges.map((row) => row.month), month);
  const twelve = Math.max(month - YEAR + 1, firstCharged) as Month;
  const yearStart = monthOf(
    planYearWindow(planYearOf(firstDayOf(month), fiscalYear.start), fiscalYear.start).from,
  );
  const ofYear = Math.max(yearStart, firstCharged) as Month;
  const incurred = reserves.flatMap(({ reserve }) => reserve.months).filter((one) => one.month >= twelve);
  const ultimate = incurred.reduce((sum, { paid, unpaid }) => sum + paid + unpaid, 0);
  const enrolled = await store.enrolledUnits(consortiumId, month, month);
  const required = requirements(
    {
      expectedIncurredClaimsAndExpenses: aYear(
        ultimate + charged('administration', twelve),
        month - twelve + 1,
      ),
      earnedPremiumEquivalents: aYear(charged('contribution', ofYear), month - ofYear + 1),
      participants: {
        municipalities: members.size,
        employeesAndRetirees: enrolled.reduce((sum, { units }) => sum + units, 0),
      },
    },
    law,
  );
  if (isRefusal(required)) return required;
  const notReported = books.balances
    .filter(({ account }) => account === 'incurred-but-not-reported')
    .reduce((sum, { debit, credit }) => sum + credit - debit, 0);
  const reserve = amountOf(payableAndUnpaid(books) + notReported);
  const lacking = Math.max(0, required.find(({ name }) => name === 'reserve')!.required - reserve);
  const sheet = balanceSheet(books.balances);
  const owed = sheet.liabilities.reduce((sum, { amount }) => sum + amount, 0n);
  const surplus = amountOf(Number(sheet.totalAssets - owed) - lacking);
  return { jurisdiction, ...adequacy(required, { held: { reserve, surplus } }) };
}

/** An amount of some months brought to a year, rounded half up. */
function aYear(amount: number, months: number): Amount {
  return amountOf(Number(roundHalfUp(BigInt(amount) * BigInt(YEAR), BigInt(months))));
}

function sumOf(rows: readonly { readonly amount: number }[]): number {
  return rows.reduce((sum, { amount }) => sum + amount, 0);
}

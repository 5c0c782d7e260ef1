import type { Amount } from '../money/amount.ts';
import { compareRatios, formatRatio, type Ratio } from '../money/ratio.ts';
import { productHalfUp } from '../money/rounding.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** What the required reserve and surplus of a pool are measured on. */
export interface RequirementTerms {
  readonly expectedIncurredClaimsAndExpenses: Amount;
  readonly earnedPremiumEquivalents: Amount;
  readonly participants: { readonly municipalities: number; readonly employeesAndRetirees: number };
  /** The lesser share for the reserve that the regulator accepted on an actuary's showing. */
  readonly acceptedShare?: Ratio | undefined;
}

/** A number of law with its citation. */
export interface Cited {
  readonly value: Ratio;
  readonly citation: string;
}

/** The law of a pool's reserve and surplus: the shares, and from which size on a pool is large. */
export interface RequirementLaw {
  readonly reserve: Cited;
  readonly surplusLarge: Cited;
  readonly surplusSmall: Cited;
  readonly largeMunicipalities: Ratio;
  readonly largeEmployeesAndRetirees: Ratio;
}

/** What is required under one name: a share of a base, rounded half up to the minor unit. */
export interface Requirement {
  readonly name: 'reserve' | 'surplus';
  readonly base: Amount;
  readonly share: Ratio;
  readonly required: Amount;
  readonly citation: string;
}

/**
 * The reserve is a share of expected incurred claims and expenses, or the lesser share accepted; the surplus a share of
 * earned premium equivalents, smaller for a pool with both enough municipal corporations and enough people.
 * Refused: `out_of_range` where the share accepted is above the law's.
 * Source: CALCULATORS.md, reserve-requirement; New York Insurance Law 4706(a)(1), (5).
 */
export function requirements(terms: RequirementTerms, law: RequirementLaw): readonly Requirement[] | Refusal {
  const { acceptedShare, participants } = terms;
  if (acceptedShare !== undefined && compareRatios(acceptedShare, law.reserve.value) > 0) {
    const most = formatRatio(law.reserve.value);
    return refuse('out_of_range', 'acceptedShare', `at most ${most}`, formatRatio(acceptedShare));
  }
  const isLarge =
    reaches(participants.municipalities, law.largeMunicipalities) &&
    reaches(participants.employeesAndRetirees, law.largeEmployeesAndRetirees);
  const surplus = isLarge ? law.surplusLarge : law.surplusSmall;
  return [
    requirement('reserve', terms.expectedIncurredClaimsAndExpenses, {
      ...law.reserve,
      value: acceptedShare ?? law.reserve.value,
    }),
    requirement('surplus', terms.earnedPremiumEquivalents, surplus),
  ];
}

function requirement(name: Requirement['name'], base: Amount, { value, citation }: Cited): Requirement {
  // No share is over 1, so that what is required is no more than its base.
  return { name, base, share: value, required: Number(productHalfUp(base, value)) as Amount, citation };
}

function reaches(count: number, least: Ratio): boolean {
  return BigInt(count) * least.denominator >= least.numerator;
}

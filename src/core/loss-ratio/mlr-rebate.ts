import { type Amount, amountOfBigInt, sumOfAmounts } from '../money/amount.ts';
import {
  addRatios,
  compareRatios,
  multiplyRatios,
  type Ratio,
  ratioOf,
  subtractRatios,
} from '../money/ratio.ts';
import { productHalfUp, roundHalfUp } from '../money/rounding.ts';
import { type Table, valueAt } from '../money/table.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';

/** A year of an insurer's experience in one market of a state. Claims may be negative. */
export interface MlrYear {
  readonly claims: Amount;
  readonly qualityImprovement: Amount;
  readonly premium: Amount;
  readonly taxesAndFees: Amount;
  readonly lifeYears: Ratio;
}

/** What a rebate is made of: one to three years, the latest last; the average deductible in whole units of the currency. */
export interface MlrRebateTerms {
  readonly years: readonly MlrYear[];
  readonly averageDeductible: Ratio;
  readonly selfFunded: boolean;
}

/** The numbers of law: the least ratio, the life-years of partial and full credibility, and the tables of their factors. */
export interface MlrLaw {
  readonly standard: Ratio;
  readonly partialCredibilityFrom: Ratio;
  readonly fullCredibilityFrom: Ratio;
  readonly baseFactors: Table;
  readonly deductibleFactors: Table;
}

/** How far a medical loss ratio is believed, and what is added to it for that. */
export interface Credibility {
  readonly class: 'none' | 'partial' | 'full';
  readonly lifeYears: Ratio;
  readonly baseFactor: Ratio;
  readonly deductibleFactor: Ratio;
  readonly adjustment: Ratio;
  /** True where three credible years under the standard take the adjustment away. */
  readonly isWithheld: boolean;
}

/** A medical loss ratio and the rebate that follows from it. */
export interface MlrRebate {
  readonly applies: boolean;
  readonly numerator: Amount;
  readonly denominator: Amount;
  readonly preliminaryMlr: Ratio;
  readonly credibility: Credibility;
  readonly mlr: Ratio;
  readonly standard: Ratio;
  readonly rebateBase: Amount;
  readonly rebate: Amount;
}

const NONE = ratioOf(0);
const DECIMALS_OF_MLR = 1000n;

/**
 * The medical loss ratio of an insurer's years, its credibility adjustment and rebate. Nothing is rounded before the
 * ratio, half up to three decimals; the rebate is rounded half up to the minor unit. Experience that is not credible is
 * presumed to meet the standard; a self-funded plan owes nothing.
 * Refused: `undefined_result` where premium less taxes comes to 0 or less, `too_large` where a sum leaves the safe range.
 * Source: CALCULATORS.md, mlr-rebate; 45 CFR 158.210, 158.221, 158.230 to 158.232, 158.240.
 */
export function mlrRebate(terms: MlrRebateTerms, law: MlrLaw): MlrRebate | Refusal {
  const sums = sumsOf(terms.years);
  if (isRefusal(sums)) return sums;
  const { numerator, denominator } = sums;
  const preliminaryMlr = ratioOf(numerator, denominator);
  const credibility = credibilityOf(terms, law);
  const mlr = ratioOf(
    scaledHalfUp(addRatios(preliminaryMlr, credibility.adjustment), DECIMALS_OF_MLR),
    DECIMALS_OF_MLR,
  );
  const latest = terms.years.at(-1)!;
  const rebateBase = Math.max(0, latest.premium - latest.taxesAndFees) as Amount;
  const shortfall = subtractRatios(law.standard, mlr);
  const isOwed = !terms.selfFunded && credibility.class !== 'none' && compareRatios(shortfall, NONE) > 0;
  const rebate = isOwed ? amountOfBigInt(productHalfUp(rebateBase, shortfall)) : (0 as Amount);
  if (rebate === undefined) {
    return refuse('too_large', 'years', 'a rebate up to 2^53 - 1 minor units', rebateBase);
  }
  const { standard } = law;
  return {
    applies: !terms.selfFunded,
    ...sums,
    preliminaryMlr,
    credibility,
    mlr,
    standard,
    rebateBase,
    rebate,
  };
}

function sumsOf(years: readonly MlrYear[]): { numerator: Amount; denominator: Amount } | Refusal {
  const numerator = sumOfAmounts(years.flatMap((year) => [year.claims, year.qualityImprovement]));
  const denominator = sumOfAmounts(years.flatMap((year) => [year.premium, -year.taxesAndFees]));
  if (numerator === undefined || denominator === undefined) {
    return refuse('too_large', 'years', 'sums up to 2^53 - 1 minor units', undefined);
  }
  return denominator <= 0
    ? refuse('undefined_result', 'years', 'premium above taxes and fees, all years together', denominator)
    : { numerator, denominator };
}

/** Credibility by life-years of all years: no adjustment where it is none or full, or where it is withheld. */
function credibilityOf({ years, averageDeductible }: MlrRebateTerms, law: MlrLaw): Credibility {
  const lifeYears = years.map((year) => year.lifeYears).reduce(addRatios);
  const isNone = compareRatios(lifeYears, law.partialCredibilityFrom) < 0;
  const isFull = compareRatios(lifeYears, law.fullCredibilityFrom) >= 0;
  const isPartial = !isNone && !isFull;
  const baseFactor = isPartial ? valueAt(law.baseFactors, lifeYears) : NONE;
  const deductibleFactor = valueAt(law.deductibleFactors, averageDeductible);
  const isWithheld = isPartial && years.length === 3 && years.every((year) => isCredibleAndUnder(year, law));
  return {
    class: isNone ? 'none' : isFull ? 'full' : 'partial',
    lifeYears,
    baseFactor,
    deductibleFactor,
    adjustment: isWithheld ? NONE : multiplyRatios(baseFactor, deductibleFactor),
    isWithheld,
  };
}

/** True for a year with credible life-years whose own ratio is under the standard. Without premium it has no ratio. */
function isCredibleAndUnder(year: MlrYear, law: MlrLaw): boolean {
  if (compareRatios(year.lifeYears, law.partialCredibilityFrom) < 0) return false;
  const premium = BigInt(year.premium) - BigInt(year.taxesAndFees);
  if (premium <= 0n) return false;
  const spent = BigInt(year.claims) + BigInt(year.qualityImprovement);
  return compareRatios(ratioOf(spent, premium), law.standard) < 0;
}

function scaledHalfUp({ numerator, denominator }: Ratio, scale: bigint): bigint {
  return roundHalfUp(numerator * scale, denominator);
}

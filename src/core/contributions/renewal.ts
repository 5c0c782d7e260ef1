import { type Amount, amountOfBigInt, sumOfAmounts } from '../money/amount.ts';
import { type Ratio, ratioOf } from '../money/ratio.ts';
import { roundHalfUp } from '../money/rounding.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { grownHalfUp } from './growth.ts';

/** What a renewal rate is made of; rates, charges and loads are per member and month. */
export interface RenewalTerms {
  readonly memberMonths: number;
  readonly paidClaims: Amount;
  readonly claimsOverPooling: Amount;
  readonly completion: Ratio;
  readonly annualTrend: Ratio;
  readonly trendHalfMonths: number;
  readonly poolingCharge: Amount;
  readonly manual: Amount;
  readonly credibility: Ratio;
  readonly loads: readonly Amount[];
  readonly current: Amount;
}

/** The steps from paid claims to the required rate, each rounded half up, and the change against the current rate. */
export interface Renewal {
  readonly pooled: Amount;
  readonly incurred: Amount;
  readonly experiencePerMemberPerMonth: Amount;
  readonly trended: Amount;
  readonly blended: Amount;
  readonly required: Amount;
  readonly change: Ratio;
}

/**
 * Pools large claims, completes, trends from midpoint to midpoint, blends with the manual rate by credibility and adds
 * the loads. Each step goes on from the rounded figure of the one before.
 * Refused: claims over the pooling point above all claims (`inconsistent`); no member months, no completion or no current
 * rate (`undefined_result`); a figure beyond the safe range (`too_large`).
 * Source: CALCULATORS.md, renewal.
 */
export function renewal(terms: RenewalTerms): Renewal | Refusal {
  const refusal = meaningless(terms);
  if (refusal !== undefined) return refusal;
  const pooled = (terms.paidClaims - terms.claimsOverPooling) as Amount;
  const incurred = amountOfBigInt(
    roundHalfUp(BigInt(pooled) * terms.completion.denominator, terms.completion.numerator),
  );
  if (incurred === undefined) return tooLarge('experience.paidClaims', pooled);
  const experience = amountOfBigInt(roundHalfUp(BigInt(incurred), BigInt(terms.memberMonths)))!;
  const trended = grownHalfUp(experience, terms.annualTrend, terms.trendHalfMonths);
  if (trended === undefined) return tooLarge('trend', experience);
  const blended = amountOfBigInt(blend(trended, terms));
  if (blended === undefined) return tooLarge('poolingCharge', terms.poolingCharge);
  const required = sumOfAmounts([blended, ...terms.loads]);
  if (required === undefined) return tooLarge('loads', blended);
  const change = ratioOf(required - terms.current, terms.current);
  return { pooled, incurred, experiencePerMemberPerMonth: experience, trended, blended, required, change };
}

/** credibility x (trended + pooling charge) + (1 - credibility) x manual. */
function blend(trended: Amount, { credibility, poolingCharge, manual }: RenewalTerms): bigint {
  const { numerator, denominator } = credibility;
  const experience = BigInt(trended) + BigInt(poolingCharge);
  return roundHalfUp(numerator * experience + (denominator - numerator) * BigInt(manual), denominator);
}

function meaningless(terms: RenewalTerms): Refusal | undefined {
  const above = (path: string) => refuse('undefined_result', path, 'above 0', 0);
  if (terms.memberMonths === 0) return above('experience.memberMonths');
  if (terms.completion.numerator === 0n) return above('experience.completion');
  if (terms.current === 0) return above('current.perMemberPerMonth');
  if (terms.claimsOverPooling <= terms.paidClaims) return undefined;
  return refuse(
    'inconsistent',
    'experience.claimsOverPooling',
    'at most `paidClaims`',
    terms.claimsOverPooling,
  );
}

function tooLarge(path: string, actual: number): Refusal {
  return refuse('too_large', path, 'a figure up to 2^53 - 1 minor units', actual);
}
